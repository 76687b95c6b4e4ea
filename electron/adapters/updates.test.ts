import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../ports.ts';
import { checkForUpdates } from './updates.ts';

const feed = vi.hoisted(() => ({ set: vi.fn(), check: vi.fn() }));

vi.mock('electron-updater', () => ({
  default: { autoUpdater: { setFeedURL: feed.set, checkForUpdates: feed.check } },
}));

const said = vi.fn();
const log: Log = {
  info: () => {},
  warn: (message) => said('warn', message),
  error: (message) => said('error', message),
};

beforeEach(() => {
  vi.resetAllMocks();
});

describe('updates', () => {
  it('asks nobody where no feed is set', async () => {
    await checkForUpdates('', log);
    expect([feed.set, feed.check, said].map(({ mock }) => mock.calls)).toEqual([[], [], []]);
  });

  it.each(['http://updates.example', 'file:///srv/updates', 'updates.example', ' https://updates.example'])(
    'asks nobody at %j, which is no https address, and the log says so',
    async (address) => {
      await checkForUpdates(address, log);
      expect([feed.set, feed.check].map(({ mock }) => mock.calls)).toEqual([[], []]);
      expect(said.mock.calls).toEqual([
        ['warn', 'the update feed is not an https address: no updates are asked for'],
      ]);
    },
  );

  it('asks a feed that is set, and says nothing when it answers', async () => {
    await checkForUpdates('https://updates.example', log);
    expect(feed.set.mock.calls).toEqual([[{ provider: 'generic', url: 'https://updates.example' }]]);
    expect([feed.check.mock.calls.length, said.mock.calls]).toEqual([1, []]);
  });

  it('says once that a feed does not answer, and the program goes on', async () => {
    feed.check.mockRejectedValue(new Error('net::ERR_NAME_NOT_RESOLVED'));
    await checkForUpdates('https://updates.example', log);
    expect(said.mock.calls).toEqual([['error', 'no answer from the update feed']]);
  });
});
