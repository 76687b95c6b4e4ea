/** Lists of what was done and what waits, as tables: the outbox, the last print run, closed periods, the review list. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { ok } from '../../../shared/errors/index.ts';
import { atOnce, type Body, columnsOf, type ListContext, type Of } from './list-source.ts';
import type { Row } from './list-table.ts';

type Desk = 'outbox' | 'print-run' | 'periods' | 'review';

export const deskList = ({ list }: Of<Desk>, context: ListContext): Body => LISTS[list](context);

function outbox({ desk, words, dayOf }: ListContext): Body {
  const columns = columnsOf([
    [words.number, 'code'],
    [words.mailTo, 'text'],
    [words.subject, 'text'],
    [words.status, 'code'],
    [words.queued, 'day'],
    [words.changed, 'day'],
    [words.tries, 'decimal'],
    [words.refused, 'text'],
    [words.detail, 'text'],
  ]);
  const rows = (): Row[] =>
    desk
      .outbox()
      .map(({ number, to, cc, subject, state, queued, changed, tries, refused, detail }) => [
        ...[number, [...to, ...cc].join(', '), subject, words.states.mails[state]],
        ...[dayOf(queued), dayOf(changed), String(tries), refused.join(', '), detail],
      ]);
  return {
    columns,
    rows: () =>
      atOnce(
        async () => ok(rows()),
        (all) => all,
      ),
  };
}

function printRun({ desk, words }: ListContext): Body {
  const columns = columnsOf([
    [words.number, 'code'],
    [words.kind, 'code'],
    [words.status, 'code'],
    [words.detail, 'text'],
  ]);
  const rows = (): Row[] =>
    desk
      .printRun()
      .map(({ number, kind, state, detail }) => [
        ...[number, words.kinds[kind], words.states.prints[state], detail],
      ]);
  return {
    columns,
    rows: () =>
      atOnce(
        async () => ok(rows()),
        (all) => all,
      ),
  };
}

/** A row for each close and currency: what was owed on its last day, and how much came after it (PC3). */
function periods({ books, words, dayOf }: ListContext): Body {
  const columns = columnsOf([
    [words.through, 'day'],
    [words.status, 'code'],
    [words.made, 'day'],
    [words.by, 'text'],
    [words.desktop, 'text'],
    [words.currency, 'code'],
    [words.outstanding, 'amount'],
    [words.unapplied, 'amount'],
    [words.late, 'decimal'],
    [words.reason, 'text'],
  ]);
  const rowsOf = ({ closes }: OutputOf<'periods.list'>): Row[] =>
    closes.flatMap(({ through, state, recorded, actor, device, figures, late, note, reopened }): Row[] => {
      const said = [through, words.states.periods[state], dayOf(recorded), actor, device];
      const rest = [String(late), reopened?.reason ?? note];
      if (figures.length === 0) return [[...said, null, null, null, ...rest]];
      return figures.map(({ currency, owed, credit }) => [
        ...said,
        currency,
        { amount: owed, currency },
        { amount: credit, currency },
        ...rest,
      ]);
    });
  return { columns, rows: () => atOnce(() => books.query('periods.list', {}), rowsOf) };
}

/** A row for each side of each entry that waits for a look. */
function review({ books, words, today, dayOf }: ListContext): Body {
  const columns = columnsOf([
    [words.what, 'code'],
    [words.name, 'text'],
    [words.field, 'code'],
    [words.made, 'day'],
    [words.by, 'text'],
    [words.desktop, 'text'],
  ]);
  const rowsOf = ({ entries }: OutputOf<'review.list'>): Row[] =>
    entries.flatMap(({ kind, title, field, sides }) =>
      sides.map(({ recorded, actor, device }) => [
        ...[words.states.reviews[kind], title, field?.name ?? '', dayOf(recorded), actor, device],
      ]),
    );
  return { columns, rows: () => atOnce(() => books.query('review.list', { today }), rowsOf) };
}

const LISTS: Readonly<Record<Desk, (context: ListContext) => Body>> = {
  outbox,
  'print-run': printRun,
  periods,
  review,
};
