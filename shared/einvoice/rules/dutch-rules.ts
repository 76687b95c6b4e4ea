/** Peppol's rules of sellers in the Netherlands (NL-R), which are those of NLCIUS under other names. */
import type { Identifier } from '../model.ts';
import { bindingOn, missingPart, sitsIn, soldFrom, soldWithin } from './national.ts';
import { isEmpty, number, type Rule, rule, type Site, site } from './rule.ts';

const seller = bindingOn(soldFrom('NL'));
const domestic = bindingOn(soldWithin('NL'));
const represented = bindingOn(
  ({ seller: from, representative }) =>
    sitsIn(from, 'NL') && representative?.address?.country?.toUpperCase() === 'NL',
);

/** KvK and OIN numbers in the list of ISO 6523. */
const REGISTERS: ReadonlySet<string | undefined> = new Set(['0106', '0190']);
const CODES: ReadonlySet<string | undefined> = new Set(['30', '48', '49', '57', '58', '59']);
const VAT_ID = /^NL\d{9}B\d{2}$/;

const unregistered = (legalId: Identifier | undefined, path: string): Site[] =>
  site(legalId !== undefined && !REGISTERS.has(legalId.scheme), path, { found: legalId?.id ?? '' });

export const DUTCH_RULES: readonly Rule[] = [
  // Whoever gives a Dutch identifier, on either side.
  rule(
    {
      id: 'PEPPOL-COMMON-R056-2',
      terms: ['BT-31', 'BT-48', 'BT-63'],
      fault: 'wrong-format',
      severity: 'warning',
      set: 'peppol',
    },
    (invoice) =>
      (['seller', 'buyer', 'representative'] as const).flatMap((side) => {
        const vatId = invoice[side]?.vatId ?? '';
        return site(vatId.startsWith('NL') && !VAT_ID.test(vatId), `${side}.vatId`, { found: vatId });
      }),
  ),
  seller('NL-R-001', ['BT-25'], 'missing', ({ kind, preceding }) =>
    site(kind === 'creditNote' && !preceding.some(({ number: named }) => !isEmpty(named)), 'preceding'),
  ),
  seller('NL-R-002', ['BT-35', 'BT-37', 'BT-38'], 'missing', (invoice) =>
    missingPart(invoice.seller.address, 'seller.address', 'line1', 'city', 'postcode'),
  ),
  seller('NL-R-003', ['BT-30'], 'wrong-format', (invoice) =>
    unregistered(invoice.seller.legalId, 'seller.legalId'),
  ),
  domestic('NL-R-004', ['BT-50', 'BT-52', 'BT-53'], 'missing', ({ buyer }) =>
    missingPart(buyer.address, 'buyer.address', 'line1', 'city', 'postcode'),
  ),
  domestic('NL-R-005', ['BT-47'], 'wrong-format', ({ buyer }) =>
    unregistered(buyer.legalId, 'buyer.legalId'),
  ),
  represented('NL-R-006', ['BG-12'], 'missing', ({ representative }) =>
    missingPart(representative?.address, 'representative.address', 'line1', 'city', 'postcode'),
  ),
  seller('NL-R-007', ['BG-16'], 'missing', ({ kind, totals, payments }) => {
    const due = number(totals.due);
    const isPaidToSeller = kind === 'creditNote' ? due.lessThan(0) : due.greaterThan(0);
    return site(isPaidToSeller && payments.length === 0, 'payments');
  }),
  domestic('NL-R-008', ['BT-81'], 'unknown-code', ({ payments }) =>
    payments.flatMap(({ code }, index) =>
      site(!CODES.has(code), `payments.${index}.code`, { found: code ?? '' }),
    ),
  ),
  seller('NL-R-009', ['BT-13'], 'missing', ({ order, lines }) =>
    site(isEmpty(order) && lines.some(({ orderLine }) => !isEmpty(orderLine)), 'order'),
  ),
];
