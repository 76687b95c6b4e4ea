/** A finding of the checks before issue, in words (DO2). */
import type { Finding } from '../../../../../shared/errors/index.ts';
import { wordParameters } from '../../../text/error-words.ts';
import { i18n, useText } from '../../../text/i18n.ts';

/** The words of a finding; a code that this page does not know yet is named as it is, so that nothing is hidden. */
export function findingWords({ code, params }: Finding): string {
  const key = `finding.${code}`;
  if (i18n.exists(key, { ns: 'invoices' })) return String(i18n.t(key, { ns: 'invoices', ...wordParameters(params) }));
  return String(i18n.t('finding.unknown', { ns: 'invoices', code }));
}

export function FindingText({ finding }: { readonly finding: Finding }) {
  useText('invoices');
  return <div data-severity={finding.severity}>{findingWords(finding)}</div>;
}
