/** Where and how each kind of document is printed, in a dialog that begins or goes on with a run. */
import { Button, Group, Modal, Stack, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PrintChoice, PrintKind } from '../../../shared/contract/printing.ts';
import { type DocumentKind, isOwed } from '../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { useSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import { printChoiceOf } from './print-choice.ts';
import { NoPrinters, PrintFields, printerOf, usePrinters } from './print-fields.tsx';
import { PrintMarks } from './print-marks.tsx';

export type KindChoices = (PrintChoice & { readonly kind: DocumentKind })[];

export interface PrintKindsFormProps {
  readonly title: string;
  readonly kinds: readonly { readonly kind: DocumentKind; readonly count: number }[];
  /** What the button says. */
  readonly submit: string;
  readonly onSubmit: (choices: KindChoices) => void;
  readonly onClose: () => void;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** Words between the fields and the buttons. */
  readonly children?: ReactNode;
}

export function PrintKindsForm(props: PrintKindsFormProps) {
  const { title, kinds, submit, onSubmit, onClose, pending, error, children } = props;
  const t = useText('printing');
  const common = useText('common');
  const printing = useSession(({ app }) => app?.settings.printing);
  const company = useBooks('company.get', {});
  const printers = usePrinters();
  const [typed, setTyped] = useState<Partial<Record<PrintKind, PrintChoice>>>({});
  const choiceOf = (kind: PrintKind): PrintChoice => {
    const wanted = typed[kind] ?? printChoiceOf(printing, kind, company.data?.fields.paper ?? 'A4');
    const printer = printerOf(printers, wanted.printer);
    return { ...wanted, printer, tray: printer === wanted.printer ? wanted.tray : '' };
  };
  const isReady = kinds.length > 0 && kinds.every(({ kind }) => choiceOf(kind).printer !== '');
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={title}
      size="md"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          onSubmit(
            kinds.map(({ kind }) => {
              const { original: _ofOne, ...choice } = choiceOf(kind);
              return { ...choice, kind };
            }),
          );
        }}
      >
        <Stack gap="md">
          <NoPrinters printers={printers} />
          {kinds.map(({ kind, count }, index) => (
            <section key={kind} aria-label={common(`print.kind.${kind}`)}>
              <Title order={3} mb={6}>
                {t('run-kind', { kind: common(`print.kind.${kind}`), count })}
              </Title>
              <Stack gap="sm">
                <PrintFields
                  choice={choiceOf(kind)}
                  onChange={(choice) => setTyped({ ...typed, [kind]: choice })}
                  printers={printers}
                  autoFocus={index === 0}
                />
                <PrintMarks
                  choice={choiceOf(kind)}
                  onChange={(choice) => setTyped({ ...typed, [kind]: choice })}
                  isOwed={isOwed(kind)}
                />
              </Stack>
            </section>
          ))}
          {children}
          <ErrorText error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={pending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
