/** The place that the goods of the draft on screen go to; another place or customer offers the taxes of that place (TX10). */
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { Address } from '../../../../../shared/domain/document.ts';
import type { CompanyFields } from '../../../../../shared/events/masters.ts';
import type { TaxRow } from './entry-context.ts';
import type { EntryStore } from './entry-store.ts';
import { type TaxPlace, taxForGoods } from './place-taxes.ts';

/** @param customer its id; @param goesTo `null` while the customer's record is not known. */
export function useTaxPlace(
  store: EntryStore,
  taxes: readonly TaxRow[],
  company: CompanyFields,
  customer: string | null,
  goesTo: Address | null,
): TaxPlace {
  const place = useMemo<TaxPlace>(
    () => ({ goesTo, home: company.address, taxes: new Map(taxes.map(({ id, fields }) => [id, fields])) }),
    [goesTo, company, taxes],
  );
  // A draft that is opened with its customer keeps its taxes; another place or customer asks them again.
  const taxed = useRef<string | null>(customer === null ? '' : null);
  const key = goesTo && JSON.stringify([customer, goesTo.country, goesTo.region, goesTo.postcode]);
  const follow = useEffectEvent((now: string) => {
    if (taxed.current !== now) store.edit((entry) => taxForGoods(entry, place, taxed.current === null));
    taxed.current = now;
  });
  useEffect(() => {
    if (key !== null) follow(key);
  }, [key]);
  return place;
}
