/** How a series begins: its letters and its first number, with what is wrong beside the field (NU2, NU4). */
import { NumberInput, TextInput } from '@mantine/core';
import type { SeriesProblem } from '../../../../shared/domain/problems.ts';
import type { Result } from '../../../../shared/errors/index.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';

interface SeriesStartFieldsProps {
  readonly prefix: string;
  readonly first: number | '';
  /** Of these two, by `checkSeries`. */
  readonly checked: Result<null, SeriesProblem>;
  readonly onPrefix: (prefix: string) => void;
  readonly onFirst: (first: number | '') => void;
  readonly autoFocus?: boolean;
}

export function SeriesStartFields(props: SeriesStartFieldsProps) {
  const { prefix, first, checked, onPrefix, onFirst, autoFocus } = props;
  const t = useText('settings');
  const words = useFieldProblem();
  const isOfFirst = !checked.ok && checked.error === 'counter-out-of-range';
  return (
    <>
      <TextInput
        label={t('series.prefix')}
        maxLength={12}
        data-autofocus={autoFocus || undefined}
        value={prefix}
        error={!checked.ok && !isOfFirst ? words(checked.error) : undefined}
        onChange={(event) => onPrefix(event.currentTarget.value)}
      />
      <NumberInput
        label={t('series.first')}
        min={1}
        max={999_999_999}
        allowDecimal={false}
        hideControls
        value={first}
        error={isOfFirst ? words('counter-out-of-range') : undefined}
        onChange={(value) => onFirst(typeof value === 'number' ? value : '')}
      />
    </>
  );
}
