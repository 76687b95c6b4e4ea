import { describe, expect, it } from 'vitest';
import { chooseStore, readServerOptions } from './options.ts';

describe('the command line of the server', () => {
  it('has defaults for one machine', () => {
    expect(readServerOptions(['--data', '/d'], {})).toEqual({
      ok: true,
      value: {
        store: { kind: 'embedded', folder: '/d' },
        host: '127.0.0.1',
        port: 8471,
        tls: null,
        behindProxy: false,
        openMetrics: false,
        connections: 10,
        restore: null,
      },
    });
  });

  it('reads everything that can be said', () => {
    const args = [
      '--host',
      '::',
      '--port',
      '0',
      '--connections',
      '3',
      '--restore',
      '/b',
      '--tls-cert',
      'c',
      '--tls-key',
      'k',
    ];
    const read = readServerOptions([...args, '--behind-proxy', '--open-metrics'], {
      DATABASE_URL: 'postgres://x',
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        store: { kind: 'postgresql', url: 'postgres://x' },
        host: '::',
        port: 0,
        tls: { cert: 'c', key: 'k' },
        behindProxy: true,
        openMetrics: true,
        connections: 3,
        restore: '/b',
      },
    });
  });

  it.each([
    [[], 'where the data is'],
    [['--data', '/d', '--port', 'x'], '--port'],
    [['--data', '/d', '--port', '70000'], '--port'],
    [['--data', '/d', '--connections', '0'], '--connections'],
    [['--data', '/d', '--tls-cert', 'c'], 'belong together'],
    [['--data', '/d', '--unknown'], '--unknown'],
  ])('refuses %j and says why', (args, why) => {
    expect(readServerOptions(args, {})).toEqual({ ok: false, error: expect.stringContaining(why) });
  });

  it('takes the database when both are said, and none for an empty address', () => {
    expect(chooseStore('/d', { DATABASE_URL: 'u' })).toEqual({ kind: 'postgresql', url: 'u' });
    expect(chooseStore('/d', { DATABASE_URL: '' })).toEqual({ kind: 'embedded', folder: '/d' });
    expect(chooseStore(undefined, {})).toBeNull();
  });
});
