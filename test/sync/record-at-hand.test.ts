/** What a desktop's record says of itself without the books: of a first fetch (SY5), and of what can be handed on (SY7). */
import { beforeAll, describe, expect, it } from 'vitest';
import { AsideStep } from '../../electron/sync/aside-step.ts';
import { FileSync } from '../../electron/sync/file-sync.ts';
import { collect, runOf } from '../../electron/sync/holdings.ts';
import { RecordAhead } from '../../electron/sync/record-ahead.ts';
import type { SyncHost } from '../../electron/sync/sync-host.ts';
import type { WireClient } from '../../electron/sync/wire-client.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { type Aside, encodeAcknowledgement } from '../../shared/events/confirmation.ts';
import { event } from '../../shared/events/event-types.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { customerFields, id } from '../books/record.ts';
import { introduction, MemoryDesk } from './memory-desk.ts';
import { newKey } from './simulation.ts';

const UNREADABLE = err({ kind: 'unavailable', what: 'journal' } as const);

let desk: MemoryDesk;

beforeAll(async () => {
  desk = new MemoryDesk({
    device: id('dev', 1),
    key: await newKey(),
    transport: async () => ({ answered: false, why: 'unreachable' }),
    random: () => 1,
    skew: 0,
    mutant: null,
  });
  desk.commit(id('act', 1), [introduction(desk)]);
  const fields = customerFields({});
  desk.commit(id('act', 2), [event('customer.set', id('cust', 1), '2026-01-10', { fields })]);
});

const journalOf = (frames: readonly Frame[]): Pick<SyncHost['journal'], 'readFrom'> => ({
  readFrom: async (number) => ok(frames.slice(number - 1)),
});
const hostOf = (frames: readonly Frame[]) => ({ journal: journalOf(frames) }) as SyncHost;

const acknowledgement = (payload: Uint8Array): Frame => ({
  kind: FRAME_KIND.acknowledgement,
  payload,
  number: desk.frames.length + 1,
  chain: new Uint8Array(32),
});

describe('the record of a first fetch', () => {
  it('SY5: tells commits, devices and its place from the frames alone', async () => {
    const place = encodeAcknowledgement({
      epoch: 'e1',
      entries: [],
      cursor: { sequence: 2, chain: '00'.repeat(32) },
    });
    const read = await RecordAhead.read(journalOf([...desk.frames, acknowledgement(place)]));
    if (!read.ok) throw new Error('not read');
    expect(await read.value.standing()).toMatchObject({
      value: {
        place: { epoch: 'e1', cursor: { sequence: 2 } },
        authors: [{ device: desk.device, sequence: 2 }],
      },
    });
    expect(await read.value.known([id('act', 2), id('act', 3)])).toEqual(ok(new Set([id('act', 2)])));
    expect(await read.value.keys()).toEqual(ok(new Map([[desk.device, desk.key.publicKey]])));
  });

  it('EV7: passes over what only a newer program reads', async () => {
    const newer = acknowledgement(new TextEncoder().encode('of another shape'));
    const read = await RecordAhead.read(journalOf([newer]));
    expect(read.ok && (await read.value.standing())).toEqual(ok({ place: null, authors: [] }));
  });

  it('says so when the journal cannot be read', async () => {
    expect(await RecordAhead.read({ readFrom: async () => UNREADABLE })).toEqual(UNREADABLE);
  });
});

describe('what the record can hand on', () => {
  it('SY7: is what follows what the server has, with the signatures over it', async () => {
    const [holding] = (await collect(hostOf(desk.frames), new Map([[desk.device, 1]]))) ?? [];
    if (!holding) throw new Error('nothing');
    expect(runOf(holding).map(({ envelope }) => envelope.sequence)).toEqual([2]);
    expect(holding.signatures.map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('holds nothing in short that is not what its hash says', async () => {
    const short = { envelope: btoa('{}'), body: '00'.repeat(32), signature: null };
    const aside: Aside = {
      ...{ sequence: 3, received: 0, epoch: 'e1', hash: '11'.repeat(32), device: desk.device },
      ...{ why: 'withheld', own: 3, short },
    };
    const said = encodeAcknowledgement({ epoch: 'e1', entries: [], aside: [aside] });
    const frames = [...desk.frames, acknowledgement(said)];
    const [holding] = (await collect(hostOf(frames), new Map([[desk.device, 0]]))) ?? [];
    expect([...(holding?.commits.keys() ?? [])]).toEqual([1, 2]);
  });
});

it('SY4: what was set aside waits while the record cannot be read', async () => {
  const host = { lookup: async () => UNREADABLE } as unknown as SyncHost;
  const client = {} as WireClient;
  expect(await new AsideStep(host, client, new FileSync(host, client)).run()).toEqual({
    step: 'failed',
    failure: { code: 'storage' },
  });
});
