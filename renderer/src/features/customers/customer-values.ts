/** How a customer's values hang together; pure. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { fromMinor, toMinor } from '../../../../shared/domain/currency.ts';
import { type CurrencyCode, type Minor, minor } from '../../../../shared/domain/money.ts';

export type CustomerFields = OutputOf<'customers.get'>['fields'];
export type Account = OutputOf<'customers.account'>['accounts'][number];

/** The same figure in another currency: a limit of 5,000.00 stays 5,000 when its currency is changed; `null` where it cannot. */
export function limitIn(limit: Minor | null, from: CurrencyCode, to: CurrencyCode): Minor | null {
  if (limit === null) return null;
  const result = toMinor(fromMinor(limit, from), to);
  if (result.ok) return result.value;
  const whole = toMinor(fromMinor(limit, from).split('.')[0] ?? '', to);
  return whole.ok ? whole.value : null;
}

/** What is left of a credit limit (CU3): `null` without a limit; negative when it is passed. */
export function limitLeft(fields: CustomerFields, accounts: readonly Account[]): Minor | null {
  if (fields.creditLimit === null) return null;
  const account = accounts.find(({ currency }) => currency === fields.currency);
  return minor(fields.creditLimit - (account?.balance ?? 0));
}

/** True when anything is typed that a double could be recognised by. */
export function worthComparing(fields: Pick<CustomerFields, 'name' | 'email' | 'taxId'>): boolean {
  return fields.name.trim().length >= 3 || fields.email.includes('@') || fields.taxId.trim().length >= 4;
}
