/** The lists that a new company begins with, from its country profile. */
import type { Day } from '../../shared/domain/money.ts';
import type { ProfileCode, TaxPreset } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import type { TaxFields } from '../../shared/events/masters.ts';

export interface Presets {
  readonly defaultTax: string;
  readonly defaultTerms: string;
  events(today: Day): readonly DomainEvent[];
}

/** The record of a preset, with its validity, its jurisdiction and the tax that stands for it elsewhere (TX10, TX11). */
function taxFieldsOf(tax: TaxPreset, idOf: (key: string) => string): TaxFields {
  const { name, category, mode, parts, reason, validFrom, validUntil, jurisdiction, elsewhere, zeroRated } =
    tax;
  return {
    name,
    category,
    mode,
    parts: parts.map(({ changes, ...part }) => ({ ...part, ...(changes ? { changes: [...changes] } : {}) })),
    reason,
    validFrom,
    validUntil,
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(elsewhere === undefined ? {} : { elsewhere: idOf(elsewhere) }),
    ...(zeroRated ? { zeroRated } : {}),
    archived: false,
  };
}

/** @param newId gives the same id for the same purpose within one founding. */
export function presetsOf(code: ProfileCode, newId: (purpose: string) => string): Presets {
  const profile = profileOf(code);
  const idOf = (list: string, key: string) => newId(`${list}/${key}`);
  return {
    defaultTax: idOf('tax', profile.defaultTax),
    defaultTerms: idOf('terms', profile.defaultTerms),
    events: (today) => [
      ...profile.taxes.map((tax) =>
        event('tax.set', idOf('tax', tax.key), today, {
          fields: taxFieldsOf(tax, (key) => idOf('tax', key)),
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
