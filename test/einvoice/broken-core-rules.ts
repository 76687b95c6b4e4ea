/** For each rule of EN 16931 one way to break it. */
import {
  allowance,
  at,
  type Breach,
  charge,
  drop,
  type Invoice,
  line,
  lineAllowance,
  lineCharge,
  payment,
  plainLine,
  representative,
  row,
  set,
  spoil,
  totals,
  whole,
  without,
} from './breach.ts';
import { inCategory } from './valid-invoice.ts';

const SUM_OF_LINES = ['BR-CO-10', 'BR-CO-13', 'BR-S-8'];

const CONTENT: Readonly<Record<string, Breach>> = {
  'BR-1': drop(whole, 'specification', 'BR-DE-21', 'PEPPOL-EN16931-R004'),
  'BR-2': drop(whole, 'number'),
  'BR-3': drop(whole, 'issueDate'),
  'BR-4': drop(whole, 'typeCode'),
  'BR-5': drop(whole, 'currency'),
  'BR-6': drop(({ seller }) => seller, 'name'),
  'BR-7': drop(({ buyer }) => buyer, 'name'),
  'BR-8': drop(({ seller }) => seller, 'address', 'BR-9', 'BR-DE-3', 'BR-DE-4'),
  'BR-9': drop(({ seller }) => seller.address ?? {}, 'country'),
  'BR-10': drop(({ buyer }) => buyer, 'address', 'BR-11', 'BR-DE-8', 'BR-DE-9'),
  'BR-11': drop(({ buyer }) => buyer.address ?? {}, 'country'),
  'BR-12': drop(totals, 'lines', 'BR-CO-13'),
  'BR-13': drop(totals, 'withoutVat', 'BR-CO-15'),
  'BR-14': drop(totals, 'withVat', 'BR-CO-16'),
  'BR-15': drop(totals, 'due'),
  'BR-16': set(whole, 'lines', [], 'BR-CO-10', 'BR-S-8'),
  'BR-17': set(whole, 'payee', { id: { id: 'F-1' } }),
  'BR-18': representative((made) => delete made.name),
  'BR-19': representative((made) => delete made.address, 'BR-20'),
  'BR-20': representative((made) => Object.assign(made, { address: { city: 'Paris' } })),
  'BR-21': drop(line, 'id'),
  'BR-22': drop(line, 'quantity', 'PEPPOL-EN16931-R120'),
  'BR-23': drop(line, 'unit'),
  'BR-24': drop(line, 'net', ...SUM_OF_LINES.filter((id) => id !== 'BR-CO-13')),
  'BR-25': drop(line, 'name'),
  'BR-26': drop(plainLine, 'price', 'PEPPOL-EN16931-R120'),
  'BR-27': set(plainLine, 'price', '-500', 'PEPPOL-EN16931-R120'),
  'BR-28': spoil((invoice) => Object.assign(line(invoice), { grossPrice: '-1', priceDiscount: '-26.00' })),
  'BR-29': set(
    whole,
    'period',
    { start: '2026-01-05', end: '2026-01-02' },
    'PEPPOL-EN16931-R110',
    'PEPPOL-EN16931-R111',
  ),
  'BR-30': set(line, 'period', { start: '2026-01-03', end: '2026-01-02' }),
  'BR-31': drop(allowance, 'amount', 'BR-CO-11', 'BR-S-8', 'PEPPOL-EN16931-R040'),
  'BR-32': spoil((invoice) => without(allowance(invoice).vat ?? {}, 'category'), 'BR-S-8'),
  'BR-33': spoil((invoice) => without(allowance(invoice), 'reason', 'reasonCode'), 'BR-CO-21'),
  'BR-36': drop(charge, 'amount', 'BR-CO-12', 'BR-S-8'),
  'BR-37': spoil((invoice) => without(charge(invoice).vat ?? {}, 'category'), 'BR-S-8'),
  'BR-38': spoil((invoice) => without(charge(invoice), 'reason', 'reasonCode'), 'BR-CO-22'),
  'BR-41': drop(lineAllowance, 'amount', 'PEPPOL-EN16931-R040', 'PEPPOL-EN16931-R120'),
  'BR-42': spoil((invoice) => without(lineAllowance(invoice), 'reason', 'reasonCode'), 'BR-CO-23'),
  'BR-43': drop(lineCharge, 'amount', 'PEPPOL-EN16931-R120'),
  'BR-44': spoil((invoice) => without(lineCharge(invoice), 'reason', 'reasonCode'), 'BR-CO-24'),
  'BR-45': drop(row, 'taxable', 'BR-CO-17', 'BR-S-9'),
  'BR-46': drop(row, 'tax', 'BR-CO-14'),
  'BR-47': drop(row, 'category', 'BR-S-1'),
  'BR-48': drop(row, 'rate', 'BR-CO-17', 'BR-S-8', 'BR-S-9', 'BR-DE-14'),
  'BR-49': drop(payment, 'code'),
  'BR-50': spoil((invoice) => Object.assign(payment(invoice), { code: '1', account: { name: 'Seller' } })),
  'BR-51': spoil((invoice) =>
    Object.assign(invoice, { payments: [{ code: '48', card: { number: '4111111111111111' } }] }),
  ),
  'BR-52': drop(({ attachments }) => at(attachments), 'id'),
  'BR-53': set(whole, 'taxCurrency', 'SEK'),
  'BR-54': spoil((invoice) => without(at(line(invoice).attributes), 'value')),
  'BR-55': set(whole, 'preceding', [{ date: '2026-01-01' }]),
  'BR-56': representative((made) => delete made.vatId),
  'BR-57': drop(({ delivery }) => delivery?.address ?? {}, 'country'),
  'BR-61': spoil((invoice) => without(payment(invoice), 'account'), 'BR-DE-19', 'BR-DE-23-a'),
  'BR-62': spoil((invoice) => Object.assign(invoice.seller, { endpoint: { id: 'x' } })),
  'BR-63': spoil((invoice) => Object.assign(invoice.buyer, { endpoint: { id: 'x' } })),
  'BR-64': set(line, 'standardId', { id: 'x' }),
  'BR-65': set(line, 'classifications', [{ id: 'x' }]),
  'BR-66': spoil((invoice) =>
    Object.assign(invoice, {
      payments: [
        { code: '48', card: { number: '1' } },
        { code: '48', card: { number: '2' } },
      ],
    }),
  ),
};

const SUMS: Readonly<Record<string, Breach>> = {
  'BR-CO-3': spoil((invoice) => Object.assign(invoice, { taxPointDate: '2026-01-31', taxPointCode: '35' })),
  'BR-CO-4': spoil((invoice) => without(line(invoice), 'vat'), 'BR-S-8'),
  'BR-CO-9': set(({ buyer }) => buyer, 'vatId', '12345'),
  'BR-CO-10': spoil(
    (invoice) => Object.assign(totals(invoice), { lines: '101.01', allowances: '10.01' }),
    'BR-CO-11',
  ),
  'BR-CO-11': spoil(
    (invoice) => Object.assign(totals(invoice), { allowances: '10.01', charges: '5.01' }),
    'BR-CO-12',
  ),
  'BR-CO-12': spoil(
    (invoice) => Object.assign(totals(invoice), { allowances: '9.99', charges: '4.99' }),
    'BR-CO-11',
  ),
  'BR-CO-13': spoil((invoice) =>
    Object.assign(totals(invoice), { withoutVat: '96.01', withVat: '114.25', rounding: '0.00' }),
  ),
  'BR-CO-14': spoil((invoice) =>
    Object.assign(totals(invoice), { vat: '18.25', withVat: '114.25', rounding: '0.00' }),
  ),
  'BR-CO-15': spoil((invoice) => Object.assign(totals(invoice), { withVat: '114.25', rounding: '0.00' })),
  'BR-CO-16': set(totals, 'due', '100.26'),
  'BR-CO-17': spoil((invoice) => {
    row(invoice).tax = '18.23';
    Object.assign(totals(invoice), { vat: '18.23', withVat: '114.23', rounding: '0.02' });
  }, 'BR-S-9'),
  'BR-CO-18': set(whole, 'vat', [], 'BR-CO-14', 'BR-S-1'),
  'BR-CO-19': set(whole, 'period', {}),
  'BR-CO-20': set(line, 'period', {}),
  'BR-CO-21': spoil((invoice) => without(allowance(invoice), 'reason', 'reasonCode'), 'BR-33'),
  'BR-CO-22': spoil((invoice) => without(charge(invoice), 'reason', 'reasonCode'), 'BR-38'),
  'BR-CO-23': spoil((invoice) => without(lineAllowance(invoice), 'reason', 'reasonCode'), 'BR-42'),
  'BR-CO-24': spoil((invoice) => without(lineCharge(invoice), 'reason', 'reasonCode'), 'BR-44'),
  'BR-CO-25': spoil((invoice) => without(invoice, 'dueDate', 'paymentTerms')),
  'BR-CO-26': spoil((invoice) => {
    without(invoice.seller, 'vatId', 'legalId');
    Object.assign(invoice.seller, { ids: [], taxNumber: '12/345' });
  }),
  'BR-DEC-1': spoil((invoice) => Object.assign(allowance(invoice), { amount: '10.000' })),
  'BR-DEC-2': set(allowance, 'base', '100.000'),
  'BR-DEC-5': set(charge, 'amount', '5.000'),
  'BR-DEC-6': spoil((invoice) => Object.assign(charge(invoice), { base: '100.000', percent: '5' })),
  'BR-DEC-9': set(totals, 'lines', '101.000'),
  'BR-DEC-10': set(totals, 'allowances', '10.000'),
  'BR-DEC-11': set(totals, 'charges', '5.000'),
  'BR-DEC-12': set(totals, 'withoutVat', '96.000'),
  'BR-DEC-13': set(totals, 'vat', '18.240'),
  'BR-DEC-14': set(totals, 'withVat', '114.240'),
  'BR-DEC-15': spoil((invoice) => {
    Object.assign(invoice, { taxCurrency: 'SEK' });
    Object.assign(totals(invoice), { vatInTaxCurrency: '180.001' });
  }),
  'BR-DEC-16': set(totals, 'paid', '14.000'),
  'BR-DEC-17': set(totals, 'rounding', '0.010'),
  'BR-DEC-18': set(totals, 'due', '100.250'),
  'BR-DEC-19': set(row, 'taxable', '96.000'),
  'BR-DEC-20': set(row, 'tax', '18.240'),
  'BR-DEC-23': set(line, 'net', '51.000'),
  'BR-DEC-24': set(lineAllowance, 'amount', '5.000'),
  'BR-DEC-25': set(lineAllowance, 'base', '50.000'),
  'BR-DEC-27': set(lineCharge, 'amount', '6.000'),
  'BR-DEC-28': spoil((invoice) => Object.assign(lineCharge(invoice), { base: '100.000', percent: '6' })),
};

const CODES: Readonly<Record<string, Breach>> = {
  'BR-CL-1': set(whole, 'typeCode', '381', 'BR-CL-1', 'PEPPOL-EN16931-P0100'),
  'BR-CL-4': set(whole, 'currency', 'EURO'),
  'BR-CL-5': spoil((invoice) => {
    Object.assign(invoice, { taxCurrency: 'KR' });
    Object.assign(totals(invoice), { vatInTaxCurrency: '180.00' });
  }),
  'BR-CL-6': set(whole, 'taxPointCode', '5'),
  'BR-CL-7': set(whole, 'object', { id: 'x', scheme: '???' }),
  'BR-CL-8': set(whole, 'notes', [{ subject: 'note', text: 'x' }]),
  'BR-CL-10': spoil(({ buyer }) => Object.assign(buyer, { ids: [{ id: 'x', scheme: '9999' }] })),
  'BR-CL-11': spoil(({ seller }) => Object.assign(seller, { legalId: { id: 'x', scheme: '9999' } })),
  'BR-CL-13': set(line, 'classifications', [{ id: 'x', scheme: '??' }]),
  'BR-CL-14': set(({ delivery }) => delivery?.address ?? {}, 'country', 'UK'),
  'BR-CL-15': set(line, 'origin', 'UK'),
  'BR-CL-16': spoil((invoice) => Object.assign(payment(invoice), { code: '99' })),
  'BR-CL-17': spoil(
    (invoice) => Object.assign(charge(invoice), { amount: '0.00', vat: { category: 'X', rate: '0' } }),
    'BR-CO-12',
    'BR-S-8',
  ),
  'BR-CL-18': spoil(
    (invoice) => Object.assign(line(invoice), { vat: { category: 'X', rate: '0' } }),
    'BR-S-8',
  ),
  'BR-CL-19': set(allowance, 'reasonCode', 'FC'),
  'BR-CL-20': set(charge, 'reasonCode', '95'),
  'BR-CL-21': set(line, 'standardId', { id: 'x', scheme: '9999' }),
  'BR-CL-22': {
    from: () => inCategory('E'),
    spoil: (invoice) => Object.assign(row(invoice), { reasonCode: 'VATEX-EU-X' }),
  },
  'BR-CL-23': set(line, 'unit', 'Std'),
  'BR-CL-24': spoil((invoice) => Object.assign(at(invoice.attachments).file ?? {}, { type: 'image/gif' })),
  'BR-CL-25': spoil(({ buyer }) => Object.assign(buyer, { endpoint: { id: 'x', scheme: '9999' } })),
  'BR-CL-26': spoil(({ delivery }) =>
    Object.assign(delivery ?? {}, { location: { id: 'x', scheme: '9999' } }),
  ),
};

const NUMBERS: Readonly<Record<string, Breach>> = {
  'CF-NUMBER-BT-129': set(plainLine, 'quantity', '10,0', 'PEPPOL-EN16931-R120'),
  'CF-NUMBER-BT-131': set(line, 'net', '51,00', 'BR-CO-10', 'BR-S-8', 'PEPPOL-EN16931-R120'),
  'CF-NUMBER-BT-146': set(plainLine, 'price', '5e2', 'PEPPOL-EN16931-R120'),
  'CF-NUMBER-BT-149': set(plainLine, 'baseQuantity', 'ten', 'PEPPOL-EN16931-R120', 'PEPPOL-EN16931-R121'),
  'CF-NUMBER-BT-152': spoil(
    (invoice) => Object.assign(line(invoice), { vat: { category: 'S', rate: '19 %' } }),
    'BR-S-5',
    'BR-S-8',
  ),
  'CF-NUMBER-BT-92': set(allowance, 'amount', '10,00', 'BR-CO-11', 'BR-S-8', 'PEPPOL-EN16931-R040'),
  'CF-NUMBER-BT-99': set(charge, 'amount', '5,00', 'BR-CO-12', 'BR-S-8'),
  'CF-NUMBER-BT-116': set(row, 'taxable', '96,00', 'BR-CO-17', 'BR-S-8', 'BR-S-9'),
  'CF-NUMBER-BT-117': set(row, 'tax', '18,24', 'BR-CO-14', 'BR-CO-17', 'BR-S-9'),
  'CF-NUMBER-BT-106': set(totals, 'lines', '101,00', 'BR-CO-10', 'BR-CO-13'),
  'CF-NUMBER-BT-107': set(totals, 'allowances', '10,00', 'BR-CO-11', 'BR-CO-13'),
  'CF-NUMBER-BT-108': set(totals, 'charges', '5,00', 'BR-CO-12', 'BR-CO-13'),
  'CF-NUMBER-BT-109': set(totals, 'withoutVat', '96,00', 'BR-CO-13', 'BR-CO-15'),
  'CF-NUMBER-BT-110': set(totals, 'vat', '18,24', 'BR-CO-14', 'BR-CO-15'),
  'CF-NUMBER-BT-112': set(totals, 'withVat', '114,24', 'BR-CO-15', 'BR-CO-16'),
  'CF-NUMBER-BT-113': set(totals, 'paid', '14,00', 'BR-CO-16'),
  'CF-NUMBER-BT-114': set(totals, 'rounding', '0,01', 'BR-CO-16'),
  'CF-NUMBER-BT-115': set(totals, 'due', '100,25', 'BR-CO-16'),
  'CF-DAY-BT-2': set(whole, 'issueDate', '2026-02-30'),
  'CF-DAY-BT-7': set(whole, 'taxPointDate', '31.01.2026'),
  'CF-DAY-BT-9': set(whole, 'dueDate', '2026-2-1'),
  'CF-DAY-BT-26': set(whole, 'preceding', [{ number: 'R-0', date: 'yesterday' }]),
  'CF-DAY-BT-72': spoil(({ delivery }) => Object.assign(delivery ?? {}, { date: '20260130' })),
  'CF-DAY-BT-73': spoil(({ period }) => Object.assign(period ?? {}, { start: '2026-00-01' })),
  'CF-DAY-BT-74': spoil(({ period }) => Object.assign(period ?? {}, { end: '2026-01-32' })),
};

/** The ten rules of a category, broken on an invoice that is all of that category. */
function family(prefix: string, category: string): Record<string, Breach> {
  const from = () => inCategory(category);
  const sumsByRate = ['S', 'L', 'M'].includes(category);
  const out = category === 'O';
  const untaxed = ['Z', 'E', 'AE', 'K', 'G', 'O'].includes(category);
  const strange = category === 'S' ? 'E' : 'S';
  const rate = category === 'S' ? '0' : untaxed ? (out ? '0' : '5') : '-1';
  const nameless = (invoice: Invoice): void => {
    if (out) Object.assign(invoice.seller, { vatId: 'DE123456789' });
    else without(invoice.seller, 'vatId');
  };
  /** Only the one kind of place keeps the category that asks for a party; the others go to one that does not. */
  const alone = (kind: 'lines' | 'allowances' | 'charges') => (invoice: Invoice) => {
    const other = { category: 'X', rate: '0' };
    for (const each of ['lines', 'allowances', 'charges'] as const) {
      if (each !== kind) for (const item of invoice[each]) item.vat = { ...other };
    }
    nameless(invoice);
  };
  const mixed = out ? (['lines', 'allowances', 'charges'] as const) : [];
  const others = (kind: string) => [
    `${prefix}-8`,
    'BR-CL-17',
    ...(kind === 'lines' ? [] : ['BR-CL-18']),
    ...mixed
      .filter((each) => each !== kind)
      .map((each) => ({ lines: 'BR-O-12', allowances: 'BR-O-13', charges: 'BR-O-14' })[each]),
  ];
  const badRate = (get: (invoice: Invoice) => { vat?: { category?: string; rate?: string } }): Breach => ({
    from,
    spoil: (invoice) => Object.assign(get(invoice), { vat: { category, rate } }),
    also: sumsByRate ? [`${prefix}-8`] : [],
  });
  return {
    [`${prefix}-1`]: {
      from,
      spoil: (invoice) => Object.assign(row(invoice), { category: 'X', rate: '0', tax: '0.00' }),
      also: ['BR-CL-17', 'BR-CO-14'],
    },
    [`${prefix}-2`]: { from, spoil: alone('lines'), also: others('lines') },
    [`${prefix}-3`]: { from, spoil: alone('allowances'), also: others('allowances') },
    [`${prefix}-4`]: { from, spoil: alone('charges'), also: others('charges') },
    [`${prefix}-5`]: badRate(line),
    [`${prefix}-6`]: badRate(allowance),
    [`${prefix}-7`]: badRate(charge),
    [`${prefix}-8`]: {
      from,
      spoil: (invoice) => Object.assign(row(invoice), { taxable: '96.01' }),
    },
    [`${prefix}-9`]: {
      from,
      spoil: (invoice) => {
        const tax = untaxed ? '0.01' : '18.23';
        Object.assign(row(invoice), { tax });
        Object.assign(totals(invoice), {
          vat: tax,
          withVat: untaxed ? '96.01' : '114.23',
          rounding: untaxed ? '0.00' : '0.02',
        });
      },
      also: ['BR-CO-17'],
    },
    [`${prefix}-10`]: {
      from,
      spoil: (invoice) => {
        if (['S', 'Z', 'L', 'M'].includes(category)) Object.assign(row(invoice), { reason: strange });
        else without(row(invoice), 'reason');
      },
    },
  };
}

const VAT: Readonly<Record<string, Breach>> = {
  // Everything adds up, and 51.00 at 7 % are taxed nowhere: the standard's own rules do not see it.
  'CF-VAT-ROW': spoil((invoice) => {
    Object.assign(line(invoice).vat ?? {}, { rate: '7' });
    Object.assign(row(invoice), { taxable: '45.00', tax: '8.55' });
    Object.assign(totals(invoice), { vat: '8.55', withVat: '104.55', due: '90.56' });
  }),
  ...family('BR-S', 'S'),
  ...family('BR-Z', 'Z'),
  ...family('BR-E', 'E'),
  ...family('BR-AE', 'AE'),
  ...family('BR-IC', 'K'),
  ...family('BR-G', 'G'),
  ...family('BR-O', 'O'),
  ...family('BR-IG', 'L'),
  ...family('BR-IP', 'M'),
  'BR-IC-11': {
    from: () => inCategory('K'),
    spoil: (invoice) => {
      without(invoice, 'period');
      without(invoice.delivery ?? {}, 'date');
    },
  },
  'BR-IC-12': { from: () => inCategory('K'), spoil: (invoice) => without(invoice.delivery ?? {}, 'address') },
  'BR-O-11': {
    from: () => inCategory('O'),
    spoil: (invoice) =>
      invoice.vat.push({ category: 'E', rate: '0', taxable: '0.00', tax: '0.00', reason: 'x' }),
    also: ['BR-E-1'],
  },
  'BR-O-12': {
    from: () => inCategory('O'),
    spoil: (invoice) => Object.assign(line(invoice), { vat: { category: 'X' } }),
    also: ['BR-CL-18', 'BR-O-8'],
  },
  'BR-O-13': {
    from: () => inCategory('O'),
    spoil: (invoice) => Object.assign(allowance(invoice), { vat: { category: 'X' } }),
    also: ['BR-CL-17', 'BR-O-8'],
  },
  'BR-O-14': {
    from: () => inCategory('O'),
    spoil: (invoice) => Object.assign(charge(invoice), { vat: { category: 'X' } }),
    also: ['BR-CL-17', 'BR-O-8'],
  },
  'BR-B-1': {
    from: () => inCategory('E'),
    spoil: (invoice) => invoice.vat.push({ category: 'B', rate: '0', taxable: '0.00', tax: '0.00' }),
  },
  'BR-B-2': {
    spoil: (invoice) => {
      Object.assign(invoice.seller.address ?? {}, { country: 'IT' });
      Object.assign(invoice.buyer.address ?? {}, { country: 'IT' });
      invoice.vat.push({ category: 'B', rate: '0', taxable: '0.00', tax: '0.00' });
    },
  },
};

export const CORE_BREACHES: Readonly<Record<string, Breach>> = {
  ...CONTENT,
  ...SUMS,
  ...VAT,
  ...CODES,
  ...NUMBERS,
};
