/** A finding of the checks before issue, in words (DO2). */
import type { Finding } from '../../../shared/errors/index.ts';
import { countryName } from './countries.ts';
import { brokenRuleWords } from './einvoice-words.ts';
import { wordParameters } from './error-words.ts';
import { i18n, textOf } from './i18n.ts';

/** The words of a finding; a code that this page does not know yet is named as it is, so that nothing is hidden. */
export function findingWords({ code, params, path }: Finding): string {
  if (code.startsWith('einvoice.')) return eInvoiceFinding(path, params);

  const key = `finding.${code}`;
  if (i18n.exists(key, { ns: 'invoices' }))
    return String(i18n.t(key, { ns: 'invoices', ...wordParameters(named(params)) }));
  return String(i18n.t('finding.unknown', { ns: 'invoices', code }));
}

/** A country is said by its name, not by its code. */
function named(params: Finding['params']): Finding['params'] {
  const country = params?.country;
  return typeof country === 'string' ? { ...params, country: countryName(country) } : params;
}

/** What the e-invoice would lack; the field beside which it stands says what to do. */
function eInvoiceFinding(path: string, params: Finding['params'] = {}): string {
  const text = (name: string): string => String(params[name] ?? '');
  const words = brokenRuleWords({
    rule: text('rule'),
    fault: text('fault'),
    terms: text('terms').split(' '),
    path: path.startsWith('lines.') ? '' : path,
    found: text('found'),
    expected: text('expected'),
  });
  return textOf('invoices')('finding.einvoice', { words });
}
