import { describe, expect, it } from 'vitest';
import { zSyncProblem } from '../../shared/contract/sync.ts';
import { zRefusal } from '../../shared/wire/refusal.ts';
import { problemOf, type SyncFailure, stepAfter } from './sync-failure.ts';

const refusals = zRefusal.options.map(({ shape }) => shape.code.value);

describe('failures', () => {
  it('SY4: those that a person must mend stop the loop, the others are tried again', () => {
    const stops = (code: string) =>
      stepAfter({ code, why: 'used', after: 0 } as unknown as SyncFailure).step === 'stop';
    const stopping = [
      ...refusals,
      'unreachable',
      'foreign',
      'proxy',
      'proxy-login',
      'certificate',
      'rewritten',
      'unsigned',
      'newer-format',
      'storage',
      'fault',
    ].filter(stops);
    expect(new Set(stopping)).toEqual(
      new Set([
        ...[
          'malformed',
          'protocol',
          'unknown-device',
          'bad-request',
          'revoked',
          'not-allowed',
          'bad-signature',
        ],
        ...[
          'unknown-author',
          'too-large',
          'forked',
          'ahead',
          'device-taken',
          'pairing',
          'not-found',
          'hash-differs',
        ],
        ...['proxy-login', 'rewritten', 'unsigned', 'newer-format'],
      ]),
    );
  });

  it('SY4: what the server asks to wait is passed on', () => {
    expect(stepAfter({ code: 'slow-down', after: 700 })).toMatchObject({ step: 'failed', retryAfter: 700 });
    expect(stepAfter({ code: 'unavailable', after: 0 })).toMatchObject({ step: 'failed', retryAfter: null });
    expect(stepAfter({ code: 'unreachable' })).toEqual({ step: 'failed', failure: { code: 'unreachable' } });
  });

  it('SY6: each has a name on screen', () => {
    for (const code of [...refusals, 'newer-format', 'foreign', 'proxy', 'proxy-login']) {
      const problem = problemOf({ code, why: 'unknown' } as unknown as SyncFailure);
      expect(zSyncProblem.safeParse(problem).success, `${code} → ${problem}`).toBe(true);
    }
  });
});
