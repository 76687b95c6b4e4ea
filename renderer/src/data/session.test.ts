import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Push } from '../../../shared/contract/app.ts';
import { eventually } from '../../../test/eventually.ts';
import { invoke } from './client.ts';
import { queryClient } from './query-client.ts';
import { type AppState, saveSettings, startSession, useSession } from './session.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';
const open = (id: string): AppState['company'] => ({
  state: 'open',
  company: { id, name: 'Alder & Finch' },
  demo: false,
  user: { id, name: 'Jo', role: 'owner' },
  device: 'd',
  users: 1,
  today: '2026-11-21',
  profile: 'GB',
  warnings: [],
  arriving: null,
  moved: null,
});
const state: AppState = {
  version: '1',
  platform: 'linux',
  locale: 'en-GB',
  dataFolder: '/data',
  logFile: '/data/log',
  settings: { theme: 'system', language: null, printing: {}, updateFeed: '', lists: {} },
  companies: [],
  troubles: [],
  company: open(ID),
};

let push: (push: Push) => void = () => undefined;
let answer: (channel: string, input: unknown) => unknown;
let stop: () => void = () => undefined;

beforeEach(async () => {
  answer = () => ({ ok: true, value: state });
  vi.stubGlobal('window', {
    counterfoil: {
      invoke: async (channel: string, input: unknown) => answer(channel, input),
      subscribe: (listener: (push: unknown) => void) => {
        push = listener;
        return () => undefined;
      },
    },
  });
  stop = startSession();
  await eventually(() => expect(useSession.getState().app).toEqual(state));
});

afterEach(() => {
  stop();
  queryClient.clear();
  useSession.setState({ app: null, error: null, tasks: [] });
  vi.unstubAllGlobals();
});

describe('what main pushes', () => {
  it('makes old what a commit touched, and nothing else', () => {
    queryClient.setQueryData(['documents.list', {}], 1);
    queryClient.setQueryData(['items.list', {}], 1);
    push({ type: 'changed', topics: ['payments'] });
    expect(queryClient.getQueryState(['documents.list', {}])?.isInvalidated).toBe(true);
    expect(queryClient.getQueryState(['items.list', {}])?.isInvalidated).toBe(false);
  });

  it('forgets everything of a company once another is open', () => {
    queryClient.setQueryData(['documents.list', {}], 1);
    push({ type: 'state', company: open(ID) });
    expect(queryClient.getQueryData(['documents.list', {}])).toBe(1);
    push({ type: 'state', company: open(OTHER) });
    expect(queryClient.getQueryData(['documents.list', {}])).toBeUndefined();
  });

  it('shows long work until it is finished', () => {
    const task: Push = { type: 'progress', task: 't', label: 'seed', done: 1, total: 9, cancellable: true };
    push(task);
    push({ ...task, done: 5 });
    expect(useSession.getState().tasks.map(({ done }) => done)).toEqual([5]);
    push({ type: 'finished', task: 't' });
    expect(useSession.getState().tasks).toEqual([]);
  });
});

describe('settings of the desktop', () => {
  it('show at once and come back when main refuses them', async () => {
    answer = (channel) =>
      channel === 'settings.save'
        ? { ok: false, error: { kind: 'storage', reason: 'disk-full' } }
        : { ok: true, value: state };
    const saving = saveSettings({ theme: 'dark' });
    expect(useSession.getState().app?.settings.theme).toBe('dark');
    expect(await saving).toEqual({ kind: 'storage', reason: 'disk-full' });
    expect(useSession.getState().app?.settings.theme).toBe('system');
  });
});

describe('a bridge that fails altogether', () => {
  it('answers an error that may be tried again, never an exception', async () => {
    answer = () => {
      throw new Error('gone');
    };
    expect(await invoke('app.state', {})).toEqual({
      ok: false,
      error: { kind: 'unavailable', what: 'company' },
    });
  });
});
