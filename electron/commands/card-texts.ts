/**
 * Card numbers are never stored (AL1): one walk over all texts of a command's input, before anything is done with it. Every
 * text is looked at, the names of its entries too, but for the fields named here.
 */
import { containsCardNumber, mayContainCardNumber } from '../../shared/domain/card-number.ts';
import type { FieldProblem } from '../../shared/errors/index.ts';

/** Fields, by the end of their path, in which digits that pass for a card are what they should be. */
const OTHER_NUMBERS: readonly RegExp[] = [
  // Numbers that others gave: accounts, taxpayers and companies (a SIRET passes the check by law), telephones, certificates.
  /(^|\.)bankDetails\.\d+$/,
  /(^|\.)(taxId|registration|phone|exemptionCertificate)$/,
  /(^|\.)(electronicAddress|eInvoice\.address)\.id$/,
  /(^|\.)certificates\.\d+\.number$/,
  // An item's code may be its GTIN; what an authority signed; the codes of pairing and recovery.
  /(^|\.)(code|acknowledgement)$/,
  // Decimal numbers by their schema; one with ten places is long.
  /(^|\.)(quantity|unitPrice|price|amount|percent|least|below|rate)$/,
  // Kept in no record: secrets, the window's own memory of its lists, what a fault of the page says (masked on its way).
  /^(password|pin|recovery|message|stack)$/,
  /^lists\./,
  // The draft as the record has it already; it must not hold up the one from which the number was taken.
  /^base\./,
  // A value of a record in JSON: `review.settleField` looks at it under the name of its field.
  /^value$/,
];

/** Ids and hashes are digits and letters by chance; they stand alone or within a text such as the place of the focus. */
const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g;

/** How a form names a field: without the part of the input in which the form's values lie. */
const FORM_PART = /^(fields|draft)\./;

/** Problems of the texts that hold a payment card's number, beside their fields. */
export function cardNumberProblems(input: unknown, path = ''): FieldProblem[] {
  // Nearly always there is none: then no field need be named.
  return holdsCardAnywhere(input) ? problemsIn(input, path) : [];
}

function holdsCardAnywhere(input: unknown): boolean {
  if (typeof input === 'string') return holdsCard(input);
  if (typeof input !== 'object' || input === null || input instanceof Uint8Array) return false;
  if (Array.isArray(input)) return input.some(holdsCardAnywhere);
  return Object.keys(input).some(
    (key) => holdsCard(key) || holdsCardAnywhere((input as Readonly<Record<string, unknown>>)[key]),
  );
}

function problemsIn(input: unknown, path: string): FieldProblem[] {
  if (typeof input === 'string')
    return holdsCard(input) && !OTHER_NUMBERS.some((field) => field.test(path))
      ? [{ path: path.replace(FORM_PART, ''), problem: 'card-number' }]
      : [];
  if (typeof input !== 'object' || input === null || input instanceof Uint8Array) return [];
  return Object.entries(input).flatMap(([key, inner]) =>
    holdsCard(key)
      ? [{ path: path.replace(FORM_PART, ''), problem: 'card-number' }]
      : problemsIn(inner, path === '' ? key : `${path}.${key}`),
  );
}

const holdsCard = (text: string): boolean =>
  mayContainCardNumber(text) && containsCardNumber(text.replace(IDS, ' '));
