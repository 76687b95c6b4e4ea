/** How a series begins: its letters and its first number, with what is wrong beside the field (NU2, NU4). */
import type { SeriesProblem } from '../../../../shared/domain/problems.ts';
import type { Result } from '../../../../shared/errors/index.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { CountField, LineField } from '../../ui/form-fields.tsx';

/** What a form holds of it. */
export interface SeriesStart {
  readonly prefix: string;
  readonly first: number | '';
}

type Checked = Result<null, SeriesProblem>;

const isOfFirst = (checked: Checked): boolean => !checked.ok && checked.error === 'counter-out-of-range';

/** What is wrong with a beginning, by field. */
export function startProblems(checked: Checked): { readonly [Field in keyof SeriesStart]?: SeriesProblem } {
  if (checked.ok) return {};
  return isOfFirst(checked) ? { first: checked.error } : { prefix: checked.error };
}

interface SeriesStartFieldsProps {
  /** Of the two as they stand, by `checkSeries`: said while they are typed. */
  readonly checked: Checked;
  readonly autoFocus?: boolean;
}

/** Stand inside the provider of a form that holds `SeriesStart`. */
export function SeriesStartFields({ checked, autoFocus }: SeriesStartFieldsProps) {
  const t = useText('settings');
  const words = useFieldProblem();
  const { prefix, first } = startProblems(checked);
  return (
    <>
      <LineField
        name="prefix"
        label={t('series.prefix')}
        maxLength={12}
        data-autofocus={autoFocus || undefined}
        error={prefix && words(prefix)}
      />
      <CountField
        name="first"
        label={t('series.first')}
        min={1}
        max={999_999_999}
        error={first && words(first)}
      />
    </>
  );
}
