/** A customer's fields and their values in words, for where two values stand beside each other (EV4). */

import { fromMinor } from '../../../../shared/domain/currency.ts';
import type { Minor } from '../../../../shared/domain/money.ts';
import { useBooks } from '../../data/use-books.ts';
import { addressLines } from '../../text/address-lines.ts';
import { countryName } from '../../text/countries.ts';
import { formatDay } from '../../text/format.ts';
import { fieldWord, plainValue } from '../../text/plain-value.ts';
import type { CustomerFields } from './customer-values.ts';

export interface CustomerWords {
  readonly label: (field: string) => string;
  readonly show: (field: string, value: unknown) => string;
}

/** `currency` is that of the credit limit. */
export function useCustomerWords(currency: string): CustomerWords {
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const names = new Map(
    [...(terms.data ?? []), ...(taxes.data ?? [])].map(({ id, fields }) => [id, fields.name]),
  );
  return {
    label: (field) => fieldWord('customers', [`field.${field}`]),
    show: (field, value) => {
      if (field === 'creditLimit' && typeof value === 'number') {
        return `${currency} ${fromMinor(value as Minor, currency)}`;
      }
      if ((field === 'address' || field === 'shipTo') && value !== null) {
        return addressLines(value as CustomerFields['address'], countryName).join(', ') || '–';
      }
      if (field === 'exemptionExpires' && typeof value === 'string') return formatDay(value);
      return plainValue(value, names);
    },
  };
}
