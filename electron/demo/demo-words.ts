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

/** What is sold: name, unit, price in hundredths, and its code in India (HSN for goods, SAC for services). */
type Good = readonly [name: string, unit: string, cents: number, code: string];

export const GOODS: readonly [Good, ...Good[]] = [
  ['Copy paper A4, 80 g', 'box', 2490, '480256'],
  ['Toner cartridge, black', 'pc', 6895, '844399'],
  ['Delivery within the city', 'trip', 1450, '996813'],
  ['On-site service', 'h', 8400, '998713'],
  ['Software support, monthly', 'month', 12900, '998313'],
  ['Desk lamp, adjustable', 'pc', 4599, '940521'],
  ['Filing cabinet, four drawers', 'pc', 28900, '940310'],
  ['Cable, category 6, 10 m', 'pc', 1275, '854442'],
  ['Consultation', 'h', 11000, '998311'],
  ['Cleaning service', 'h', 3250, '998533'],
  ['Coffee beans, 1 kg', 'kg', 1849, '090121'],
  ['Safety inspection with written report', 'pc', 19500, '998346'],
  ['Envelope C5, 500 pieces', 'box', 3120, '481710'],
  ['Training day', 'day', 96000, '999293'],
  ['Translation', 'word', 14, '998395'],
  ['Spare part set', 'set', 7333, '847330'],
];

/** What the made-up prices are multiplied by abroad, in percent: round figures of the right size, no exchange rates. */
export const PRICE_ABROAD: Readonly<Record<string, number>> = { JPY: 19_000, INR: 10_000, KWD: 40 };

/** Currencies of customers abroad; exponents 0, 2 and 3 are among them on purpose (MO1). */
export const CURRENCIES_ABROAD: Words = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'];
