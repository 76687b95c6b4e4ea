/** Asks where each kind of the chosen documents is printed, and begins the run. */
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PrintChoice, PrintKind, PrintSelection } from '../../../shared/contract/printing.ts';
import { go } from '../app/navigation.ts';
import { newId } from '../data/ids.ts';
import { refreshSession, useSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import { printChoiceOf } from './print-choice.ts';
import { NoPrinters, PrintFields, printerOf, usePrinters } from './print-fields.tsx';

export interface PrintRunDialogProps {
  readonly documents: PrintSelection;
  readonly onClose: () => void;
}

export function PrintRunDialog({ documents, onClose }: PrintRunDialogProps) {
  const t = useText('printing');
  const common = useText('common');
  const printing = useSession(({ app }) => app?.settings.printing);
  const company = useBooks('company.get', {});
  const plan = useBooks('prints.plan', { documents });
  const printers = usePrinters();
  const start = useCommand('prints.start');
  const [commandId] = useState(newId);
  const [typed, setTyped] = useState<Partial<Record<PrintKind, PrintChoice>>>({});
  const kinds = plan.data?.kinds ?? [];
  const count = kinds.reduce((all, kind) => all + kind.count, 0);
  const choiceOf = (kind: PrintKind): PrintChoice => {
    const wanted = typed[kind] ?? printChoiceOf(printing, kind, company.data?.fields.paper ?? 'A4');
    const printer = printerOf(printers, wanted.printer);
    return { ...wanted, printer, tray: printer === wanted.printer ? wanted.tray : '' };
  };
  const isReady = count > 0 && kinds.every(({ kind }) => choiceOf(kind).printer !== '');
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const choices = kinds.map(({ kind }) => {
      const { printer, tray, copies, paper } = choiceOf(kind);
      return { kind, printer, tray, copies, paper };
    });
    const reply = await start.run({ commandId, documents, choices });
    if (!reply.ok) return;
    void refreshSession();
    onClose();
    void go({ screen: 'print-run' });
  };
  // The first field gets the focus when the dialog opens, so it has to be there by then.
  if (!plan.data && !plan.error) return null;
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={t('title-choose')}
      size="md"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <NoPrinters printers={printers} />
          {kinds.map(({ kind, count: each }, index) => (
            <section key={kind} aria-label={common(`print.kind.${kind}`)}>
              <Title order={3} mb={6}>
                {t('run-kind', { kind: common(`print.kind.${kind}`), count: each })}
              </Title>
              <PrintFields
                choice={choiceOf(kind)}
                onChange={(choice) => setTyped({ ...typed, [kind]: choice })}
                printers={printers}
                autoFocus={index === 0}
              />
            </section>
          ))}
          {plan.data && count === 0 && <Text size="sm">{t('none-left')}</Text>}
          {plan.data && plan.data.left > 0 && (
            <Text size="sm" c="var(--quiet)">
              {t('left', { count: plan.data.left })}
            </Text>
          )}
          <ErrorText error={plan.error ?? start.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={start.pending}>
              {t('begin', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
