/** How many copies of a kind of document are printed, and what each of them says (DO7). */
import { Textarea, Title } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useText } from '../../../text/i18n.ts';
import shared from '../settings.module.css';
import type { Paper, Shown } from './shown.ts';

const MOST = 6;
const LONGEST = 60;

/** In fields of several lines Enter begins the next line. */
const startsLine = (event: KeyboardEvent): void => {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
};

interface CopyLegendsProps {
  readonly value: Paper['paperCopies'];
  readonly kind: Shown['kind'];
  /** What the law wants where nothing is typed. */
  readonly lawful: readonly string[];
  readonly onChange: (copies: Paper['paperCopies']) => void;
}

export function CopyLegends({ value, kind, lawful, onChange }: CopyLegendsProps) {
  const t = useText('settings');
  const i = useText('invoices');
  return (
    <section className={shared.section}>
      <Title order={3} mb={6}>
        {t('paper.copies')}
      </Title>
      <Textarea
        label={t('paper.copies-of', { kind: i(`kind.${kind}`) })}
        description={t(lawful.length > 0 ? 'paper.copies-lawful' : 'paper.copies-help')}
        placeholder={lawful.length > 0 ? lawful.join('\n') : t('paper.copies-example')}
        autosize
        minRows={3}
        maxRows={MOST}
        value={(value[kind] ?? []).join('\n')}
        onKeyDown={startsLine}
        onChange={(event) => {
          const lines = event.currentTarget.value.split('\n').slice(0, MOST);
          const { [kind]: _, ...others } = value;
          const isEmpty = lines.every((line) => line === '');
          onChange(isEmpty ? others : { ...others, [kind]: lines.map((line) => line.slice(0, LONGEST)) });
        }}
      />
    </section>
  );
}
