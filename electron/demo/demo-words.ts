/** What the demo company's customers and items are called: several scripts, long and short, none of them real. */

type Words = readonly [string, ...string[]];

export const FIRST_PARTS: Words = [
  'Alder',
  'Birchwood',
  'Copperfield',
  'Dunmore',
  'Eastgate',
  'Fernhill',
  'Greystone',
  'Harbour',
  'Ivybridge',
  'Juniper',
  'Kestrel',
  'Larkspur',
  'Meadow',
  'Northwind',
  'Oakley',
  'Pemberton',
  'Quayside',
  'Ravenscroft',
  'Silverlake',
  'Thornbury',
  'Umberleigh',
  'Valley',
  'Whitcombe',
  'Yarrow',
  'Zephyr',
  'Müller & Söhne',
  'Løvdal',
  'Ångström',
  'Dvořák',
  'Wójcik',
  'Nguyễn',
  'Çelik',
  'Fernández',
  'Brücke',
  'Gästehaus Löwen',
  'Παπαδόπουλος',
  'Ελληνικά Τρόφιμα',
  'Кузнецов',
  'Северный Ветер',
  'Škoda-Novák',
];

export const SECOND_PARTS: Words = [
  'Bakery',
  'Joinery',
  'Logistics',
  'Dental Practice',
  'Architects',
  'Veterinary Clinic',
  'Print Works',
  'Garden Centre',
  'Consulting',
  'Electrical Services',
  'Catering',
  'School Supplies',
  'Farm Shop',
  'Motors',
  'Design Studio',
  'Hotel',
  'Brewery',
  'Optics',
  'Textiles',
  'Property Management and Building Maintenance Services',
];

export const CITIES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['Bristol', 'GB'],
  ['Leeds', 'GB'],
  ['Edinburgh', 'GB'],
  ['Köln', 'DE'],
  ['Leipzig', 'DE'],
  ['Regensburg', 'DE'],
  ['Portland', 'US'],
  ['Austin', 'US'],
  ['Cleveland', 'US'],
  ['Pune', 'IN'],
  ['Chennai', 'IN'],
  ['Jaipur', 'IN'],
  ['Θεσσαλονίκη', 'GR'],
  ['Пловдив', 'BG'],
  ['Wrocław', 'PL'],
  ['Málaga', 'ES'],
  ['Århus', 'DK'],
];

export const STREETS: Words = [
  'Mill Lane',
  'Station Road',
  'Marktstraße',
  'High Street',
  'Rue du Port',
  'Elm Avenue',
  'Nehru Marg',
];

export const GOODS: readonly [readonly [string, string, number], ...(readonly [string, string, number])[]] = [
  ['Copy paper A4, 80 g', 'box', 2490],
  ['Toner cartridge, black', 'pc', 6895],
  ['Delivery within the city', 'trip', 1450],
  ['On-site service', 'h', 8400],
  ['Software support, monthly', 'month', 12900],
  ['Desk lamp, adjustable', 'pc', 4599],
  ['Filing cabinet, four drawers', 'pc', 28900],
  ['Cable, category 6, 10 m', 'pc', 1275],
  ['Consultation', 'h', 11000],
  ['Cleaning service', 'h', 3250],
  ['Coffee beans, 1 kg', 'kg', 1849],
  ['Safety inspection with written report', 'pc', 19500],
  ['Envelope C5, 500 pieces', 'box', 3120],
  ['Training day', 'day', 96000],
  ['Translation', 'word', 14],
  ['Spare part set', 'set', 7333],
];

/** What the made-up prices are multiplied by abroad, in percent: round figures of the right size, no exchange rates. */
export const PRICE_ABROAD: Readonly<Record<string, number>> = { JPY: 19_000, INR: 10_000, KWD: 40 };

/** Currencies of customers abroad; exponents 0, 2 and 3 are among them on purpose (MO1). */
export const CURRENCIES_ABROAD: Words = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'];
