/** Customers that are likely the same (EV9), kept by what gives them away; built when it is first asked for. */
import { customerTraits } from '../../shared/domain/duplicate-customer.ts';
import type { CustomerCard } from './customer-card.ts';

export class CustomerTwins {
  private readonly groups = new Map<string, Set<string>>();
  private readonly traits = new Map<string, readonly string[]>();

  constructor(cards: Iterable<CustomerCard>) {
    for (const card of cards) this.set(card);
  }

  set(card: CustomerCard): void {
    for (const trait of this.traits.get(card.id) ?? []) this.groups.get(trait)?.delete(card.id);
    const traits = card.archived ? [] : customerTraits(card);
    this.traits.set(card.id, traits);
    for (const trait of traits) {
      const group = this.groups.get(trait);
      if (group) group.add(card.id);
      else this.groups.set(trait, new Set([card.id]));
    }
  }

  /** Ids of customers that have something in common, group by group. */
  *shared(): Iterable<ReadonlySet<string>> {
    for (const group of this.groups.values()) if (group.size > 1) yield group;
  }
}
