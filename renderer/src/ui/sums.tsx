/** The line below a list: how many, and how much per currency, of what is shown or of what is chosen. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useBooks } from '../data/use-books.ts';
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

/** So many currencies stand below a list; of more only the office's own, since they would take room from the rows. */
const FEW = 2;

/** With rows chosen the sums are theirs, and it says so; otherwise those of all rows that are shown. */
export function Sums<Part extends string>({ count, sums, chosenCount, chosen, labels }: SumsProps<Part>) {
  const t = useText('common');
  const [isOpen, setOpen] = useState(false);
  const names = Object.keys(labels) as Part[];
  const own = useBooks('company.get', {}).data?.fields.currency;
  const all = chosenCount > 0 ? chosen : sums;
  const shown = all && [...all].sort((a, b) => Number(b.currency === own) - Number(a.currency === own));
  const few = shown && !isOpen && shown.length > FEW ? shown.slice(0, 1) : shown;
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
      {few?.map(({ currency, parts }) => (
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
      {shown && shown.length > FEW && (
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('list.fewer-currencies') : t('list.more-currencies', { count: shown.length - 1 })}
        </Button>
      )}
    </>
  );
}
