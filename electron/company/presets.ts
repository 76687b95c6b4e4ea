/** The lists that a new company begins with, from its country profile. */
import type { Day } from '../../shared/domain/money.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';

export interface Presets {
  readonly defaultTax: string;
  readonly defaultTerms: string;
  events(today: Day): readonly DomainEvent[];
}

/** @param newId gives the same id for the same purpose within one founding. */
export function presetsOf(code: ProfileCode, newId: (purpose: string) => string): Presets {
  const profile = profileOf(code);
  const idOf = (list: string, key: string) => newId(`${list}/${key}`);
  return {
    defaultTax: idOf('tax', profile.defaultTax),
    defaultTerms: idOf('terms', profile.defaultTerms),
    events: (today) => [
      ...profile.taxes.map(({ key, name, category, mode, parts, reason }) =>
        event('tax.set', idOf('tax', key), today, {
          fields: { name, category, mode, parts: [...parts], reason, archived: false },
        }),
      ),
      ...profile.terms.map(({ key, ...fields }) =>
        event('terms.set', idOf('terms', key), today, { fields: { ...fields, archived: false } }),
      ),
      ...profile.methods.map(({ key, name, kind }) =>
        event('method.set', idOf('method', key), today, { fields: { name, kind, archived: false } }),
      ),
    ],
  };
}
