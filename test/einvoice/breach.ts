/** The words in which broken rules are written: an invoice spoilt in one place. `also` names the rules that cannot but break with it. */
import type { EInvoice } from '../../shared/einvoice/model.ts';
import type { Draft } from './valid-invoice.ts';

export type Invoice = Draft<EInvoice>;

export interface Breach {
  readonly spoil: (invoice: Invoice) => void;
  readonly also?: readonly string[];
  /** The invoice to begin with, where the plain one will not do. */
  readonly from?: () => Invoice;
}

export const at = <Item>(list: readonly Item[], index = 0): Item => {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
};
export const spoil = (change: (invoice: Invoice) => void, ...also: string[]): Breach => ({
  spoil: change,
  also,
});

/** Leaves out a member. */
export const drop = (get: (invoice: Invoice) => object, key: string, ...also: string[]): Breach =>
  spoil(
    (invoice) => {
      const holder = get(invoice) as Record<string, unknown>;
      if (holder[key] === undefined) throw new RangeError(`${key} is not there`);
      delete holder[key];
    },
    ...also,
  );

export const set = (
  get: (invoice: Invoice) => object,
  key: string,
  value: unknown,
  ...also: string[]
): Breach =>
  spoil(
    (invoice) => {
      (get(invoice) as Record<string, unknown>)[key] = value;
    },
    ...also,
  );

export const line = ({ lines }: Invoice) => at(lines);
export const plainLine = ({ lines }: Invoice) => at(lines, 1);
export const row = ({ vat }: Invoice) => at(vat);
export const allowance = ({ allowances }: Invoice) => at(allowances);
export const charge = ({ charges }: Invoice) => at(charges);
export const lineAllowance = (invoice: Invoice) => at(line(invoice).allowances);
export const lineCharge = (invoice: Invoice) => at(line(invoice).charges);
export const payment = ({ payments }: Invoice) => at(payments);
export const totals = (invoice: Invoice) => invoice.totals;
export const whole = (invoice: Invoice) => invoice;
export const without = (holder: object, ...keys: string[]) => {
  for (const key of keys) delete (holder as Record<string, unknown>)[key];
};

export const representative = (change: (made: Record<string, unknown>) => void, ...also: string[]): Breach =>
  spoil(
    (invoice) => {
      const made: Record<string, unknown> = {
        name: 'Rep',
        vatId: 'FR12345678901',
        address: { city: 'Paris', country: 'FR' },
      };
      change(made);
      Object.assign(invoice, { representative: made });
    },
    ...also,
  );
