/** All business rules against an invoice: offline, exact to the cent, each broken one with the place that broke it. */
import type { RuleSet } from './formats.ts';
import type { EInvoice } from './model.ts';
import { CODE_RULES } from './rules/code-rules.ts';
import { CONTENT_RULES } from './rules/content-rules.ts';
import { GERMAN_PEPPOL_RULES } from './rules/german-peppol-rules.ts';
import { NATIONAL_RULES } from './rules/national-rules.ts';
import { PEPPOL_RULES, SHARED_RULES } from './rules/peppol-rules.ts';
import type { Rule, Violation } from './rules/rule.ts';
import { SUM_RULES } from './rules/sum-rules.ts';
import { VAT_RULES } from './rules/vat-rules.ts';
import { XRECHNUNG_RULES } from './rules/xrechnung-rules.ts';

const CORE: readonly Rule[] = [...CONTENT_RULES, ...SUM_RULES, ...VAT_RULES, ...CODE_RULES];

/** The rules that a document of each kind must keep. */
export const RULES: Readonly<Record<RuleSet, readonly Rule[]>> = {
  en16931: CORE,
  peppol: [...CORE, ...SHARED_RULES, ...PEPPOL_RULES, ...GERMAN_PEPPOL_RULES, ...NATIONAL_RULES],
  xrechnung: [...CORE, ...SHARED_RULES, ...XRECHNUNG_RULES],
};

/** Every broken rule, fatal ones first. A document with a fatal one is not sent. */
export function checkEInvoice(invoice: EInvoice, rules: RuleSet): Violation[] {
  const found = RULES[rules].flatMap(({ id, severity, terms, fault, broken }) =>
    broken(invoice).map((site): Violation => ({ ...site, rule: id, severity, fault, terms })),
  );
  return [
    ...found.filter(({ severity }) => severity === 'fatal'),
    ...found.filter(({ severity }) => severity !== 'fatal'),
  ];
}
