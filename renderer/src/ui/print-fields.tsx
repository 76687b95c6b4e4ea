/** Printer, tray, copies and paper: the same fields wherever something is printed or the choice is kept. */
import { NativeSelect, NumberInput, SimpleGrid } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { PrintChoice } from '../../../shared/contract/printing.ts';
import { type Answer, useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { ErrorPanel } from './error-text.tsx';

type Printers = Answer<
  {
    readonly name: string;
    readonly description: string;
    readonly isDefault: boolean;
    readonly ready: boolean;
  }[]
>;

const MOST_COPIES = 20;
const PAPERS = ['A4', 'Letter'] as const;

/** The printers of this computer, looked for again whenever a screen or dialog that needs them opens. */
export function usePrinters(): Printers {
  const printers = useBooks('printers.list', {});
  const known = useRef(printers);
  useEffect(() => {
    // Printers come and go without a word.
    if (known.current.data) known.current.again();
  }, []);
  return printers;
}

/** Which printer stands in the field: the chosen one while it is there, else the system's usual one. */
export function printerOf(printers: Printers, chosen: string): string {
  const list = printers.data ?? [];
  const found =
    list.find(({ name }) => name === chosen) ?? list.find(({ isDefault }) => isDefault) ?? list[0];
  return found?.name ?? '';
}

/** What printers are called where they are chosen; the system's name of one that is not in the list, or not yet. */
export function usePrinterNames(): (printer: string) => string {
  const list = useBooks('printers.list', {}).data ?? [];
  return (printer) => list.find(({ name }) => name === printer)?.description || printer;
}

export interface PrintFieldsProps {
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
  readonly printers: Printers;
  /** Words of an entry that chooses no printer; without it there is none. */
  readonly none?: string;
  readonly autoFocus?: boolean;
}

export function PrintFields({ choice, onChange, printers, none, autoFocus }: PrintFieldsProps) {
  const t = useText('common');
  const { printer, tray, copies, paper } = choice;
  const trays = useBooks('printers.trays', { printer }, { enabled: printer !== '' });
  const set = (change: Partial<PrintChoice>): void => onChange({ ...choice, ...change });
  const list = printers.data ?? [];
  const isGone = printer !== '' && printers.data !== undefined && !list.some(({ name }) => name === printer);
  const trayList = trays.data ?? [];
  // Without a printer the rest is asked when something is printed.
  const isAsked = none !== undefined && printer === '';
  const hasTrays = printer !== '' && (trayList.length > 0 || tray !== '');
  const printerNames = [
    ...(none === undefined ? [] : [{ value: '', label: none }]),
    ...list.map(({ name, description, isDefault, ready }) => ({
      value: name,
      label: [description || name, isDefault ? t('print.default') : '', ready ? '' : t('print.not-ready')]
        .filter(Boolean)
        .join(' – '),
    })),
    ...(printer !== '' && !list.some(({ name }) => name === printer)
      ? [{ value: printer, label: printer }]
      : []),
  ];
  const trayNames = [
    { value: '', label: t('print.tray.auto') },
    ...trayList.map(({ id, name }) => ({ value: id, label: name })),
    ...(tray !== '' && !trayList.some(({ id }) => id === tray) ? [{ value: tray, label: tray }] : []),
  ];
  return (
    <SimpleGrid cols={2} spacing="sm">
      <NativeSelect
        label={t('print.printer')}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        value={printer}
        data={printerNames}
        error={isGone ? t('print.gone') : undefined}
        // A tray belongs to its printer.
        onChange={(event) => set({ printer: event.currentTarget.value, tray: '' })}
      />
      {hasTrays ? (
        <NativeSelect
          label={t('print.tray')}
          value={tray}
          data={trayNames}
          onChange={(event) => set({ tray: event.currentTarget.value })}
        />
      ) : (
        <div />
      )}
      {!isAsked && (
        <NumberInput
          label={t('print.copies')}
          min={1}
          max={MOST_COPIES}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={copies}
          onChange={(value) => set({ copies: Math.min(Math.max(Number(value) || 1, 1), MOST_COPIES) })}
        />
      )}
      {!isAsked && (
        <NativeSelect
          label={t('print.paper')}
          value={paper}
          data={[...PAPERS]}
          onChange={(event) => set({ paper: event.currentTarget.value === 'Letter' ? 'Letter' : 'A4' })}
        />
      )}
    </SimpleGrid>
  );
}

/** What stands in place of the fields, or above them, while there is no printer to choose. */
export function NoPrinters({ printers }: { readonly printers: Printers }): ReactNode {
  const isWithout = printers.error !== null || printers.data?.length === 0;
  if (!isWithout) return null;
  return (
    <ErrorPanel
      error={printers.error ?? { kind: 'printing', problem: 'no-printers', detail: '' }}
      onRetry={printers.again}
      isFocused
    />
  );
}
