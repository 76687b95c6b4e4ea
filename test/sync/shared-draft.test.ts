/** EV4 on one draft that two desktops have open: each field is the last writer's, and only what was typed is written. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftFor, newId, type Office, type Program } from '../main/harness.ts';
import { type Desks, twoDesktops, wayTo } from './desks.ts';
import type { ModelServer } from './model-server.ts';
import { quiet } from './office-line.ts';

type Draft = ReturnType<typeof draftFor>;

let desks: Desks;
let server: ModelServer;
let mine: Program;
let other: Program;
let office: Office;
let id: string;

beforeEach(async () => {
  ({ desks, mine, other, office, server } = await twoDesktops());
  id = newId();
  await mine.must('drafts.save', {
    commandId: newId(),
    id,
    draft: draftFor(office, '10', { notes: 'first' }),
  });
  await quiet(mine, other);
});
afterEach(() => desks.clear());

/** Opens the draft as its form does, changes it and saves it. */
async function edit(program: Program, change: (draft: Draft) => Draft): Promise<void> {
  const { draft, base } = await program.must('drafts.get', { id });
  await program.must('drafts.save', { commandId: newId(), id, draft: change(draft as Draft), base });
}

const twice = async (program: Program) =>
  (await program.must('records.changedTwice', { of: 'drafts', id, today: '2026-03-02' })) as {
    field: string;
  }[];

describe('a draft that two desktops have open', () => {
  it('EV4: what was not typed here keeps what another desktop has committed meanwhile', async () => {
    const opened = await mine.must('drafts.get', { id });
    await edit(other, (draft) => ({
      ...draft,
      notes: 'theirs',
      lines: [...draft.lines, { ...draft.lines[0], id: newId(), description: 'Gilding' } as never],
    }));
    await quiet(mine, other);
    const draft = { ...opened.draft, orderNumber: 'PO 7' };
    await mine.must('drafts.save', { commandId: newId(), id, draft, base: opened.base });
    await quiet(mine, other);
    for (const program of [mine, other]) {
      const { draft: now } = await program.must('drafts.get', { id });
      expect(now).toMatchObject({ notes: 'theirs', orderNumber: 'PO 7' });
      expect(now.lines.map(({ description }) => description)).toEqual(['Binding', 'Gilding']);
      expect(await twice(program)).toEqual([]);
    }
  });

  it('EV4: a field that both typed is the later one, and both are told', async () => {
    const opened = await mine.must('drafts.get', { id });
    await edit(other, (draft) => ({ ...draft, notes: 'theirs', orderNumber: 'PO 8' }));
    await quiet(mine, other);
    mine.clock.time += 60_000;
    const draft = { ...opened.draft, notes: 'mine' };
    await mine.must('drafts.save', { commandId: newId(), id, draft, base: opened.base });
    await quiet(mine, other);
    for (const program of [mine, other]) {
      expect((await program.must('drafts.get', { id })).draft).toMatchObject({
        notes: 'mine',
        orderNumber: 'PO 8',
      });
      expect((await twice(program)).map(({ field }) => field)).toEqual(['notes']);
    }
  });

  it('EV12: what is kept and not yet committed is shown over what has come meanwhile, also after a restart', async () => {
    const { draft, base } = await mine.must('drafts.get', { id });
    await mine.must('drafts.keep', {
      id,
      draft: { ...draft, orderNumber: 'PO 9' },
      base,
      focus: 'orderNumber',
    });
    await edit(other, (theirs) => ({ ...theirs, notes: 'theirs' }));
    await quiet(mine, other);
    await mine.app.close();
    mine = await desks.startAgain(0, wayTo(server));
    await mine.must('companies.open', { id: office.company });
    const shown = await mine.must('drafts.get', { id });
    expect(shown).toMatchObject({ draft: { notes: 'theirs', orderNumber: 'PO 9' }, focus: 'orderNumber' });
    await mine.must('drafts.save', { commandId: newId(), id, draft: shown.draft, base: shown.base });
    await quiet(mine, other);
    expect((await other.must('drafts.get', { id })).draft).toMatchObject({
      notes: 'theirs',
      orderNumber: 'PO 9',
    });
    expect(await twice(other)).toEqual([]);
  });

  it('a draft that another desktop discarded is not saved into nothing; what was typed on stays', async () => {
    const { draft, base } = await mine.must('drafts.get', { id });
    await other.must('drafts.discard', { commandId: newId(), id });
    await quiet(mine, other);
    mine.clock.time += 60_000;
    const typed = { ...draft, notes: 'typed on' };
    await mine.must('drafts.keep', { id, draft: typed, base, focus: 'notes' });
    expect(await mine.call('drafts.save', { commandId: newId(), id, draft: typed, base })).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'draft-discarded' },
    });
    expect(await mine.must('drafts.list', {})).toMatchObject([{ id }]);
    expect((await mine.must('drafts.get', { id })).draft.notes).toBe('typed on');
  });
});
