/** Asks where, how often and on what paper something is printed. */
import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PrintChoice, PrintKind } from '../../../shared/contract/printing.ts';
import { isOwed } from '../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import { printChoiceOf } from './print-choice.ts';
import { NoPrinters, PrintFields, printerOf, usePrinters } from './print-fields.tsx';
import { PrintMarks } from './print-marks.tsx';

export interface PrintDialogProps {
  readonly title: string;
  readonly kind: PrintKind;
  /** The paper that it was made for. */
  readonly paper: PrintChoice['paper'];
  /** The original of the document was printed or mailed before (DO7). */
  readonly isCopy?: boolean;
  readonly onPrint: (choice: PrintChoice, remember: boolean) => void;
  readonly onClose: () => void;
  readonly pending?: boolean;
  readonly error?: AppError | null;
}

export function PrintDialog(props: PrintDialogProps) {
  const { title, kind, paper, isCopy = false, onPrint, onClose, pending, error } = props;
  const t = useText('common');
  const printers = usePrinters();
  const printing = useSession(({ app }) => app?.settings.printing);
  const [typed, setTyped] = useState<PrintChoice | null>(null);
  const [remember, setRemember] = useState(false);
  const wanted = typed ?? printChoiceOf(printing, kind, paper);
  const printer = printerOf(printers, wanted.printer);
  const choice = { ...wanted, printer, tray: printer === wanted.printer ? wanted.tray : '' };
  const submit = (): void => {
    const {
      tray,
      copies,
      paper: on,
      letterhead = false,
      letterheadOnAll = false,
      paid = false,
      original = false,
    } = choice;
    const marks =
      kind === 'report' ? {} : { letterhead, letterheadOnAll, paid, original: isCopy && original };
    if (printer !== '') onPrint({ printer, tray, copies, paper: on, ...marks }, remember);
  };
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('close') }} onClose={onClose} title={title} size="md">
      <form
        noValidate
        onKeyDown={(event) => {
          // All is filled in already: Enter prints from any field, without the way through all of them.
          if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
          event.preventDefault();
          submit();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <NoPrinters printers={printers} />
          <PrintFields choice={choice} onChange={setTyped} printers={printers} autoFocus />
          {kind !== 'report' && (
            <PrintMarks choice={choice} onChange={setTyped} isCopy={isCopy} isOwed={isOwed(kind)} />
          )}
          <Checkbox
            label={t('print.remember')}
            description={t('print.remember-hint', { kinds: t(`print.kind.${kind}`) })}
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <ErrorText error={error} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={printer === ''} loading={pending ?? false}>
              {t('print.print')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
