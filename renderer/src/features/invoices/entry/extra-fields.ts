/** The fields of the form that stand out of sight until they are used: which of them are there, in the order of the keyboard (pure). */
import { cashRoundingOf } from '../../../../../shared/domain/cash-rounding.ts';
import type { DraftHeader, DraftLine } from '../../../../../shared/events/drafts.ts';
import type { CompanyFields } from '../../../../../shared/events/masters.ts';

export const EXTRA_FIELDS = [
  'paper.series',
  'paper.sheet',
  'exchange.rate',
  'exchange.date',
  'exchange.source',
  'supplyFrom',
  'buyerReference',
  'cash',
] as const;
export type ExtraField = (typeof EXTRA_FIELDS)[number];

type House = Pick<CompanyFields, 'currency'> & {
  readonly country: string;
  /** There is a pad for the kind with sheets that may still be entered. */
  readonly hasPads?: boolean;
};

/**
 * The extra fields above the lines. The exchange rate is there whenever the document is not in the company's currency
 * (MO4); cash only where coins make a difference (TX8); a pad only where there is one (NU6); the rest when they hold something, or the clerk asked for them.
 */
export function extraFields(header: DraftHeader, house: House, isAsked: boolean): readonly ExtraField[] {
  const isThere: Readonly<Record<ExtraField, boolean>> = {
    'paper.series': Boolean(header.paper) || (isAsked && house.hasPads === true),
    'paper.sheet': Boolean(header.paper),
    'exchange.rate': header.currency !== house.currency,
    'exchange.date': header.currency !== house.currency && Boolean(header.exchange),
    'exchange.source': header.currency !== house.currency && Boolean(header.exchange),
    supplyFrom: isAsked || Boolean(header.supplyFrom),
    buyerReference: isAsked || Boolean(header.buyerReference),
    cash: Boolean(header.cash) || (isAsked && cashRoundingOf(house.country, header.currency) !== null),
  };
  return EXTRA_FIELDS.filter((field) => isThere[field]);
}

/** True for a line that has a day or period of supply of its own (TX11). */
export const hasSupply = ({ supplyFrom, supplyTo }: DraftLine): boolean =>
  Boolean(supplyFrom) || Boolean(supplyTo);

/** True for a line whose price is for another quantity than one (TX1). */
export const hasBase = ({ baseQuantity = '1' }: DraftLine): boolean => baseQuantity !== '1';
