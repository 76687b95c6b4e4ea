/** A finding of the checks before issue, in words (DO2). */

import type { Finding } from '../../../../../shared/errors/index.ts';
import { wordParameters } from '../../../text/error-words.ts';
import { formatDay } from '../../../text/format.ts';
import { i18n, useText } from '../../../text/i18n.ts';
import classes from './findings.module.css';

/** The words of a finding; a code that this page does not know yet is named as it is, so that nothing is hidden. */
export function findingWords({ code, params }: Finding): string {
  const key = `finding.${code}`;
  const values = Object.entries(wordParameters(params)).map(([name, value]) => [
    name,
    isDay(value) ? formatDay(value) : value,
  ]);
  if (i18n.exists(key, { ns: 'invoices' }))
    return String(i18n.t(key, { ns: 'invoices', ...Object.fromEntries(values) }));
  return String(i18n.t('finding.unknown', { ns: 'invoices', code }));
}

const isDay = (value: string | number): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

export function FindingText({ finding }: { readonly finding: Finding }) {
  useText('invoices');
  return <div className={classes[finding.severity]}>{findingWords(finding)}</div>;
}
