import { describe, expect, it } from 'vitest';
import type { DeviceFields } from '../../shared/events/masters.ts';
import { type DeviceFacts, judgeDevice } from './device-identity.ts';
import type { CompanyMarks } from './marks.ts';

const DEVICE = 'device';
const HERE = 'this installation';
const ELSEWHERE = 'another installation';
const TAKING = { receiver: 'here', computer: 'OLD' };
const LEFT = { receiver: 'away', box: '', at: 0 };
const MARKS: CompanyMarks = { device: DEVICE, sequence: 7, series: {}, disowned: false };

function facts(marks: Partial<CompanyMarks>, record: Partial<DeviceFields>, sequence = 7): DeviceFacts {
  const fields = {
    name: '',
    publicKey: 'key',
    installId: HERE,
    prefix: '',
    user: null,
    revoked: false,
    ...record,
  };
  return {
    marks: { ...MARKS, ...marks },
    installId: HERE,
    publicKey: 'key',
    devices: [{ id: DEVICE, fields }] as unknown as DeviceFacts['devices'],
    series: [],
    sequence,
    forked: false,
  };
}

const keep = { keep: true, device: DEVICE };
const not = (why: string) => ({ keep: false, why });

describe('a device on its way to another computer (DV3, ADR 42)', () => {
  it.each([
    ['goes on where it always was', facts({}, {}), keep],
    ['writes nothing more once it has said so', facts({}, { movingTo: 'away' }), not('moving')],
    ['goes on when that was taken back', facts({}, { movingTo: null }, 8), keep],
    ['has left', facts({ handedOver: LEFT }, { movingTo: 'away' }), not('moved')],
    ['has left, whatever older copy lies there', facts({ handedOver: LEFT }, {}, 3), not('moved')],
    [
      'has left, and somebody wants to go on anew',
      facts({ handedOver: LEFT, disowned: true }, {}),
      not('forked'),
    ],
    ['arrives', facts({ taking: TAKING }, { movingTo: 'here', installId: ELSEWHERE }), keep],
    ['has arrived, and only the marks do not know', facts({ taking: TAKING }, { movingTo: null }, 8), keep],
    [
      'arrives out of a file older than the marks',
      facts({ taking: TAKING }, { movingTo: 'here' }, 6),
      not('restored'),
    ],
    [
      'arrives out of a file older than the marks, from elsewhere',
      facts({ taking: TAKING }, { movingTo: 'here', installId: ELSEWHERE }, 6),
      not('cloned'),
    ],
    ['is named for another computer', facts({}, { movingTo: 'away', installId: ELSEWHERE }), not('cloned')],
    [
      'comes back to where it had left',
      facts({ handedOver: LEFT, taking: TAKING }, { movingTo: 'here', installId: ELSEWHERE }),
      keep,
    ],
    [
      'has come back, and only the marks do not know',
      facts({ handedOver: LEFT, taking: TAKING }, { movingTo: null }, 8),
      keep,
    ],
    [
      'comes back, and the copy that had stayed still lies there',
      facts({ handedOver: LEFT, taking: TAKING }, { movingTo: 'away' }, 3),
      not('moved'),
    ],
    [
      'comes back, and a copy from before lies there',
      facts({ handedOver: LEFT, taking: TAKING }, { movingTo: null }, 3),
      not('moved'),
    ],
  ])('%s', (_when, seen, verdict) => {
    expect(judgeDevice(seen)).toEqual(verdict);
  });
});
