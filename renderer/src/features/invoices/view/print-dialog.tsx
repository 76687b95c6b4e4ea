/** Where, how often and on what paper; remembered for all invoices if the clerk says so. */
import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import type { PrintChoice } from './use-printing.ts';

export interface PrintDialogProps {
  /** The paper that the document was made for. */
  readonly paper: 'A4' | 'Letter';
  readonly onPrint: (choice: PrintChoice) => void;
  readonly onClose: () => void;
}

const MOST_COPIES = 20;

export function PrintDialog({ paper: own, onPrint, onClose }: PrintDialogProps) {
  const t = useText('invoices');
  const common = useText('common');
  const remembered = useSession(({ app }) => app?.settings.printing.invoice);
  const printers = useBooks('printers.list', {});
  const [printer, setPrinter] = useState(remembered?.printer ?? '');
  const [copies, setCopies] = useState(remembered?.copies ?? 1);
  const [paper, setPaper] = useState(remembered?.paper ?? own);
  const [remember, setRemember] = useState(false);
  const list = printers.data ?? [];
  const isWithout = printers.error !== null || (printers.data !== undefined && list.length === 0);
  const chosen = list.find(({ name }) => name === printer);

  // The field in which the focus stood is gone: it goes to what can be done instead.
  const lookAgain = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isWithout) lookAgain.current?.focus();
  }, [isWithout]);
  // Printers come and go without a word: what an earlier dialog found is asked again.
  const known = useRef(printers);
  useEffect(() => {
    if (known.current.data) known.current.again();
  }, []);
  useEffect(() => {
    if (chosen || list.length === 0) return;
    setPrinter((list.find(({ isDefault }) => isDefault) ?? list[0])?.name ?? '');
  }, [list, chosen]);

  const submit = (): void => {
    if (chosen) onPrint({ printer: chosen.name, copies, paper, remember });
  };
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={t('print.title')}
      size="md"
    >
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
          {isWithout ? (
            <div>
              <ErrorText error={printers.error} />
              {!printers.error && (
                <Text size="sm" role="alert">
                  {t('print.no-printers')}
                </Text>
              )}
              <Button ref={lookAgain} mt="xs" size="compact-sm" variant="default" onClick={printers.again}>
                {t('print.look-again')}
              </Button>
            </div>
          ) : (
            <NativeSelect
              label={t('print.printer')}
              data-autofocus
              value={printer}
              data={list.map(({ name, description, ready }) => ({
                value: name,
                label: `${description || name}${ready ? '' : ` (${t('print.not-ready')})`}`,
              }))}
              onChange={(event) => setPrinter(event.currentTarget.value)}
            />
          )}
          <Group grow align="flex-start">
            <NumberInput
              label={t('print.copies')}
              min={1}
              max={MOST_COPIES}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="strict"
              value={copies}
              onChange={(value) => setCopies(Math.min(Math.max(Number(value) || 1, 1), MOST_COPIES))}
            />
            <NativeSelect
              label={t('print.paper')}
              value={paper}
              data={[
                { value: 'A4', label: 'A4' },
                { value: 'Letter', label: 'Letter' },
              ]}
              onChange={(event) => setPaper(event.currentTarget.value === 'Letter' ? 'Letter' : 'A4')}
            />
          </Group>
          <Checkbox
            label={t('print.remember')}
            description={t('print.remember-hint')}
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!chosen}>
              {t('print.print')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
