/** Numbers of organisations, by the scheme that they are of, as Peppol checks them (PEPPOL-COMMON). */
import {
  isAustralian,
  isBelgian,
  isDanish,
  isGln,
  isItalianTaxCode,
  isItalianVat,
  isNorwegian,
  isSwedish,
} from '../organisation-numbers.ts';
import { type Rule, rule, site } from './rule.ts';

type Check = readonly [id: string, scheme: string, isRight: (text: string) => boolean];

const FATAL: readonly Check[] = [
  ['PEPPOL-COMMON-R040', '0088', isGln],
  ['PEPPOL-COMMON-R041', '0192', isNorwegian],
  ['PEPPOL-COMMON-R042', '0184', isDanish],
  ['PEPPOL-COMMON-R043', '0208', isBelgian],
  ['PEPPOL-COMMON-R049', '0007', isSwedish],
  ['PEPPOL-COMMON-R050', '0151', isAustralian],
];

/** Italian, Danish and Dutch numbers, which Peppol only warns of. */
const ADVISED: readonly Check[] = [
  ['PEPPOL-COMMON-R044', '0201', (text) => /^[A-Za-z0-9]{6}$/.test(text)],
  ['PEPPOL-COMMON-R045', '0210', isItalianTaxCode],
  ['PEPPOL-COMMON-R047', '0211', isItalianVat],
  ['PEPPOL-COMMON-R052', '0096', (text) => /^\d{10}$/.test(text)],
  ['PEPPOL-COMMON-R053', '0198', (text) => /^DK\d{8}$/.test(text)],
  ['PEPPOL-COMMON-R054', '0106', (text) => /^\d{8}$/.test(text)],
  ['PEPPOL-COMMON-R055', '0190', (text) => /^\d{20}$/.test(text)],
  ['PEPPOL-COMMON-R056-1', '9944', (text) => /^NL\d{9}B\d{2}$/.test(text)],
  ['PEPPOL-COMMON-R057', '0217', (text) => /^\d{20}$/.test(text)],
];

const checked =
  (severity: Rule['severity']) =>
  (check: Check): Rule => {
    const [id, scheme, isRight] = check;
    const terms = ['BT-34', 'BT-49', 'BT-30', 'BT-47', 'BT-29', 'BT-46'];
    return rule({ id, terms, fault: 'wrong-format', severity, set: 'peppol' }, ({ seller, buyer }) =>
      [
        ['seller.endpoint', seller.endpoint] as const,
        ['buyer.endpoint', buyer.endpoint] as const,
        ['seller.legalId', seller.legalId] as const,
        ['buyer.legalId', buyer.legalId] as const,
        ...seller.ids.map((each, index) => [`seller.ids.${index}`, each] as const),
        ...buyer.ids.map((each, index) => [`buyer.ids.${index}`, each] as const),
      ].flatMap(([path, identifier]) =>
        site(identifier?.scheme === scheme && !isRight(identifier.id), path, { found: identifier?.id ?? '' }),
      ),
    );
  };

export const ORGANISATION_RULES: readonly Rule[] = [
  ...FATAL.map(checked('fatal')),
  ...ADVISED.map(checked('warning')),
];
