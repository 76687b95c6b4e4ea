/** Drafts around deposits and debit notes: what is asked of an offer, the invoice that deducts it, a charge that raises one. */
import { fromMinor } from '../../shared/domain/currency.ts';
import { depositParts } from '../../shared/domain/deposit.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { DecimalString, Minor } from '../../shared/domain/money.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { copyOf } from './copy-document.ts';

export type AskedDeposit = { readonly percent: string } | { readonly amount: Minor };

/** The line of a deposit invoice, in the customer's language; `{offer}` and `{percent}` are filled in. */
const WORDS = {
  en: { percent: 'Deposit of {percent}% on {offer}', amount: 'Deposit on {offer}' },
  de: { percent: 'Anzahlung von {percent} % auf {offer}', amount: 'Anzahlung auf {offer}' },
} as const;

function lineText(offer: IssuedDocument, asked: AskedDeposit): string {
  const words = offer.language === 'de' ? WORDS.de : WORDS.en;
  const text = 'percent' in asked ? words.percent : words.amount;
  const percent = 'percent' in asked ? asked.percent : '';
  const shown = offer.language === 'de' ? percent.replace('.', ',') : percent;
  return text.replace('{percent}', shown).replace('{offer}', offer.number);
}

/** A deposit on an offer: one line for each of its taxes, so that the tax on the deposit is the offer's own (AL3). */
export function depositOn(
  id: string,
  offer: IssuedDocument,
  asked: AskedDeposit,
  newId: () => string,
): Draft {
  const description = lineText(offer, asked);
  const draft = copyOf(id, offer, newId);
  return {
    ...draft,
    kind: 'depositInvoice',
    about: { documents: [id], reason: '' },
    copiedFrom: null,
    adjustments: [],
    notes: '',
    lines: depositParts(offer, asked).map(({ tax, amount }) => ({
      id: newId(),
      item: null,
      description,
      quantity: '1' as DecimalString,
      unit: '',
      unitPrice: fromMinor(amount, offer.currency) as DecimalString,
      adjustments: [],
      tax,
    })),
  };
}

/** The invoice that ends the order of a deposit invoice, where there is no offer to copy: its lines are to be typed. */
export function finalInvoiceOf(id: string, deposit: IssuedDocument): Draft {
  const { about: _about, ...draft } = copyOf(id, deposit, () => '');
  return { ...draft, kind: 'invoice', deposits: [id], copiedFrom: null, notes: '', lines: [] };
}

/** A debit note that raises an invoice: to whom, for what, in which currency; how much and why is to be typed (DO4, AL5). */
export function chargeOn(id: string, invoice: IssuedDocument): Draft {
  const draft = copyOf(id, invoice, () => '');
  return {
    ...draft,
    kind: 'charge',
    about: { documents: [id], reason: '' },
    supplyDate: invoice.supplyDate ?? invoice.issueDate,
    copiedFrom: null,
    adjustments: [],
    notes: '',
    lines: [],
  };
}
