/** The tax of a line, or of a discount or charge of the document. */
import { useMemo, useState } from 'react';
import { useText } from '../../../text/i18n.ts';
import { useEntryTools } from './entry-context.ts';
import { QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

export interface TaxCellProps {
  readonly path: string;
  readonly tax: string | null;
  /** Shown while there is none. */
  readonly placeholder?: string;
  readonly onTax: (tax: string | null) => void;
}

export function TaxCell({ path, tax, placeholder, onTax }: TaxCellProps) {
  const t = useText('invoices');
  const { taxes, go, create } = useEntryTools();
  const [search, setSearch] = useState<string | null>(null);
  const choices = useMemo(
    () =>
      taxes
        .filter(({ id, fields }) => !fields.archived || id === tax)
        .map(({ id, fields }) => ({
          id,
          code: '',
          label: fields.name,
          detail: fields.parts.map(({ rate }) => `${rate} %`).join(' + '),
        })),
    [taxes, tax],
  );
  return (
    <QuickPicker
      isCell
      path={path}
      label={t('entry.tax')}
      {...(placeholder === undefined ? {} : { placeholder })}
      shown={taxes.find(({ id }) => id === tax)?.fields.name ?? ''}
      answer={{ isCurrent: true, choices: search === null ? [] : rankChoices(choices, search) }}
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
