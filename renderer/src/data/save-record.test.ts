import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/errors/index.ts';
import { decided, type RecordBase, type RecordChannel, saveRecord } from './save-record.ts';

interface Fields {
  readonly name: string;
  readonly phone: string;
}

const base: RecordBase<Fields> = { revision: 'r1', fields: { name: 'Ada', phone: '1' } };

/** A store with one record; `meanwhile` is what somebody else saves just before each of our first sends. */
function store(meanwhile: readonly Partial<Fields>[]) {
  let present = base;
  let count = 1;
  const waiting = [...meanwhile];
  const sent: { commandId: string; fields: Partial<Fields> }[] = [];
  const ids = new Map<string, string>();
  const change = (fields: Partial<Fields>) => {
    count += 1;
    present = { revision: `r${count}`, fields: { ...present.fields, ...fields } };
  };
  const channel: RecordChannel<Fields> = {
    send: async ({ commandId, expectedRevision, fields }) => {
      sent.push({ commandId, fields });
      const other = waiting.shift();
      if (other) change(other);
      if (expectedRevision !== present.revision) {
        return err({
          kind: 'changed-meanwhile',
          what: 'customer',
          id: 'c',
          revision: present.revision ?? '',
        });
      }
      change(fields);
      return ok({ revision: present.revision ?? '' });
    },
    fetch: async () => ok(present),
    commandIdFor: (content) => {
      const known = ids.get(content) ?? `command-${ids.size}`;
      ids.set(content, known);
      return known;
    },
  };
  return { channel, sent, present: () => present.fields };
}

describe('saveRecord', () => {
  it('EV4: sends only what was touched', async () => {
    const { channel, sent } = store([]);
    expect(await saveRecord(channel, base, { name: 'Ada', phone: '2' })).toMatchObject({
      outcome: 'saved',
      taken: [],
    });
    expect(sent.map(({ fields }) => fields)).toEqual([{ phone: '2' }]);
  });

  it('EV4: joins changes of different fields and says what was taken over', async () => {
    const { channel, present } = store([{ name: 'Ada Lovelace' }]);
    const saving = await saveRecord(channel, base, { name: 'Ada', phone: '2' });
    expect(saving).toMatchObject({ outcome: 'saved', taken: ['name'] });
    expect(present()).toEqual({ name: 'Ada Lovelace', phone: '2' });
  });

  it('stops at a field that both changed, and saves what the clerk decides', async () => {
    const { channel, present } = store([{ phone: '3' }]);
    const saving = await saveRecord(channel, base, { name: 'Ada L.', phone: '2' });
    expect(saving).toMatchObject({ outcome: 'conflict', merge: { conflicts: [{ mine: '2', theirs: '3' }] } });
    if (saving.outcome !== 'conflict') throw new Error('expected a conflict');
    await saveRecord(channel, saving.now, decided(saving.merge, ['phone']));
    expect(present()).toEqual({ name: 'Ada L.', phone: '3' });
  });

  it('gives up when the record changes again and again', async () => {
    const { channel, sent } = store(Array.from({ length: 9 }, (_, index) => ({ name: `Ada ${index}` })));
    expect(await saveRecord(channel, base, { name: 'Ada', phone: '2' })).toMatchObject({
      outcome: 'failed',
      error: { kind: 'changed-meanwhile' },
    });
    expect(sent).toHaveLength(4);
  });

  it('repeats the same content under the same command id', async () => {
    const { channel, sent } = store([]);
    const fields = { name: 'Ada', phone: '2' };
    await saveRecord(channel, base, fields);
    await saveRecord(channel, base, { ...fields });
    expect(sent[1]?.commandId).toBe(sent[0]?.commandId);
  });
});
