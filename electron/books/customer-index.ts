/** Customers in memory, for names on lists, search as you type, and sorting by name (BO5). */

import { sortKey } from '../../shared/domain/sort-key.ts';
import type { CustomerFields } from '../../shared/events/masters.ts';
import type { CustomerCard } from './customer-card.ts';
import { CustomerTwins } from './customer-twins.ts';
import { codeKey } from './keys.ts';

export class CustomerIndex {
  private readonly cards = new Map<string, CustomerCard>();
  private byName: readonly CustomerCard[] | undefined;
  private alike: CustomerTwins | undefined;

  get size(): number {
    return this.cards.size;
  }

  set({ id, fields }: { readonly id: string; readonly fields: CustomerFields }): void {
    const { number, name, email, taxId, currency, archived, address } = fields;
    const { city } = address;
    const nameKey = sortKey(name);
    const cityKey = sortKey(city);
    const text = [nameKey, sortKey(number), codeKey(number), cityKey, sortKey(email)].join('\n');
    const keys = { nameKey, numberKey: codeKey(number), cityKey, text };
    const card = { id, number, name, city, email, taxId, currency, archived, ...keys };
    this.cards.set(id, card);
    this.alike?.set(card);
    this.byName = undefined;
  }

  get(id: string): CustomerCard | undefined {
    return this.cards.get(id);
  }

  /** Customers that are likely the same (EV9). */
  get twins(): CustomerTwins {
    this.alike ??= new CustomerTwins(this.cards.values());
    return this.alike;
  }

  nameOf(id: string): string {
    return this.cards.get(id)?.name ?? '';
  }

  all(): Iterable<CustomerCard> {
    return this.cards.values();
  }

  /** All customers by name, then id. */
  sorted(): readonly CustomerCard[] {
    this.byName ??= [...this.cards.values()].sort(
      (a, b) => compare(a.nameKey, b.nameKey) || compare(a.id, b.id),
    );
    return this.byName;
  }

  /** Customers in whose name, number, city or e-mail address every typed word occurs, those whose name begins with it first. */
  find(typed: string): CustomerCard[] {
    const key = sortKey(typed);
    if (key === '') return [];
    const words = key.split(' ');
    const found = this.sorted().filter(({ text }) => words.every((word) => text.includes(word)));
    const rank = ({ nameKey, numberKey }: CustomerCard) =>
      nameKey.startsWith(key) || numberKey === codeKey(typed) ? 0 : nameKey.includes(` ${key}`) ? 1 : 2;
    return found
      .map((card) => ({ card, rank: rank(card) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ card }) => card);
  }
}

export const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
