/** A tax as the company keeps it, and the taxes that it puts on a line on a day (TX3, TX7, TX10, TX11). */
import { Decimal } from './decimal.ts';
import type { AppliedTax, TaxCategory, TaxKind } from './document.ts';
import type { Day, DecimalString } from './money.ts';
import type { ByLanguage } from './preset-texts.ts';

export interface TaxRecordPart {
  readonly key: string;
  readonly name: string;
  /** Percent; of a fixed tax the amount in major units. Holds until the first of `changes`. */
  readonly rate: DecimalString;
  readonly kind?: TaxKind;
  readonly raisesBase?: boolean;
  readonly included?: boolean;
  readonly jurisdiction?: string;
  /** Later rates, by the first day of supply that they hold for. */
  readonly changes?: readonly { readonly from: Day; readonly rate: DecimalString }[];
}

/** One tax, several side by side, or a group that is rounded as one (TX3). */
export interface TaxRecord {
  readonly name: string;
  readonly category: TaxCategory;
  readonly mode: 'single' | 'several' | 'group';
  readonly parts: readonly TaxRecordPart[];
  readonly reason: string;
  /** By language of documents, where the office wrote them. */
  readonly names?: ByLanguage;
  readonly reasons?: ByLanguage;
  readonly jurisdiction?: string;
  readonly validFrom?: Day | null;
  readonly validUntil?: Day | null;
  /** Id of the tax that takes its place where the supply goes to another region of the country. */
  readonly elsewhere?: string | null;
  /** India: of exports and supplies to special economic zones on which integrated tax is paid (IGST Act 2017 s. 16(3)). */
  readonly zeroRated?: boolean;
  /** Regions and postal codes of the seller's country that it is due in (TX10); nothing for a tax that no place proposes. */
  readonly places?: readonly string[];
}

/** A paper that frees a customer of tax: kept with the customer, chosen by day and jurisdiction (TX10). */
export interface Certificate {
  readonly number: string;
  /** Empty for all. */
  readonly jurisdiction: string;
  readonly kind: string;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** The rate that a part has on a day of supply. */
export function rateOn({ rate, changes = [] }: TaxRecordPart, day: Day): DecimalString {
  let latest: { from: Day; rate: DecimalString } | null = null;
  for (const change of changes) {
    if (change.from <= day && (latest === null || change.from >= latest.from)) latest = change;
  }
  return latest?.rate ?? rate;
}

const LAST_DAY = '9999-12-31';

/** A name that says the rate of today says that of the day instead: `USt 19 %` is `USt 16 %` for a supply of August 2020. */
function nameOn(name: string, part: TaxRecordPart, day: Day): string {
  const [now, then] = [rateOn(part, LAST_DAY), rateOn(part, day)];
  if (now === then) return name;
  const spelled = now.replace('.', '[.,]');
  return name.replace(new RegExp(`(?<![\\d.,])${spelled}(?![\\d]|[.,]\\d)`), then);
}

/** True when the tax can be charged for a supply on that day. */
export function isValidOn({ validFrom = null, validUntil = null }: TaxRecord, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);
}

const folded = (text: string) => text.trim().toLocaleUpperCase('en');

/** True when the certificate is about this tax; only what is taxed can be exempt. */
export function covers(certificate: Certificate, tax: TaxRecord): boolean {
  if (tax.category !== 'S') return false;
  if (certificate.jurisdiction === '') return true;
  const own = [tax.jurisdiction ?? '', ...tax.parts.map((part) => part.jurisdiction ?? '')];
  return own.some((jurisdiction) => folded(jurisdiction) === folded(certificate.jurisdiction));
}

/** True when the certificate holds on that day. */
export const isInForce = ({ from, until }: Certificate, day: Day): boolean =>
  (from === null || from <= day) && (until === null || day <= until);

/** The certificate that frees a supply of that day from the tax: the one that holds longest. */
export function certificateFor(
  certificates: readonly Certificate[],
  tax: TaxRecord,
  day: Day,
): Certificate | undefined {
  return certificates
    .filter((certificate) => covers(certificate, tax) && isInForce(certificate, day))
    .sort((a, b) => ((a.until ?? '9999') < (b.until ?? '9999') ? 1 : -1))[0];
}

/** A certificate about the tax that has run out on that day, where none is in force. */
export function expiredFor(
  certificates: readonly Certificate[],
  tax: TaxRecord,
  day: Day,
): Certificate | undefined {
  if (certificateFor(certificates, tax, day)) return undefined;
  return certificates.find(
    (certificate) => covers(certificate, tax) && certificate.until !== null && certificate.until < day,
  );
}

/** Why the buyer pays no tax, in the words that the document prints. */
export function certificateReason({ kind, number, jurisdiction }: Certificate): string {
  const paper = [number, jurisdiction === '' ? '' : `(${jurisdiction})`]
    .filter((part) => part !== '')
    .join(' ');
  return [kind, paper].filter((part) => part !== '').join(', ');
}

/**
 * The taxes that a record puts on a line, keyed so that only the same tax is ever merged (TX3).
 * @param day day of supply: it chooses the rates (TX11).
 * @param certificate frees the line of the tax: it is exempt for that reason, and still told by jurisdiction (TX10).
 */
export function appliedTaxes(id: string, tax: TaxRecord, day: Day, certificate?: Certificate): AppliedTax[] {
  const text = certificate ? certificateReason(certificate) : tax.reason;
  const rateOf = (part: TaxRecordPart) => (certificate ? '0' : rateOn(part, day));
  const shared = {
    category: certificate ? ('E' as const) : tax.category,
    ...(text === '' ? {} : { reason: text }),
  };
  if (tax.mode === 'group') {
    const parts = tax.parts.map((part) => ({
      name: part.name,
      rate: rateOf(part),
      ...(part.jurisdiction ? { jurisdiction: part.jurisdiction } : {}),
    }));
    return [{ key: id, name: tax.name, rate: total(parts), ...shared, parts, ...placed(tax.jurisdiction) }];
  }
  const [first] = tax.parts;
  if (tax.mode === 'single' && first)
    return [{ ...applied(first, id, nameOn(tax.name, first, day)), ...shared }];
  return tax.parts.map((part) => ({
    ...applied(part, `${id}:${part.key}`, nameOn(part.name, part, day)),
    ...shared,
  }));

  function applied(part: TaxRecordPart, key: string, name: string): Omit<AppliedTax, 'category'> {
    const { kind = 'percent', raisesBase, included } = part;
    const isFixed = kind === 'per-unit' || kind === 'per-document';
    return {
      key,
      name,
      rate: isFixed ? '0' : rateOf(part),
      ...(kind === 'percent' ? {} : { kind }),
      ...(isFixed ? { amount: rateOf(part) } : {}),
      ...(raisesBase ? { raisesBase } : {}),
      ...(included === undefined ? {} : { included }),
      ...placed(part.jurisdiction || tax.jurisdiction),
    };
  }
}

const placed = (jurisdiction: string | undefined) => (jurisdiction ? { jurisdiction } : {});

const total = (parts: readonly { readonly rate: DecimalString }[]): DecimalString =>
  parts.reduce((sum, part) => sum.plus(part.rate), new Decimal(0)).toFixed();

/**
 * The tax that a line takes by where the supply goes (TX10): away from home the one that stands for it elsewhere, at
 * home the one that it stands for. A tax with no counterpart stays.
 */
export function taxForPlace(
  id: string | null,
  isElsewhere: boolean,
  taxes: ReadonlyMap<string, TaxRecord>,
): string | null {
  if (id === null) return null;
  if (isElsewhere) return taxes.get(id)?.elsewhere ?? id;
  if (taxes.get(id)?.elsewhere) return id;
  for (const [home, { elsewhere }] of taxes) if (elsewhere === id) return home;
  return id;
}
