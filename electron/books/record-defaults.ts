/** Fields of a record that no commit has written yet: a later commit may arrive before the first one (EV3). */

import { blankCustomer, blankFee, blankItem } from '../../shared/contract/blank-records.ts';
import { minor } from '../../shared/domain/money.ts';
import type {
  CompanyFields,
  CustomerFields,
  DeviceFields,
  ItemFields,
  MethodFields,
  TaxFields,
  TermsFields,
  UserFields,
} from '../../shared/events/masters.ts';
import { NO_INSTALL } from '../../shared/events/masters.ts';
import { NO_PERSONAL, type PersonalFields } from '../../shared/events/personal.ts';
import {
  type FeeFields,
  nestedFields,
  type PriceListFields,
  type RateFields,
} from '../../shared/events/prices.ts';
import type { RecordTable } from '../../shared/events/records.ts';
import type { AnswerFields } from '../../shared/events/review.ts';

interface Fields {
  readonly company: CompanyFields;
  readonly customers: CustomerFields;
  readonly personal: PersonalFields;
  readonly items: ItemFields;
  readonly taxes: TaxFields;
  readonly terms: TermsFields;
  readonly methods: MethodFields;
  readonly users: UserFields;
  readonly devices: DeviceFields;
  readonly rates: RateFields;
  readonly priceLists: PriceListFields;
  readonly fees: FeeFields;
  readonly answers: AnswerFields;
}

export type FieldsOf<Name extends RecordTable> = Fields[Name];

const NOWHERE = { lines: [], city: '', postcode: '', region: '', country: '' };

const defaults: Fields = {
  company: {
    name: '',
    address: NOWHERE,
    taxId: '',
    registration: '',
    contact: '',
    email: '',
    phone: '',
    website: '',
    bankDetails: [],
    profile: 'GB',
    currency: 'GBP',
    timeZone: 'UTC',
    language: 'en',
    paper: 'A4',
    logo: null,
    defaultTerms: null,
    defaultTax: null,
    pricesIncludeTax: false,
    rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
    writeOffTolerance: minor(0),
    fiscalYearStart: 1,
    agingWidths: [30, 60, 90],
    footer: '',
    electronicAddress: { scheme: '', id: '' },
    mailTemplates: {},
  },
  customers: blankCustomer({ address: NOWHERE, currency: 'GBP', language: 'en', defaultTerms: null }, '', ''),
  personal: NO_PERSONAL,
  items: blankItem('', null),
  taxes: {
    name: '',
    category: 'S',
    mode: 'single',
    parts: [{ key: '', name: '', rate: '0' }],
    reason: '',
    archived: false,
  },
  terms: {
    name: '',
    kind: 'days',
    days: 0,
    months: 0,
    day: 1,
    discountPercent: null,
    discountDays: 0,
    archived: false,
  },
  methods: { name: '', kind: 'other', archived: false },
  users: { name: '', role: 'clerk', archived: false },
  answers: { key: '', of: '', answer: 'open' },
  devices: { name: '', publicKey: '', installId: NO_INSTALL, prefix: '', user: null, revoked: false },
  rates: { from: '', to: '', days: {} },
  priceLists: {
    name: '',
    currency: 'GBP',
    from: null,
    until: null,
    customers: [],
    groups: [],
    archived: false,
    prices: {},
  },
  fees: blankFee('GBP'),
};

/** The values of a record with every field. */
export function complete<Name extends RecordTable>(
  name: Name,
  values: Record<string, unknown>,
): FieldsOf<Name> {
  return { ...defaults[name], ...nestedFields(name, values) };
}
