/** Where the demo company sits in each country profile. Tax ids and accounts are made up and belong to nobody. */
import type { ProfileCode } from '../../shared/domain/profile.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';

interface Office extends Pick<CompanyFields, 'address' | 'taxId' | 'phone' | 'timeZone'> {
  /** Lines below the account holder, who is the company. */
  readonly bankDetails: readonly string[];
}

export const DEMO_OFFICE: Readonly<Record<ProfileCode, Office>> = {
  GB: {
    address: {
      lines: ['12 Harbour Street'],
      city: 'Bristol',
      postcode: 'BS1 4QA',
      region: '',
      country: 'GB',
    },
    taxId: 'GB 999 9999 73',
    phone: '+44 117 496 0100',
    bankDetails: ['Sort code 00-00-00', 'Account 00000000'],
    timeZone: 'Europe/London',
  },
  US: {
    address: { lines: ['12 Harbor Street'], city: 'Austin', postcode: '78701', region: 'TX', country: 'US' },
    taxId: '00-0000000',
    phone: '+1 512 555 0100',
    bankDetails: ['Routing 000000000', 'Account 000000000'],
    timeZone: 'America/Chicago',
  },
  DE: {
    address: { lines: ['Hafenstraße 12'], city: 'Bremen', postcode: '28195', region: '', country: 'DE' },
    taxId: 'DE000000000',
    phone: '+49 421 0000 0',
    bankDetails: ['IBAN DE36 0000 0000 0000 0000 00'],
    timeZone: 'Europe/Berlin',
  },
  IN: {
    address: {
      lines: ['12 Harbour Road'],
      city: 'Kochi',
      postcode: '682001',
      region: 'Kerala',
      country: 'IN',
    },
    taxId: '32AAAAA0000A1ZB',
    phone: '+91 484 000 0000',
    bankDetails: ['IFSC XXXX0000000', 'Account 000000000000'],
    timeZone: 'Asia/Kolkata',
  },
};
