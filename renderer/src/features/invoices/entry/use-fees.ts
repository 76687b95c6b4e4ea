/** The fees of the company, and what of the customer decides about them. */
import { useMemo } from 'react';
import type { Address } from '../../../../../shared/domain/document.ts';
import type { CustomerFields } from '../../../../../shared/events/masters.ts';
import { useBooks } from '../../../data/use-books.ts';
import type { FeeBasis } from './fee-charges.ts';

/** @param shipTo of the draft; else the goods go where the customer's go.  */
export function useFees(customer: CustomerFields | undefined, shipTo: Address | null): FeeBasis {
  const { data } = useBooks('fees.list', {});
  const group = customer?.group ?? '';
  const country = (shipTo ?? customer?.shipTo ?? customer?.address)?.country ?? '';
  const isKnown = customer !== undefined;
  return useMemo(
    () => ({
      fees: isKnown && data ? data.map(({ id, fields }) => ({ id, ...fields })) : null,
      buyer: { group, country },
    }),
    [data, group, country, isKnown],
  );
}
