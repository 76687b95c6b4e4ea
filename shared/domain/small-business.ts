/** Small businesses of Germany charge no tax (§ 19 UStG) and say why on every invoice (§ 34a UStDV). */
import type { ProfileCode } from './profile.ts';
import type { TaxRecord } from './tax-record.ts';

const NAME = 'Umsatzsteuerfrei';
const REASON = 'Steuerfrei nach § 19 UStG (Kleinunternehmer)';

/** What a small business puts in the place of a tax that it would charge otherwise; what is not taxed stays as it is. */
export function withoutVat(tax: TaxRecord): TaxRecord {
  if (tax.category !== 'S') return tax;
  const part = { key: 'exempt', name: NAME, rate: '0' };
  const { validFrom = null, validUntil = null } = tax;
  return {
    ...{ name: NAME, category: 'E', mode: 'single', parts: [part], reason: REASON },
    ...{ validFrom, validUntil },
  };
}

/** Whether the seller says that it is one; the rule is Germany's. */
export const isSmallBusiness = (company: {
  readonly profile: ProfileCode;
  readonly smallBusiness?: boolean | undefined;
}): boolean => company.profile === 'DE' && company.smallBusiness === true;
