/** The line below a list: how many, and how much per currency, of what is shown or of what is chosen. */
import { useText } from '../text/i18n.ts';
import { Amount } from './amount.tsx';
import type { CurrencySums } from './sums-of.ts';

export interface SumsProps<Part extends string> {
  /** Of everything that the filter shows; `undefined` while it is not known. */
  readonly count: number | undefined;
  readonly sums: readonly CurrencySums<Part>[] | undefined;
  readonly chosenCount: number;
  readonly chosen: readonly CurrencySums<Part>[];
  /** The parts to show, in order, with their words. */
  readonly labels: Readonly<Record<Part, string>>;
}

/** With rows chosen the sums are theirs, and it says so; otherwise those of all rows that are shown. */
export function Sums<Part extends string>({ count, sums, chosenCount, chosen, labels }: SumsProps<Part>) {
  const t = useText('common');
  const names = Object.keys(labels) as Part[];
  const shown = chosenCount > 0 ? chosen : sums;
  // Parts of which there is nothing are left out; the first always stands.
  const told = (parts: Readonly<Record<Part, number>>): Part[] =>
    names.filter((name, index) => index === 0 || parts[name] !== 0);
  const many =
    chosenCount > 0
      ? t('list.chosen', { count: chosenCount })
      : count === undefined
        ? t('unknown')
        : t('list.rows', { count });
  return (
    <>
      <span>{many}</span>
      {shown?.map(({ currency, parts }) => (
        <span key={currency}>
          {currency}
          {told(parts).map((name) => (
            <span key={name}>
              {' · '}
              {labels[name]} <Amount minor={parts[name]} currency={currency} tone="strong" />
            </span>
          ))}
        </span>
      ))}
    </>
  );
}
