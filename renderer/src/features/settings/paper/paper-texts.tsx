/** Words of the office above the lines and at the end, by kind of document and language. */
import { Group, SegmentedControl, Select, Textarea, Title } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useText } from '../../../text/i18n.ts';
import shared from '../settings.module.css';
import { PAPER_KINDS, type Paper, type Shown } from './shown.ts';

const LANGUAGES = ['en', 'de'] as const;
const PLACES = ['intro', 'closing'] as const;
const LONGEST = 1000;
const LONGEST_FOOTER = 600;

/** In fields of several lines Enter begins the next line. */
const startsLine = (event: KeyboardEvent): void => {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
};

interface PaperTextsProps {
  readonly value: Paper['paperTexts'];
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  readonly onChange: (texts: Paper['paperTexts']) => void;
  readonly footers: Paper['footers'];
  /** Of the company's settings: it stands where a language has none of its own. */
  readonly usualFooter: string;
  readonly onFooters: (footers: Paper['footers']) => void;
}

export function PaperTexts(props: PaperTextsProps) {
  const { value, shown, onShow, onChange, footers } = props;
  const t = useText('settings');
  const i = useText('invoices');
  const key = `${shown.kind}.${shown.language}`;
  const texts = value[key] ?? { intro: '', closing: '' };
  const change = (part: Partial<typeof texts>): void => {
    const { [key]: _, ...others } = value;
    const next = { ...texts, ...part };
    onChange(next.intro === '' && next.closing === '' ? others : { ...others, [key]: next });
  };
  return (
    <section className={shared.section}>
      <Title order={3} mb={6}>
        {t('paper.texts')}
      </Title>
      <Group gap="sm" align="flex-end">
        <Select
          aria-label={t('paper.kind')}
          data={PAPER_KINDS.map((kind) => ({ value: kind, label: i(`kind.${kind}`) }))}
          allowDeselect={false}
          value={shown.kind}
          onChange={(kind) => kind && onShow({ ...shown, kind: kind as Shown['kind'] })}
        />
        <SegmentedControl
          aria-label={t('paper.language')}
          data={LANGUAGES.map((language) => ({ value: language, label: t(`paper.language.${language}`) }))}
          value={shown.language}
          onChange={(language) => onShow({ ...shown, language: language as Shown['language'] })}
        />
      </Group>
      {PLACES.map((place) => (
        <Textarea
          key={place}
          mt="xs"
          label={t(`paper.${place}`)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={LONGEST}
          value={texts[place]}
          onChange={(event) => change({ [place]: event.currentTarget.value })}
        />
      ))}
      <Textarea
        mt="xs"
        label={t('paper.footer', { language: t(`paper.language.${shown.language}`) })}
        placeholder={props.usualFooter}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LONGEST_FOOTER}
        value={footers[shown.language]}
        onKeyDown={startsLine}
        onChange={(event) => props.onFooters({ ...footers, [shown.language]: event.currentTarget.value })}
      />
    </section>
  );
}
