/** The texts of mails by kind of document and language, with a preview of what a customer would read. */
import {
  Button,
  Code,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { Fragment, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import {
  fillTemplate,
  type MailTemplate,
  PLACEHOLDERS,
  type PlaceholderValues,
  templateFor,
  templateKey,
  unknownPlaceholders,
} from '../../../../../shared/domain/mail-template.ts';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useLeaveGuard } from '../../../ui/use-leave-guard.ts';

const KINDS = ['invoice', 'creditNote', 'quote', 'proForma', 'depositInvoice', 'charge'] as const;
const LANGUAGES = ['en', 'de'] as const;
type Kind = (typeof KINDS)[number];
type Language = (typeof LANGUAGES)[number];

/** A document that nobody was sent, in each language. */
const SAMPLES: Readonly<Record<Language, Omit<PlaceholderValues, 'document' | 'company' | 'sender'>>> = {
  en: {
    number: 'INV-0042',
    date: '2 Mar 2026',
    due: '1 Apr 2026',
    total: '1,250.00',
    order: 'PO 7',
    customer: 'Harbour Supplies',
    contact: 'Ms Alder',
  },
  de: {
    number: 'RE-0042',
    date: '02.03.2026',
    due: '01.04.2026',
    total: '1.250,00 €',
    order: 'B-7',
    customer: 'Hafenbedarf GmbH',
    contact: 'Frau Erle',
  },
};
const TITLES: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  en: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    quote: 'Quotation',
    proForma: 'Pro-forma invoice',
    depositInvoice: 'Deposit invoice',
    charge: 'Debit note',
  },
  de: {
    invoice: 'Rechnung',
    creditNote: 'Rechnungskorrektur',
    quote: 'Angebot',
    proForma: 'Proforma-Rechnung',
    depositInvoice: 'Anzahlungsrechnung',
    charge: 'Belastungsanzeige',
  },
};

export function TemplateForm({ company }: { readonly company: OutputOf<'company.get'> }) {
  const t = useText('mail');
  const c = useText('common');
  const save = useCommand('company.save');
  const own = company.fields.mailTemplates ?? {};
  const [kind, setKind] = useState<Kind>('invoice');
  const [language, setLanguage] = useState<Language>(company.fields.language);
  const [typed, setTyped] = useState<MailTemplate | null>(null);
  const key = templateKey(kind, language);
  const present = templateFor(own, kind, language);
  const { subject, text } = typed ?? present;
  const isDirty = typed !== null && (typed.subject !== present.subject || typed.text !== present.text);
  useLeaveGuard(isDirty);

  const unknown = unknownPlaceholders(subject + text);
  const values: PlaceholderValues = {
    ...SAMPLES[language],
    document: TITLES[language][kind],
    company: company.fields.name,
    sender: company.fields.contact || company.fields.name,
  };
  const keep = async (template: MailTemplate | null): Promise<void> => {
    const { [key]: _, ...others } = own;
    const reply = await save.run({
      commandId: newId(),
      expectedRevision: company.revision,
      fields: { mailTemplates: template ? { ...others, [key]: template } : others },
    });
    if (!reply.ok) return;
    setTyped(null);
    notifyDone(t('templates.saved'));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep({ subject, text });
      }}
    >
      <Group gap="sm" mb="xs">
        <Select
          w={220}
          aria-label={t('templates.kind')}
          disabled={isDirty}
          data={KINDS.map((value) => ({ value, label: t(`templates.kind.${value}`) }))}
          allowDeselect={false}
          value={kind}
          onChange={(next) => {
            setKind(KINDS.find((each) => each === next) ?? kind);
            setTyped(null);
          }}
        />
        <SegmentedControl
          aria-label={t('templates.language')}
          disabled={isDirty}
          data={LANGUAGES.map((value) => ({ value, label: t(`templates.language.${value}`) }))}
          value={language}
          onChange={(next) => {
            setLanguage(next as Language);
            setTyped(null);
          }}
        />
      </Group>
      <TextInput
        label={t('subject')}
        value={subject}
        maxLength={300}
        onChange={(event) => setTyped({ subject: event.currentTarget.value, text })}
      />
      <Textarea
        label={t('text')}
        mt="xs"
        autosize
        minRows={6}
        maxRows={14}
        maxLength={10_000}
        value={text}
        onChange={(event) => setTyped({ subject, text: event.currentTarget.value })}
      />
      <Text size="xs" c="var(--quiet)" mt={4}>
        {t('templates.placeholders')}
        {PLACEHOLDERS.map((name) => (
          <Fragment key={name}>
            {' '}
            <Code>{`{${name}}`}</Code>
          </Fragment>
        ))}
      </Text>
      {unknown.length > 0 && (
        <Text size="sm" c="var(--bad)" role="alert">
          {t('templates.unknown', { names: unknown.map((name) => `{${name}}`).join(', ') })}
        </Text>
      )}
      <Paper withBorder p="sm" mt="sm" role="region" aria-label={t('templates.preview')}>
        <Text size="xs" c="var(--quiet)">
          {t('templates.preview')}
        </Text>
        <Text fw={600}>{fillTemplate(subject, values)}</Text>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {fillTemplate(text, values)}
        </Text>
      </Paper>
      <ErrorText error={save.error} />
      <Group mt="md" gap="xs">
        <Button type="submit" loading={save.pending} disabled={!isDirty}>
          {c('save')}
        </Button>
        {isDirty && (
          <Button variant="default" onClick={() => setTyped(null)}>
            {c('discard')}
          </Button>
        )}
        {!isDirty && own[key] !== undefined && (
          <Button variant="default" loading={save.pending} onClick={() => void keep(null)}>
            {t('templates.usual')}
          </Button>
        )}
      </Group>
    </form>
  );
}
