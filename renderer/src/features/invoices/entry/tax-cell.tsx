/** The tax of a line, or of a discount or charge of the document. */
import { useMemo, useState } from 'react';
import { supplyDay } from '../../../../../shared/domain/resolve-draft.ts';
import { useToday } from '../../../data/session.ts';
import { useText } from '../../../text/i18n.ts';
import { taxChoices } from '../../../text/tax-words.ts';
import { useEntryTools } from './entry-context.ts';
import { QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

export interface TaxCellProps {
  readonly path: string;
  readonly tax: string | null;
  /** The line whose day of supply counts; the document's for a discount or charge. */
  readonly line?: string;
  /** Shown while there is none. */
  readonly placeholder?: string;
  readonly onTax: (tax: string | null) => void;
}

export function TaxCell({ path, tax, line, placeholder, onTax }: TaxCellProps) {
  const t = useText('invoices');
  const { taxes, go, create, store } = useEntryTools();
  const today = useToday();
  const [search, setSearch] = useState<string | null>(null);
  const isOpen = search !== null;
  const choices = useMemo(() => {
    if (!isOpen) return [];
    const { header, lines } = store.getState().entry;
    const day = supplyDay(line === undefined ? {} : (lines[line] ?? {}), header, today);
    return taxChoices(
      taxes.filter(({ id, fields }) => !fields.archived || id === tax),
      day,
    );
  }, [isOpen, taxes, tax, store, line, today]);
  return (
    <QuickPicker
      isCell
      path={path}
      label={t('entry.tax')}
      {...(placeholder === undefined ? {} : { placeholder })}
      shown={taxes.find(({ id }) => id === tax)?.fields.name ?? ''}
      answer={{ isCurrent: true, choices: rankChoices(choices, search ?? '') }}
      onSearch={setSearch}
      onChoose={(choice, isLeaving) => {
        onTax(choice.id);
        if (!isLeaving) go(path, 1);
      }}
      onCreate={(text) => create('tax', text, path)}
      createLabel={(text) => (text === '' ? t('entry.new-tax') : t('entry.new-tax-named', { text }))}
      onClear={() => onTax(null)}
    />
  );
}
