/** Fields for amounts of money and for plain decimals; both accept sums (`3*12.5`) and the locale's decimal sign. */
import { useMemo } from 'react';
import type { CurrencyCode, DecimalString, Minor } from '../../../shared/domain/money.ts';
import { formatDecimal, formatFigure } from '../text/format.ts';
import classes from './entry.module.css';
import { readAmount, readDecimal } from './entry.ts';
import { type EntryProps, TextEntry } from './text-entry.tsx';

export interface AmountFieldProps extends EntryProps<Minor> {
  readonly currency: CurrencyCode;
}

/** An amount in minor units of `currency`; its decimals are the currency's own. */
export function AmountField({ currency, ...entry }: AmountFieldProps) {
  const read = useMemo(() => (text: string) => readAmount(text, currency), [currency]);
  return (
    <TextEntry<Minor>
      inputMode="decimal"
      rightSection={<span className={classes.unit}>{currency}</span>}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
      classNames={{ input: classes.figure ?? '' }}
      {...entry}
      read={read}
      write={(value) => formatFigure(value, currency)}
    />
  );
}

export interface DecimalFieldProps extends EntryProps<DecimalString> {
  /** Decimals that are always shown. */
  readonly least?: number;
}

/** A decimal string: a quantity, a price, a rate. */
export function DecimalField({ least = 0, ...entry }: DecimalFieldProps) {
  return (
    <TextEntry<DecimalString>
      inputMode="decimal"
      classNames={{ input: classes.figure ?? '' }}
      {...entry}
      read={readDecimal}
      write={(value) => formatDecimal(value, least)}
    />
  );
}
