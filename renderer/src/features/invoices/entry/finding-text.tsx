/** A finding of the checks before issue, as it stands beside its field (DO2). */
import type { Finding } from '../../../../../shared/errors/index.ts';
import { findingWords } from '../../../text/finding-words.ts';
import { useText } from '../../../text/i18n.ts';
import classes from './findings.module.css';

export function FindingText({ finding }: { readonly finding: Finding }) {
  useText('invoices');
  return <div className={classes[finding.severity]}>{findingWords(finding)}</div>;
}
