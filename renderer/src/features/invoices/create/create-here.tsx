/** Chooses the dialog that creates a record for a field of the form, and puts the new record into that field. */
import { useEffect } from 'react';
import { newId } from '../../../data/ids.ts';
import { ask } from '../../../data/use-books.ts';
import { useEntryTools } from '../entry/entry-context.ts';
import { chooseCustomer, itemPatch, setHeader, setLine } from '../entry/entry-draft.ts';
import { setCharge } from '../entry/fee-charges.ts';
import { cellOf, cellPath } from '../entry/grid-walk.ts';
import { taxAt } from '../entry/place-taxes.ts';
import { NewCustomerDialog } from './new-customer-dialog.tsx';
import { NewItemDialog } from './new-item-dialog.tsx';
import { NewTaxDialog } from './new-tax-dialog.tsx';
import { NewTermsDialog } from './new-terms-dialog.tsx';

export interface Creation {
  readonly what: 'item' | 'customer' | 'tax' | 'terms';
  /** What was typed in the field: the new record's name. */
  readonly text: string;
  readonly path: string;
}

export interface CreateHereProps {
  readonly creation: Creation;
  /** With the field in which the clerk goes on. */
  readonly onDone: (path: string) => void;
}

export function CreateHere({ creation: { what, text, path }, onDone }: CreateHereProps) {
  const { store, company, taxes, taxPlace } = useEntryTools();
  const line = cellOf(path)?.line;
  const giveUp = (): void => onDone(path);
  const isLost = what === 'item' && line === undefined;
  useEffect(() => {
    if (isLost) onDone(path);
  }, [isLost, onDone, path]);

  if (what === 'customer') {
    const choose = async (id: string): Promise<void> => {
      const customer = await ask('customers.get', { id });
      store.edit((entry) => chooseCustomer(entry, { id, ...customer.fields }, company), path);
      onDone('orderNumber');
    };
    return (
      <NewCustomerDialog
        name={text}
        company={company}
        onCreated={(customer) => {
          store.edit((entry) => chooseCustomer(entry, customer, company), path);
          onDone('orderNumber');
        }}
        onExisting={(id) => void choose(id)}
        onClose={giveUp}
      />
    );
  }
  if (what === 'terms') {
    return (
      <NewTermsDialog
        text={text}
        onCreated={(terms) => {
          store.edit((entry) => setHeader(entry, { terms, dueDate: null }), path);
          onDone(path);
        }}
        onClose={giveUp}
      />
    );
  }
  if (what === 'tax') {
    return (
      <NewTaxDialog
        text={text}
        onCreated={(tax) => {
          store.edit((entry) => {
            if (line !== undefined) return setLine(entry, line, { tax }, newId);
            const at = Number(path.split('.')[1]);
            const adjustment = entry.header.adjustments[at];
            return adjustment ? setCharge(entry, at, { ...adjustment, tax }) : entry;
          }, path);
          onDone(path);
        }}
        onClose={giveUp}
      />
    );
  }
  if (line === undefined) return null;
  return (
    <NewItemDialog
      name={text}
      tax={store.getState().entry.lineTax}
      taxes={taxes}
      currency={company.currency}
      onCreated={(item) => {
        store.edit((entry) => {
          const samePrices = entry.header.currency === company.currency;
          const patch = itemPatch(item, null, entry.lineTax, samePrices);
          // Its price is for one, whatever the line's was for.
          const base = samePrices && entry.lines[line]?.baseQuantity ? { baseQuantity: '1' } : {};
          return setLine(entry, line, { ...patch, ...base, tax: taxAt(patch.tax ?? null, taxPlace) }, newId);
        }, path);
        onDone(cellPath(line, 'quantity'));
      }}
      onClose={giveUp}
    />
  );
}
