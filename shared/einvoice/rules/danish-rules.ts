/** Peppol's rules of sellers in Denmark (DK-R). */
import type { AllowanceCharge, EInvoice, PaymentInstruction } from '../model.ts';
import { bindingOn, soldFrom, soldWithin } from './national.ts';
import {
  inAdjustments,
  inLineAdjustments,
  inLines,
  isEmpty,
  number,
  type Rule,
  type Site,
  site,
} from './rule.ts';

const seller = bindingOn(soldFrom('DK'));
const domestic = bindingOn(soldWithin('DK'));

/** CVR numbers in the list of ISO 6523. */
const CVR = '0184';
const CODES: ReadonlySet<string | undefined> = new Set('1 10 31 42 48 49 50 58 59 93 97'.split(' '));
const TRANSFERS: ReadonlySet<string | undefined> = new Set(['31', '42']);
const UNSPSC: ReadonlySet<string | undefined> = new Set(['19.05.01', '19.0501', '26.08.01', '26.0801']);
/** Giro with a card of kind 01, 04 or 15; FIK with one of kind 71, 73 or 75. */
const GIRO = '50';
const FIK = '93';

/** Each way to pay of an invoice; credit notes are not asked. */
const paying =
  (broken: (payment: PaymentInstruction, invoice: EInvoice) => string | null): Rule['broken'] =>
  (invoice) =>
    invoice.kind === 'creditNote'
      ? []
      : invoice.payments.flatMap((payment, index): Site[] => {
          const field = broken(payment, invoice);
          if (field === null) return [];
          const path = field === 'remittance' ? field : `payments.${index}.${field}`;
          return [{ path, found: payment.code ?? '' }];
        });

/** A tax other than VAT is named by four digits, or by words around a `#`. */
function isTaxNamed(reason = ''): boolean {
  return /^\d{4}$/.test(reason.trim()) || /^[^#].*#.*[^#]$/s.test(reason);
}

const otherTax = ({ reasonCode, reason }: AllowanceCharge, path: string): Site[] =>
  site(reasonCode === 'ZZZ' && !isTaxNamed(reason), `${path}.reason`, { found: reason ?? '' });

export const DANISH_RULES: readonly Rule[] = [
  seller('DK-R-002', ['BT-30'], 'missing', (invoice) =>
    site(isEmpty(invoice.seller.legalId?.id), 'seller.legalId'),
  ),
  domestic(
    'DK-R-003',
    ['BT-158'],
    'unknown-code',
    inLines(({ classifications }, path) =>
      classifications.flatMap(({ scheme, version }, index) =>
        site(scheme === 'TST' && !UNSPSC.has(version), `${path}.classifications.${index}`, {
          found: version ?? '',
        }),
      ),
    ),
    { warning: true },
  ),
  domestic('DK-R-004', ['BT-97', 'BT-104'], 'wrong-format', (invoice) => [
    ...inAdjustments('allowances', otherTax)(invoice),
    ...inAdjustments('charges', otherTax)(invoice),
    ...inLineAdjustments('allowances', otherTax)(invoice),
    ...inLineAdjustments('charges', otherTax)(invoice),
  ]),
  domestic(
    'DK-R-005',
    ['BT-81'],
    'unknown-code',
    paying(({ code }) => (CODES.has(code) ? null : 'code')),
  ),
  domestic(
    'DK-R-006',
    ['BT-84', 'BT-86'],
    'missing',
    paying(({ code, account }) => {
      if (!TRANSFERS.has(code)) return null;
      if (isEmpty(account?.id)) return 'account.id';
      return isEmpty(account?.bic) ? 'account.bic' : null;
    }),
  ),
  domestic(
    'DK-R-007',
    ['BT-89', 'BT-91'],
    'missing',
    paying(({ code }, { debit }) =>
      code === '49' && (isEmpty(debit?.mandate) || isEmpty(debit?.account)) ? 'code' : null,
    ),
  ),
  domestic(
    'DK-R-008',
    ['BT-83', 'BT-84'],
    'wrong-format',
    paying(({ code, account }, { remittance = '' }) => {
      if (code !== GIRO) return null;
      if (!/^(01|04|15)#/.test(remittance)) return 'remittance';
      return /^\d{7,8}$/.test(account?.id ?? '') ? null : 'account.id';
    }),
  ),
  domestic(
    'DK-R-009',
    ['BT-83'],
    'wrong-format',
    paying(({ code }, { remittance = '' }) =>
      code === GIRO && /^(04|15)#/.test(remittance) && remittance.length !== 19 ? 'remittance' : null,
    ),
  ),
  domestic(
    'DK-R-010',
    ['BT-83', 'BT-84'],
    'wrong-format',
    paying(({ code, account }, { remittance = '' }) => {
      if (code !== FIK) return null;
      if (!/^7[135]#/.test(remittance)) return 'remittance';
      return account?.id?.length === 8 ? null : 'account.id';
    }),
  ),
  domestic(
    'DK-R-011',
    ['BT-83'],
    'wrong-format',
    paying(({ code }, { remittance = '' }) =>
      code === FIK && /^7[15]#/.test(remittance) && ![18, 19].includes(remittance.length)
        ? 'remittance'
        : null,
    ),
  ),
  domestic('DK-R-013', ['BT-29', 'BT-46'], 'wrong-format', (invoice) =>
    (['seller', 'buyer'] as const).flatMap((side) =>
      invoice[side].ids.flatMap(({ id, scheme }, index) =>
        site(isEmpty(scheme), `${side}.ids.${index}`, { found: id }),
      ),
    ),
  ),
  seller('DK-R-014', ['BT-30'], 'wrong-format', ({ seller: { legalId } }) =>
    site(legalId !== undefined && legalId.scheme !== CVR, 'seller.legalId', { found: legalId?.id ?? '' }),
  ),
  domestic('DK-R-016', ['BT-115'], 'negative', ({ kind, totals }) =>
    site(kind === 'creditNote' && number(totals.due).lessThan(0), 'totals.due', { found: totals.due ?? '' }),
  ),
  domestic(
    'DK-R-017',
    ['BT-47'],
    'wrong-format',
    ({ buyer: { legalId } }) =>
      site(legalId !== undefined && legalId.scheme !== CVR, 'buyer.legalId', { found: legalId?.id ?? '' }),
    { warning: true },
  ),
];
