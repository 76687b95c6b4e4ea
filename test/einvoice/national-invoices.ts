/** For each country with rules of its own in Peppol an invoice at home that keeps every rule, for them to be broken one by one. */
import type { TradeParty } from '../../shared/einvoice/model.ts';
import type { Invoice } from './breach.ts';
import { validInvoice } from './valid-invoice.ts';

type PartyFacts = Partial<TradeParty>;

interface National {
  readonly seller: PartyFacts;
  readonly buyer: PartyFacts;
  readonly more?: Partial<Invoice>;
}

const transfer = (code: string, id: string, bic: string) => ({
  payments: [{ code, account: { id, name: 'Seller', bic } }],
});

const COUNTRIES: Readonly<Record<string, National>> = {
  NO: {
    seller: {
      vatId: 'NO974760673MVA',
      legalId: { id: '974760673', scheme: '0192' },
      taxNumber: 'Foretaksregisteret',
    },
    buyer: { vatId: 'NO974760673MVA' },
  },
  DK: {
    seller: { vatId: 'DK13585628', legalId: { id: 'DK13585628', scheme: '0184' }, ids: [] },
    buyer: { vatId: 'DK13585628', legalId: { id: 'DK13585628', scheme: '0184' }, ids: [] },
    more: transfer('42', '1234567890', '1234'),
  },
  IT: { seller: { vatId: 'IT00743110157' }, buyer: { vatId: 'IT00743110157' } },
  SE: {
    seller: {
      vatId: 'SE556036079301',
      legalId: { id: '5560360793', scheme: '0007' },
      taxNumber: 'Godkänd för F-skatt',
    },
    buyer: { vatId: 'SE556036079301' },
    more: transfer('30', '50501055', 'SE:BANKGIRO'),
  },
  GR: {
    seller: {
      vatId: 'EL094014201',
      tradingName: 'Seller',
      endpoint: { id: '094014201', scheme: '9933' },
    },
    buyer: { vatId: 'EL094014201', tradingName: 'Buyer', endpoint: { id: '094014201', scheme: '9933' } },
    more: {
      number: '094014201|31/01/2026|0|1.1|0|17',
      attachments: [
        { id: '400001234567890', description: '##M.AR.K##' },
        { id: 'url', description: '##INVOICE|URL##', location: 'https://invoices.example/17' },
      ],
    },
  },
  IS: {
    seller: { vatId: 'IS12345', legalId: { id: '5502697149', scheme: '0196' } },
    buyer: { vatId: 'IS54321', legalId: { id: '5502697149', scheme: '0196' } },
    more: { attachments: [{ id: '2026-03-05', description: 'EINDAGI' }] },
  },
  NL: {
    seller: { vatId: 'NL123456789B01', legalId: { id: '12345678', scheme: '0106' } },
    buyer: { vatId: 'NL123456789B01', legalId: { id: '00000001234567890000', scheme: '0190' } },
  },
};

export const NATIONAL_COUNTRIES: readonly string[] = Object.keys(COUNTRIES);

/** Sweden alone says which rates there are; 25 % gives round numbers everywhere. */
function atQuarter(invoice: Invoice): void {
  const parts = [...invoice.lines, ...invoice.allowances, ...invoice.charges];
  for (const each of parts) each.vat = { category: 'S', rate: '25' };
  invoice.vat = [{ category: 'S', rate: '25', taxable: '96.00', tax: '24.00' }];
  invoice.totals = { ...invoice.totals, vat: '24.00', withVat: '120.00', due: '106.01' };
}

/** Both parties in the country, twenty-five percent. */
export function nationalInvoice(country: string): Invoice {
  const found = COUNTRIES[country];
  if (!found) throw new RangeError(country);
  const facts = structuredClone(found);
  const invoice = validInvoice('peppol');
  atQuarter(invoice);
  Object.assign(invoice.seller, facts.seller);
  Object.assign(invoice.buyer, facts.buyer);
  for (const { address } of [invoice.seller, invoice.buyer]) Object.assign(address ?? {}, { country });
  return Object.assign(invoice, facts.more ?? {});
}
