/** Amounts, parties and places of a received e-invoice as people read them; pure but for the language. */
import { toMinor } from '../../../../shared/domain/currency.ts';
import type { TradeParty, VatRate } from '../../../../shared/einvoice/model.ts';
import { formatAmount } from '../../text/format.ts';
import type { Text } from '../../text/i18n.ts';

/** What the file states, in the reader's format where it is an amount of a known currency, else as it stands there. */
export function amountWords(text: string | undefined, currency: string): string {
  if (text === undefined || text === '') return '–';
  const minor = toMinor(text, currency);
  return minor.ok ? formatAmount(minor.value, currency) : `${text} ${currency}`.trim();
}

export function percentWords(vat: VatRate | undefined): string {
  if (vat?.rate === undefined) return vat?.category ?? '';
  return vat.category === 'S' ? `${vat.rate} %` : `${vat.rate} % ${vat.category ?? ''}`.trim();
}

export function partyLines({ name, address, vatId, taxNumber }: TradeParty): string[] {
  const town = [address?.postcode, address?.city].filter((part) => part !== undefined).join(' ');
  return [
    name,
    address?.line1,
    address?.line2,
    address?.line3,
    town,
    address?.country,
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
