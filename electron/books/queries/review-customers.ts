/** Customers that two desktops entered, likely the same (EV9). */
import type { ReviewEntry, ReviewSide } from '../../../shared/contract/review.ts';
import { effectiveClock } from '../../../shared/events/clock.ts';
import type { CommitRow } from '../rows.ts';
import type { QueryContext } from './context.ts';
import { present } from './facts.ts';
import { entryOf, text, writtenBy } from './review-sides.ts';

const clockOf = ({ clock, confirmation }: CommitRow): string =>
  effectiveClock(clock, confirmation?.received ?? null);

/** The commit that entered a customer: the earliest of those that name it. */
async function enteredBy({ db }: QueryContext, id: string): Promise<CommitRow | undefined> {
  const row = await db.records('customers').get(id);
  const commits = row ? present(await db.commits.bulkGet([...row.history])) : [];
  return commits.reduce<CommitRow | undefined>(
    (first, commit) => (first && clockOf(first) <= clockOf(commit) ? first : commit),
    undefined,
  );
}

async function side(context: QueryContext, id: string, commit: CommitRow): Promise<ReviewSide> {
  const card = context.memory.customers.get(id);
  const { commit: _commit, ...by } = await writtenBy(context, commit.id);
  const { number = '', name = '', city = '', email = '', taxId = '' } = card ?? {};
  return {
    what: 'customer',
    id,
    facts: [
      text('name', name),
      text('number', number),
      text('city', city),
      text('email', email),
      text('taxId', taxId),
    ],
    ...by,
    end: { how: 'archive', what: 'customer', id },
  };
}

/** Each of a group beside the one that was entered first, when two desktops entered them. */
export async function sameCustomers(context: QueryContext): Promise<ReviewEntry[]> {
  const { memory } = context;
  if (memory.authors.size < 2) return [];
  const entries = new Map<string, ReviewEntry>();
  for (const group of memory.customers.twins.shared()) {
    const entered: { readonly id: string; readonly commit: CommitRow }[] = [];
    for (const id of group) {
      const commit = await enteredBy(context, id);
      if (commit) entered.push({ id, commit });
    }
    entered.sort((a, b) => (clockOf(a.commit) + a.id < clockOf(b.commit) + b.id ? -1 : 1));
    const [first, ...others] = entered;
    for (const other of others) {
      if (!first || other.commit.device === first.commit.device) continue;
      const entry = entryOf('same-customer', [first.id, other.id], {
        of: '',
        title: memory.customers.nameOf(first.id),
        sides: [await side(context, first.id, first.commit), await side(context, other.id, other.commit)],
      });
      entries.set(entry.key, entry);
    }
  }
  return [...entries.values()];
}
