/**
 * What Peppol BIS Billing 3 asks of sellers of single countries (PEPPOL-EN16931, release 3.0.19 and 3.0.20; ids of
 * OpenPEPPOL/peppol-bis-invoice-3, rules/sch/PEPPOL-EN16931-UBL.sch). Those of Germany are XRechnung's.
 */
import { isNorwegian } from '../organisation-numbers.ts';
import { DANISH_RULES } from './danish-rules.ts';
import { DUTCH_RULES } from './dutch-rules.ts';
import { GREEK_RULES } from './greek-rules.ts';
import { ICELANDIC_RULES } from './icelandic-rules.ts';
import { bindingOn, missingPart, taxedIn } from './national.ts';
import { isEmpty, type Rule, site } from './rule.ts';
import { SWEDISH_RULES } from './swedish-rules.ts';

/** What a company of the Norwegian register must say on its invoices (foretaksregisterloven § 10-2). */
export const NORWEGIAN_REGISTER = 'Foretaksregisteret';

const norwegian = bindingOn(taxedIn('NO'));
const italian = bindingOn(taxedIn('IT'));

const NORWEGIAN_RULES: readonly Rule[] = [
  norwegian('NO-R-001', ['BT-31'], 'wrong-format', ({ seller: { vatId = '' } }) => {
    const digits = /^NO(\d{9})MVA$/.exec(vatId)?.[1];
    const isRight = digits !== undefined && isNorwegian(digits);
    return site(vatId.startsWith('NO') && !isRight, 'seller.vatId', { found: vatId });
  }),
  norwegian(
    'NO-R-002',
    ['BT-32'],
    'missing',
    ({ seller }) =>
      site(seller.taxNumber !== NORWEGIAN_REGISTER, 'seller.taxNumber', {
        found: seller.taxNumber ?? '',
        expected: NORWEGIAN_REGISTER,
      }),
    { warning: true },
  ),
];

const ITALIAN_RULES: readonly Rule[] = [
  italian('IT-R-001', ['BT-32'], 'wrong-format', ({ seller: { taxNumber } }) =>
    site(!isEmpty(taxNumber) && !/^[A-Z0-9]{11,16}$/.test(taxNumber ?? ''), 'seller.taxNumber', {
      found: taxNumber ?? '',
    }),
  ),
  italian('IT-R-002', ['BT-35'], 'missing', ({ seller }) =>
    missingPart(seller.address, 'seller.address', 'line1'),
  ),
  italian('IT-R-003', ['BT-37'], 'missing', ({ seller }) =>
    missingPart(seller.address, 'seller.address', 'city'),
  ),
  italian('IT-R-004', ['BT-38'], 'missing', ({ seller }) =>
    missingPart(seller.address, 'seller.address', 'postcode'),
  ),
];

export const NATIONAL_RULES: readonly Rule[] = [
  ...NORWEGIAN_RULES,
  ...DANISH_RULES,
  ...ITALIAN_RULES,
  ...SWEDISH_RULES,
  ...GREEK_RULES,
  ...ICELANDIC_RULES,
  ...DUTCH_RULES,
];
