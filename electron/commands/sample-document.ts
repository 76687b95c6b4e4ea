/** A document that nobody was sent, for looking at the paper: the company's own records, a customer and lines made up. */
import { blankCustomer, blankDraft } from '../../shared/contract/blank-records.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import type { Day, DecimalString } from '../../shared/domain/money.ts';
import { type AppError, type FieldProblem, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import type { Reader } from './command.ts';
import { composeDocument, surroundingsOf } from './compose-document.ts';

type Language = CompanyFields['language'];

const WORDS = {
  en: {
    customer: 'Harbour Supplies Ltd',
    contact: 'Ms Alder',
    lines: ['Consulting, on site', 'Replacement filter with frame and seal, delivered and fitted', 'Travel'],
    units: ['h', 'pcs', 'km'],
    notes: 'Thank you for your order.',
  },
  de: {
    customer: 'Hafenbedarf GmbH',
    contact: 'Frau Erle',
    lines: ['Beratung vor Ort', 'Ersatzfilter mit Rahmen und Dichtung, geliefert und eingebaut', 'Anfahrt'],
    units: ['Std.', 'Stk.', 'km'],
    notes: 'Vielen Dank für Ihren Auftrag.',
  },
} as const;

const CITIES = {
  US: { city: 'Portland', postcode: '97201', region: 'OR', lines: ['88 Harbor Way', 'Suite 4'] },
  GB: { city: 'Whitby', postcode: 'YO21 3PU', region: '', lines: ['4 Quay Street'] },
  DE: { city: 'Hamburg', postcode: '20457', region: '', lines: ['Kaiserkai 12'] },
  IN: { city: 'Kochi', postcode: '682001', region: 'Kerala', lines: ['12 Marine Drive'] },
} as const;

const FIGURES: readonly (readonly [quantity: DecimalString, price: DecimalString])[] = [
  ['6.5', '95'],
  ['12', '48.75'],
  ['86', '0.42'],
];
/** Any id: the sample is kept nowhere. */
const SOME_ID = '00000000-0000-4000-8000-000000000000';

/** The sample with these fields of the company in place of those that it has. */
export async function sampleDocument(
  reader: Reader,
  today: Day,
  fields: Partial<CompanyFields>,
  kind: DocumentKind,
  language: Language,
): Promise<Result<Result<IssuedDocument, readonly FieldProblem[]>, AppError>> {
  const words = WORDS[language];
  const draft = (company: Pick<CompanyFields, 'currency' | 'defaultTax' | 'pricesIncludeTax'>): Draft => ({
    ...blankDraft(company.currency, kind),
    supplyDate: today,
    orderNumber: 'PO 4711',
    pricesIncludeTax: company.pricesIncludeTax,
    notes: words.notes,
    ...(kind === 'creditNote'
      ? { credits: { invoices: [], period: { from: today, to: today }, reason: '' } }
      : {}),
    lines: FIGURES.map(([quantity, unitPrice], index) => ({
      id: SOME_ID,
      item: null,
      description: words.lines[index] ?? '',
      quantity,
      unit: words.units[index] ?? '',
      unitPrice,
      adjustments: [],
      tax: company.defaultTax,
    })),
  });
  const none = { currency: 'EUR', defaultTax: null, pricesIncludeTax: false } as const;
  const around = await surroundingsOf(reader, draft(none));
  if (!around.ok) return around;
  const company: CompanyFields = { ...around.value.company, ...fields };
  const place = CITIES[company.profile];
  const customer = {
    ...blankCustomer(company, 'C-0042', words.customer),
    contact: words.contact,
    language,
    address: { ...place, lines: [...place.lines], country: company.profile },
  };
  const composed = composeDocument(
    draft(company),
    { ...around.value, company, customer: { id: SOME_ID, fields: customer } },
    { number: '0042', issueDate: today },
  );
  return ok(composed);
}
