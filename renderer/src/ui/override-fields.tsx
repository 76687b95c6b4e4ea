/** A field for the reason of every question that is passed over (DO2). */
import { TextInput } from '@mantine/core';
import type { Finding } from '../../../shared/errors/index.ts';
import { findingWords } from '../text/finding-words.ts';
import { useText } from '../text/i18n.ts';
import { questions } from './overrides.ts';

type Reasons = Readonly<Record<string, string>>;

export interface OverrideFieldsProps {
  readonly findings: readonly Finding[];
  readonly reasons: Reasons;
  /** It was tried once: from now on a missing reason is named. */
  readonly isTried: boolean;
  readonly onReason: (change: (known: Reasons) => Reasons) => void;
  /** The first field is where the hands go on. */
  readonly autoFocus?: boolean;
}

export function OverrideFields({ findings, reasons, isTried, onReason, autoFocus }: OverrideFieldsProps) {
  const t = useText('invoices');
  return questions(findings).map((finding, index) => (
    <TextInput
      key={finding.code}
      name={finding.code}
      size="sm"
      label={findingWords(finding)}
      placeholder={t('issue.reason-hint')}
      maxLength={300}
      data-autofocus={(autoFocus && index === 0) || undefined}
      value={reasons[finding.code] ?? ''}
      error={isTried && !reasons[finding.code]?.trim() ? t('issue.reason-missing') : undefined}
      onChange={(event) => {
        const reason = event.currentTarget.value;
        onReason((known) => ({ ...known, [finding.code]: reason }));
      }}
    />
  ));
}
