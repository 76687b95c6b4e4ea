/** What the window knows of the program around it: state of the company, settings of the desktop, work under way. */
import { create } from 'zustand';
import type { CompanyState, Push, Settings } from '../../../shared/contract/app.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Day } from '../../../shared/domain/money.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { invoke, subscribe } from './client.ts';
import { queryClient } from './query-client.ts';
import { isTouched } from './topics.ts';

export type AppState = OutputOf<'app.state'>;
export type OpenCompany = Extract<CompanyState, { state: 'open' }>;
export type Task = Extract<Push, { type: 'progress' }>;

interface Session {
  /** `null` until main has answered for the first time. */
  readonly app: AppState | null;
  readonly error: AppError | null;
  readonly tasks: readonly Task[];
  /** How the open company stands with its server; `null` until main has said. */
  readonly sync: SyncStatus | null;
}

export const useSession = create<Session>()(() => ({ app: null, error: null, tasks: [], sync: null }));

/** Asks main for its state: at the start, after a company was made, and when a push may have been missed. */
export async function refreshSession(): Promise<void> {
  const reply = await invoke('app.state', {});
  useSession.setState(reply.ok ? { app: reply.value, error: null } : { error: reply.error });
}

function setCompany(company: CompanyState): void {
  const { app } = useSession.getState();
  if (!app) return;
  const before = app.company;
  const same =
    before.state === 'open' && company.state === 'open' && before.company.id === company.company.id;
  // Nothing of one company may be shown while another is open.
  if (!same) queryClient.clear();
  useSession.setState({ app: { ...app, company } });
  if (same) return;
  useSession.setState({ sync: null });
  if (company.state === 'open') {
    void refreshSession();
    void refreshSync();
  }
}

/** Asks how the open company stands with its server; changes are pushed after that. */
export async function refreshSync(): Promise<void> {
  const reply = await invoke('sync.status', {});
  if (reply.ok) useSession.setState({ sync: reply.value });
}

function receive(push: Push): void {
  switch (push.type) {
    case 'changed':
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isTouched(String(queryKey[0]), push.topics),
      });
      break;
    case 'state':
      setCompany(push.company);
      break;
    case 'progress':
      useSession.setState(({ tasks }) => ({
        tasks: [...tasks.filter(({ task }) => task !== push.task), push],
      }));
      break;
    case 'finished':
      useSession.setState(({ tasks }) => ({ tasks: tasks.filter(({ task }) => task !== push.task) }));
      break;
    case 'troubles':
      useSession.setState(({ app }) => (app ? { app: { ...app, troubles: push.troubles } } : {}));
      break;
    case 'sync':
      useSession.setState({ sync: push.status });
      break;
    default:
      break;
  }
}

const DAY_CHECK_MS = 60_000;

/** Midnight passes without a push: what depends on today is asked again once main says another day. */
async function followDay(): Promise<void> {
  const before = useSession.getState().app?.company;
  if (before?.state !== 'open') return;
  const reply = await invoke('app.state', {});
  const now = reply.ok ? reply.value.company : null;
  if (reply.ok && now?.state === 'open' && now.today !== before.today)
    useSession.setState({ app: reply.value });
}

/** Starts listening and asks for the first state. Answers the function that stops it. */
export function startSession(): () => void {
  const stop = subscribe(receive);
  const timer = setInterval(() => void followDay(), DAY_CHECK_MS);
  void refreshSession();
  void refreshSync();
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** Settings of this desktop; changed at once on screen and kept by main. */
export async function saveSettings(change: Partial<Omit<Settings, 'updateFeed'>>): Promise<AppError | null> {
  const { app } = useSession.getState();
  if (app) useSession.setState({ app: { ...app, settings: { ...app.settings, ...change } } });
  const reply = await invoke('settings.save', change);
  if (!reply.ok) {
    await refreshSession();
    return reply.error;
  }
  useSession.setState((state) => (state.app ? { app: { ...state.app, settings: reply.value } } : {}));
  return null;
}

/** The open company, or `null`. */
export function useCompany(): OpenCompany | null {
  return useSession(({ app }) => (app?.company.state === 'open' ? app.company : null));
}

/** False while the company can only be read (SY5, DV3): nothing new is offered that could not be kept. */
export function useCanCreate(): boolean {
  return useSession(
    ({ app }) =>
      app?.company.state !== 'open' || (app.company.arriving === null && app.company.moved === null),
  );
}

const localDay = (): Day => {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** Today in the open company's time zone, as main says it; before a company is open, the desktop's own day. */
export function useToday(): Day {
  return useSession(({ app }) => (app?.company.state === 'open' ? app.company.today : localDay()));
}
