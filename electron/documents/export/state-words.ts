/** What states and kinds are called in exported lists, as their screens call them. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { MethodFields, TermsFields } from '../../../shared/events/masters.ts';
import type { FeeFields } from '../../../shared/events/prices.ts';
import type { ReviewKind } from '../../../shared/events/review.ts';

type MailState = OutputOf<'mail.outbox'>['rows'][number]['state'];
type PrintState = NonNullable<OutputOf<'prints.run'>>['rows'][number]['state'];
type PeriodState = OutputOf<'periods.list'>['closes'][number]['state'];
type Words<Key extends string> = Readonly<Record<Key, string>>;

export interface StateWords {
  readonly mails: Words<MailState>;
  readonly prints: Words<PrintState>;
  readonly periods: Words<PeriodState>;
  readonly reviews: Words<ReviewKind>;
  readonly terms: Words<TermsFields['kind']>;
  readonly methods: Words<MethodFields['kind']>;
  readonly fees: Words<FeeFields['kind']>;
}

export const EN_STATES: StateWords = {
  mails: {
    waiting: 'Waiting',
    sending: 'Sending',
    sent: 'Sent',
    failed: 'Not sent',
    uncertain: 'May have been sent',
    cancelled: 'Cancelled',
  },
  prints: {
    waiting: 'Waiting',
    handing: 'Handing over',
    printing: 'At the printer',
    printed: 'Printed',
    failed: 'Failed',
    uncertain: 'Not known',
    cancelled: 'Given up',
  },
  periods: { closed: 'Closed', reopened: 'Reopened', sealed: 'Sealed' },
  reviews: {
    'same-payment': 'Payment entered twice',
    'same-customer': 'Customer entered twice',
    'issued-twice': 'Issued twice',
    'same-number': 'One number twice',
    cut: 'Settlement that did not fit',
    overdrawn: 'More taken than was there',
    'over-credited': 'Credited more than invoiced',
    'over-deducted': 'Deposit deducted more than once',
    'changed-twice': 'Changed by two people',
  },
  terms: {
    days: 'days after issue',
    'end-of-month': 'at the end of the month',
    'day-of-month': 'on a day of the month',
  },
  methods: {
    cash: 'Cash',
    cheque: 'Cheque',
    transfer: 'Bank transfer',
    card: 'Card',
    'direct-debit': 'Direct debit',
    other: 'Other',
  },
  fees: { flat: 'Amount', percent: 'Percent of the lines', 'top-up': 'Up to a least order value' },
};

export const DE_STATES: StateWords = {
  mails: {
    waiting: 'Wartet',
    sending: 'Wird gesendet',
    sent: 'Gesendet',
    failed: 'Nicht gesendet',
    uncertain: 'Vielleicht gesendet',
    cancelled: 'Abgebrochen',
  },
  prints: {
    waiting: 'Wartet',
    handing: 'Wird übergeben',
    printing: 'Beim Drucker',
    printed: 'Gedruckt',
    failed: 'Fehlgeschlagen',
    uncertain: 'Unbekannt',
    cancelled: 'Aufgegeben',
  },
  periods: { closed: 'Abgeschlossen', reopened: 'Wieder geöffnet', sealed: 'Versiegelt' },
  reviews: {
    'same-payment': 'Zahlung doppelt erfasst',
    'same-customer': 'Kunde doppelt angelegt',
    'issued-twice': 'Zweimal ausgestellt',
    'same-number': 'Eine Nummer zweimal',
    cut: 'Ausgleich, der nicht passte',
    overdrawn: 'Mehr entnommen, als da war',
    'over-credited': 'Mehr gutgeschrieben als berechnet',
    'over-deducted': 'Anzahlung mehrfach abgezogen',
    'changed-twice': 'Von zwei Personen geändert',
  },
  terms: {
    days: 'Tage nach Ausstellung',
    'end-of-month': 'am Ende des Monats',
    'day-of-month': 'an einem Tag des Monats',
  },
  methods: {
    cash: 'Bar',
    cheque: 'Scheck',
    transfer: 'Überweisung',
    card: 'Karte',
    'direct-debit': 'Lastschrift',
    other: 'Sonstige',
  },
  fees: { flat: 'Betrag', percent: 'Prozent der Positionen', 'top-up': 'Bis zum Mindestbestellwert' },
};
