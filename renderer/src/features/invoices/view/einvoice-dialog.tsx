/** An e-invoice of an issued document: its format, every rule that it breaks beside what to do, and the file. */
import { Anchor, Group, Loader, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../../shared/contract/contract.ts';
import { EINVOICE_FORMATS } from '../../../../../shared/domain/einvoice-request.ts';
import { go } from '../../../app/navigation.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { brokenRuleWords, type Remedy, remedyOf, remedyWords } from '../../../text/einvoice-words.ts';
import { useText, type Text as Words } from '../../../text/i18n.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from './document.module.css';

type Format = InputOf<'documents.saveEInvoice'>['format'];
type Violation = OutputOf<'documents.checkEInvoice'>['violations'][number];

export interface EInvoiceDialogProps {
  readonly id: string;
  readonly customer: string;
  /** Begins the correction, where the document can have one. */
  readonly onCorrect?: (() => void) | undefined;
  readonly onClose: () => void;
}

export function EInvoiceDialog({ id, customer, onCorrect, onClose }: EInvoiceDialogProps) {
  const t = useText('einvoice');
  const [chosen, setChosen] = useState<Format | null>(null);
  const check = useBooks('documents.checkEInvoice', { id, format: chosen }, { keepPrevious: true });
  const save = useCommand('documents.saveEInvoice');
  const format = chosen ?? check.data?.format ?? null;
  const isCurrent = check.data !== undefined && check.data.format === format && !check.fetching;
  const violations = check.data?.violations ?? [];
  const fatal = violations.filter(({ severity }) => severity === 'fatal');
  const warnings = violations.filter(({ severity }) => severity === 'warning');

  const submit = async (): Promise<void> => {
    if (format === null || !isCurrent || fatal.length > 0) return;
    const reply = await save.run({ commandId: newId(), id, format });
    if (!reply.ok || !reply.value.saved) return;
    notifyDone(t('saved'));
    onClose();
  };
  return (
    <FormDialog
      title={t('title')}
      size="lg"
      yes={t('save')}
      no={t('cancel')}
      pending={save.pending}
      disabled={!isCurrent || fatal.length > 0}
      error={check.error ?? save.error}
      returnFocus
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('format')}
        data={EINVOICE_FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
        value={format}
        allowDeselect={false}
        data-autofocus
        onChange={(next) => setChosen(next as Format | null)}
      />
      <div role="status" aria-live="polite">
        {!isCurrent && !check.error && (
          <Group gap="xs">
            <Loader size="xs" /> <Text size="sm">{t('checking')}</Text>
          </Group>
        )}
        {isCurrent && violations.length === 0 && <Text size="sm">{t('all-good')}</Text>}
        {isCurrent && fatal.length > 0 && (
          <Text size="sm" c="var(--bad)">
            {t('fatal', { count: fatal.length })}
          </Text>
        )}
        {isCurrent && fatal.length === 0 && warnings.length > 0 && <Text size="sm">{t('warnings')}</Text>}
      </div>
      {isCurrent && (
        <ul className={classes.rules}>
          {[...fatal, ...warnings].map((violation) => (
            <BrokenRule
              key={`${violation.rule} ${violation.path}`}
              violation={violation}
              customer={customer}
              t={t}
            />
          ))}
        </ul>
      )}
      {isCurrent && fatal.length > 0 && (
        <Text size="xs" c="var(--quiet)">
          {t('issued-note')}{' '}
          {onCorrect && (
            <Anchor component="button" type="button" size="xs" onClick={onCorrect}>
              {t('correct')}
            </Anchor>
          )}
        </Text>
      )}
    </FormDialog>
  );
}

interface BrokenRuleProps {
  readonly violation: Violation;
  readonly customer: string;
  readonly t: Words<'einvoice'>;
}

function BrokenRule({ violation, customer, t }: BrokenRuleProps) {
  const remedy = remedyOf(violation);
  const link = LINKS[remedy];
  return (
    <li>
      <Text size="sm">{brokenRuleWords(violation)}</Text>
      <Text size="xs" c="var(--quiet)">
        {remedyWords(violation)}{' '}
        {link && (
          <Anchor component="button" type="button" size="xs" onClick={() => void link.open(customer)}>
            {t(link.label)}
          </Anchor>
        )}{' '}
        <span className={classes.rule}>
          {violation.rule} · {violation.terms.join(', ')}
        </span>
      </Text>
    </li>
  );
}

interface Link {
  readonly label: 'open-customer' | 'open-company' | 'open-taxes';
  readonly open: (customer: string) => void;
}

const company: Link = {
  label: 'open-company',
  open: () => void go({ screen: 'settings', with: { tab: 'company' } }),
};

const LINKS: Partial<Readonly<Record<Remedy, Link>>> = {
  company,
  bank: company,
  customer: { label: 'open-customer', open: (id) => void go({ screen: 'customer', id }) },
  taxes: { label: 'open-taxes', open: () => void go({ screen: 'settings', with: { tab: 'taxes' } }) },
};
