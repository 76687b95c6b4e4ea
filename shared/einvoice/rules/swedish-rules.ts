/** Peppol's rules of sellers in Sweden (SE-R). */

import type { EInvoice, PaymentInstruction } from '../model.ts';
import { isSwedish } from '../organisation-numbers.ts';
import { bindingOn, soldFrom, soldWithin } from './national.ts';
import { isEmpty, number, type Rule, type Site, site } from './rule.ts';

/** What a seller who pays its own income tax says on its invoices. */
export const F_TAX = 'Godkänd för F-skatt';
/** Stand where else the bank's code does, and say of which giro the account is. */
export const BANKGIRO = 'SE:BANKGIRO';
export const PLUSGIRO = 'SE:PLUSGIRO';

const RATES: ReadonlySet<number> = new Set([25, 12, 6]);

const inSweden = soldFrom('SE');
const isTaxed = (invoice: EInvoice): boolean =>
  inSweden(invoice) && (invoice.seller.vatId ?? '').startsWith('SE');

const seller = bindingOn(inSweden);
const taxed = bindingOn(isTaxed);
const domestic = bindingOn(soldWithin('SE'));

/** The seller's organisation number, where it gives one. */
const registered =
  (isRight: (id: string) => boolean): Rule['broken'] =>
  ({ seller: { legalId } }) =>
    site(legalId !== undefined && !isRight(legalId.id.trim()), 'seller.legalId', {
      found: legalId?.id ?? '',
    });

const vatId =
  (isRight: (id: string) => boolean): Rule['broken'] =>
  ({ seller: { vatId: id = '' } }) =>
    site(!isRight(id.trim()), 'seller.vatId', { found: id });

const paying =
  (isWrong: (payment: PaymentInstruction) => boolean, field: 'code' | 'account.id'): Rule['broken'] =>
  ({ payments }) =>
    payments.flatMap((payment, index) =>
      site(isWrong(payment), `payments.${index}.${field}`, {
        found: (field === 'code' ? payment.code : payment.account?.id) ?? '',
      }),
    );

const giro = (name: string, isRight: (id: string) => boolean): Rule['broken'] =>
  paying(
    ({ code, account }) => code === '30' && account?.bic === name && !isRight((account.id ?? '').trim()),
    'account.id',
  );

const isNumeric = (id: string): boolean => /^\d+$/.test(id);

/** Everything that has a rate, in the order in which a person would mend it. */
function wrongRates({ lines, allowances, charges, vat }: EInvoice): Site[] {
  const places = [
    ...lines.map((line, index) => [`lines.${index}.vat`, line.vat] as const),
    ...allowances.map((each, index) => [`allowances.${index}.vat`, each.vat] as const),
    ...charges.map((each, index) => [`charges.${index}.vat`, each.vat] as const),
    ...vat.map((row, index) => [`vat.${index}.rate`, row] as const),
  ];
  return places.flatMap(([path, rate]) =>
    site(rate?.category === 'S' && !RATES.has(number(rate.rate).toNumber()), path, {
      found: rate?.rate ?? '',
    }),
  );
}

export const SWEDISH_RULES: readonly Rule[] = [
  taxed(
    'SE-R-001',
    ['BT-31'],
    'wrong-format',
    vatId((id) => id.length === 14),
  ),
  taxed(
    'SE-R-002',
    ['BT-31'],
    'wrong-format',
    vatId((id) => isNumeric(id.slice(2, 14))),
  ),
  seller('SE-R-003', ['BT-30'], 'wrong-format', registered(isNumeric)),
  seller(
    'SE-R-004',
    ['BT-30'],
    'wrong-format',
    registered((id) => id.length === 10),
  ),
  seller('SE-R-005', ['BT-32'], 'wrong-format', ({ seller: { legalId, taxNumber } }) =>
    site(
      legalId !== undefined && !isEmpty(taxNumber) && taxNumber?.trim().toUpperCase() !== F_TAX.toUpperCase(),
      'seller.taxNumber',
      { found: taxNumber ?? '', expected: F_TAX },
    ),
  ),
  taxed('SE-R-006', ['BT-152', 'BT-96', 'BT-103', 'BT-119'], 'unknown-code', wrongRates),
  seller('SE-R-007', ['BT-84'], 'wrong-format', giro(PLUSGIRO, isNumeric), { warning: true }),
  seller('SE-R-008', ['BT-84'], 'wrong-format', giro(BANKGIRO, isNumeric), { warning: true }),
  seller(
    'SE-R-009',
    ['BT-84'],
    'wrong-format',
    giro(BANKGIRO, (id) => /^.{7,8}$/.test(id)),
    { warning: true },
  ),
  seller(
    'SE-R-010',
    ['BT-84'],
    'wrong-format',
    giro(PLUSGIRO, (id) => /^.{2,8}$/.test(id)),
    { warning: true },
  ),
  seller(
    'SE-R-011',
    ['BT-81'],
    'unknown-code',
    paying(({ code }) => code === '50' || code === '56', 'code'),
    { warning: true },
  ),
  domestic(
    'SE-R-012',
    ['BT-81'],
    'unknown-code',
    paying(({ code }) => code === '31', 'code'),
    { warning: true },
  ),
  seller('SE-R-013', ['BT-30'], 'wrong-format', registered(isSwedish)),
];
