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
import { Fragment, useEffect, useState } from 'react';
import { Controller } from 'react-hook-form';
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
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { useProblemWords } from '../../../ui/form-problems.ts';
import { Held } from '../../../ui/held.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
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
  const own = company.fields.mailTemplates ?? {};
  const [kind, setKind] = useState<Kind>('invoice');
  const [language, setLanguage] = useState<Language>(company.fields.language);
  const key = templateKey(kind, language);
  const present = templateFor(own, kind, language);
  const withOwn = (template: MailTemplate | null) => {
    const { [key]: _, ...others } = own;
    return {
      commandId: newId(),
      expectedRevision: company.revision,
      fields: { mailTemplates: template ? { ...others, [key]: template } : others },
    };
  };
  const { form, command, send } = useCommandForm<'company.save', MailTemplate>('company.save', {
    start: present,
    sent: withOwn,
    at: (path) => path.replace(/^.*\./, ''),
    onDone: (_value, _input, values) => {
      form.reset(values);
      notifyDone(t('templates.saved'));
    },
  });
  const { errors, isDirty } = form.formState;
  const problem = useProblemWords(errors);
  useLeaveGuard(isDirty);
  // Another kind, another language, or a change from elsewhere: shown unless something is being typed here.
  const { subject: kept, text: body } = present;
  useEffect(() => {
    if (!isDirty) form.reset({ subject: kept, text: body });
  }, [kept, body, isDirty, form]);
  const { subject, text } = form.watch();

  const unknown = unknownPlaceholders(subject + text);
  const values: PlaceholderValues = {
    ...SAMPLES[language],
    document: TITLES[language][kind],
    company: company.fields.name,
    sender: company.fields.contact || company.fields.name,
  };
  const takeUsual = async (): Promise<void> => {
    const reply = await command.run(withOwn(null));
    if (reply.ok) notifyDone(t('templates.saved'));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Held pending={command.pending}>
        <Group gap="sm" mb="xs">
          <Select
            w={220}
            aria-label={t('templates.kind')}
            disabled={isDirty}
            data={KINDS.map((value) => ({ value, label: t(`templates.kind.${value}`) }))}
            allowDeselect={false}
            value={kind}
            onChange={(next) => setKind(KINDS.find((each) => each === next) ?? kind)}
          />
          <SegmentedControl
            aria-label={t('templates.language')}
            disabled={isDirty}
            data={LANGUAGES.map((value) => ({ value, label: t(`templates.language.${value}`) }))}
            value={language}
            onChange={(next) => setLanguage(next as Language)}
          />
        </Group>
        <TextInput
          label={t('subject')}
          maxLength={300}
          error={problem('subject')}
          {...form.register('subject')}
        />
        <Controller
          control={form.control}
          name="text"
          render={({ field }) => (
            <Textarea
              label={t('text')}
              mt="xs"
              autosize
              minRows={6}
              maxRows={14}
              maxLength={10_000}
              error={problem('text')}
              {...field}
            />
          )}
        />
      </Held>
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
      <ErrorText error={command.error} />
      <Group mt="md" gap="xs">
        <Button type="submit" loading={command.pending} disabled={!isDirty}>
          {c('save')}
        </Button>
        {isDirty && (
          <Button variant="default" onClick={() => form.reset(present)}>
            {c('discard')}
          </Button>
        )}
        {!isDirty && own[key] !== undefined && (
          <Button variant="default" loading={command.pending} onClick={() => void takeUsual()}>
            {t('templates.usual')}
          </Button>
        )}
      </Group>
    </form>
  );
}
