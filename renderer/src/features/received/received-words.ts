/** Amounts, parties and places of a received e-invoice as people read them; pure but for the language. */
import { toMinor } from '../../../../shared/domain/currency.ts';
import type { TradeParty, VatRate } from '../../../../shared/einvoice/model.ts';
import { countryName } from '../../text/countries.ts';
import { formatAmount, formatDecimal, formatPercent } from '../../text/format.ts';
import type { Text } from '../../text/i18n.ts';

/** What the file states, in the reader's format where it is an amount of a known currency, else as it stands there. */
export function amountWords(text: string | undefined, currency: string): string {
  if (text === undefined || text === '') return '–';
  const minor = toMinor(text, currency);
  return minor.ok ? formatAmount(minor.value, currency) : `${text} ${currency}`.trim();
}

/** A number as the reader writes it; what is none, as it stands in the file. */
export const decimalWords = (text: string | undefined, least = 0): string =>
  text !== undefined && /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? formatDecimal(text, least) : (text ?? '');

export function percentWords(vat: VatRate | undefined): string {
  if (vat?.rate === undefined) return vat?.category ?? '';
  const rate = /^\d{1,3}(\.\d{1,10})?$/.test(vat.rate) ? formatPercent(vat.rate) : `${vat.rate} %`;
  return vat.category === 'S' ? rate : `${rate} ${vat.category ?? ''}`.trim();
}

/** The units that most invoices have; of the others, and of `C62` for no unit at all, the code says enough or nothing. */
const UNITS = [
  'ANN',
  'CMT',
  'DAY',
  'DZN',
  'EA',
  'FOT',
  'GRM',
  'H87',
  'HUR',
  'KGM',
  'KMT',
  'KWH',
  'LS',
  'LTR',
  'MIN',
  'MON',
  'MTK',
  'MTQ',
  'MTR',
  'NAR',
  'SET',
  'TNE',
  'WEE',
  'XBO',
  'XBX',
  'XCT',
  'XPK',
] as const;

/** A quantity with its unit in words: `12.5 hours` for 12.5 HUR. */
export function quantityWords(
  quantity: string | undefined,
  unit: string | undefined,
  t: Text<'einvoice'>,
): string {
  const known = UNITS.find((code) => code === unit);
  const word = unit === 'C62' ? '' : known ? t(`unit.${known}`) : (unit ?? '');
  return `${decimalWords(quantity)} ${word}`.trim();
}

export function partyLines({ name, address, vatId, taxNumber }: TradeParty): string[] {
  const town = [address?.postcode, address?.city].filter((part) => part !== undefined).join(' ');
  return [
    name,
    address?.line1,
    address?.line2,
    address?.line3,
    town,
    countryName(address?.country ?? ''),
    vatId,
    taxNumber,
  ].filter((line): line is string => line !== undefined && line !== '');
}

const AMOUNTS = {
  sumOfLines: 'received.sum',
  allowances: 'received.allowances',
  charges: 'received.charges',
  withoutTax: 'received.withoutVat',
  tax: 'received.vatTotal',
  withTax: 'received.withVat',
  due: 'received.payable',
} as const;

/** The amount that a difference is about, in the words of the view. */
export function differenceLabel(path: string, t: Text<'einvoice'>): string {
  const [part = '', index = ''] = path.split('.');
  if (part === 'lines') return t('line', { number: Number(index) + 1, text: t('received.net') });
  if (part === 'taxes') return t('received.vatTotal');
  return Object.hasOwn(AMOUNTS, part) ? t(AMOUNTS[part as keyof typeof AMOUNTS]) : path;
}
