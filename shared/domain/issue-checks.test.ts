import { describe, expect, it } from 'vitest';
import { checkIssue, type IssueCheck } from './issue-checks.ts';
import { minor } from './money.ts';
import type { TaxRecord } from './tax-record.ts';

const tax = (category: TaxRecord['category'], reason = ''): TaxRecord => ({
  name: category,
  category,
  mode: 'single',
  parts: [{ key: 'a', name: category, rate: category === 'S' ? '19' : '0' }],
  reason,
});
const taxes = new Map([
  ['s', tax('S')],
  ['z', tax('Z')],
  ['e', tax('E', 'Exempt')],
  ['ae', tax('AE', 'Reverse charge')],
  ['silent', tax('O')],
]);
const line = { description: 'Work', quantity: '1', tax: 's' as string | null };
const address = { lines: ['1 High Street'], city: 'London', postcode: 'N1', region: '', country: 'GB' };
const customer = {
  name: 'Smith Ltd',
  address,
  taxId: '',
  currency: 'GBP',
  archived: false,
  creditLimit: null,
  exemptionCertificate: '',
  exemptionExpires: null,
};
const draft = {
  kind: 'invoice' as const,
  currency: 'GBP',
  issueDate: '2026-03-10',
  dueDate: '2026-04-09',
  supplyDate: null,
  orderNumber: 'PO 1',
  lines: [line],
  adjustments: [],
};
const base: IssueCheck = {
  draft,
  customer,
  taxes,
  totals: { withTax: minor(100_000) },
  profile: { simplifiedInvoiceLimit: 25_000, currency: 'GBP' },
  today: '2026-03-10',
  exposure: minor(0),
  lookalikes: [],
};
const codes = (more: Partial<IssueCheck>) =>
  checkIssue({ ...base, ...more }).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const withLines = (...lines: (typeof line)[]) => codes({ draft: { ...draft, lines } });
const withCustomer = (more: object, rest: Partial<IssueCheck> = {}) =>
  codes({ ...rest, customer: { ...customer, ...more } });

describe('the checks before issue', () => {
  it('DO2: finds nothing wrong with a complete invoice', () => {
    expect(codes({})).toEqual([]);
  });

  it('DO2: blocks without a customer, a line, a description or a tax', () => {
    expect(codes({ customer: null })).toEqual(['block customer-missing customer']);
    expect(withCustomer({ name: ' ' })).toEqual(['block customer-name-missing customer']);
    expect(withLines()).toEqual(['block no-lines lines']);
    expect(withLines(line, { ...line, description: ' ', tax: null })).toEqual([
      'block description-missing lines.1.description',
      'block tax-missing lines.1.tax',
    ]);
    expect(withLines({ ...line, tax: 'gone' })).toEqual(['block tax-missing lines.0.tax']);
  });

  it('TX7: blocks a category that must say why and does not', () => {
    expect(withLines({ ...line, tax: 'silent' })).toEqual(['block tax-reason-missing lines.0.tax']);
    expect(withLines({ ...line, tax: 'z' }, { ...line, tax: 'e' })).toEqual([]);
    expect(codes({ draft: { ...draft, adjustments: [{ tax: null }, { tax: 'silent' }] } })).toEqual([
      'block tax-reason-missing adjustments.1.tax',
    ]);
  });

  it('TX11: asks where a tax is not in force on the day of supply, and refuses a period that ends before it begins', () => {
    const ended = new Map([['s', { ...tax('S'), validUntil: '2026-02-28' }]]);
    expect(codes({ taxes: ended })).toEqual(['ask tax-not-valid lines.0.tax']);
    const early = { ...line, supplyFrom: '2026-02-01', supplyTo: '2026-02-20' };
    expect(codes({ taxes: ended, draft: { ...draft, lines: [early] } })).toEqual([]);
    const backwards = { ...line, supplyFrom: '2026-03-02', supplyTo: '2026-03-01' };
    expect(withLines(backwards)).toEqual(['block supply-ends-before lines.0.supply']);
  });

  it('TX7: blocks a rate in a category of which nothing is taxed', () => {
    const wrong = new Map([['s', { ...tax('E', 'Exempt'), parts: [{ key: 'a', name: 'E', rate: '19' }] }]]);
    expect(codes({ taxes: wrong })).toEqual(['block tax-rate-of-category lines.0.tax']);
  });

  it('TX10: tells once that a certificate has run out, and nothing while another one is in force', () => {
    const paper = { number: '32-1', jurisdiction: '', kind: 'Resale', from: null, until: '2026-02-28' };
    const lines = { draft: { ...draft, lines: [line, line] } };
    expect(withCustomer({ certificates: [paper] }, lines)).toEqual(['ask certificate-expired customer']);
    const renewed = { ...paper, number: '33-1', until: null };
    expect(withCustomer({ certificates: [paper, renewed] }, lines)).toEqual([]);
  });

  it('TX10: in the United States asks for the certificate of a buyer whose sale is exempt, once, and on the day of supply', () => {
    const [home, exempt] = [
      { ...address, country: 'US' },
      { ...line, tax: 'e' },
    ];
    const place = { home, goesTo: { ...home, region: 'TX' } };
    const sold = { place, draft: { ...draft, lines: [line, exempt, exempt] } };
    const paper = { number: '32-1', jurisdiction: 'TX', kind: 'Resale', from: null, until: '2026-03-09' };
    const missing = ['ask certificate-missing lines.1.tax'];
    expect(codes(sold)).toEqual(missing);
    expect(checkIssue({ ...base, ...sold })[0]?.params).toEqual({
      tax: 'E',
      customer: 'Smith Ltd',
      day: '2026-03-10',
    });
    expect(withCustomer({ certificates: [paper] }, sold)).toEqual(missing);
    const supplied = { ...sold, draft: { ...sold.draft, supplyDate: '2026-03-09' } };
    expect(withCustomer({ certificates: [paper] }, supplied)).toEqual([]);
    const held = { ...paper, until: null };
    expect(withCustomer({ certificates: [held] }, sold)).toEqual([]);
    expect(withCustomer({ certificates: [{ ...held, jurisdiction: 'California' }] }, sold)).toEqual(missing);
    expect(withCustomer({ certificates: [{ ...held, jurisdiction: 'Texas' }] }, sold)).toEqual([]);
    expect(withCustomer({ exemptionCertificate: 'EX-1' }, sold)).toEqual([]);
    const ended = { exemptionCertificate: 'EX-1', exemptionExpires: '2026-03-01' };
    expect(withCustomer(ended, sold)).toEqual(['ask exemption-expired customer']);
    expect(codes({ ...sold, draft: { ...sold.draft, kind: 'quote' } })).toEqual([]);
    expect(codes({ ...sold, place: { home: address, goesTo: address } })).toEqual([]);
  });

  it('TX7: wants the customer’s tax id where the customer accounts for the tax', () => {
    const reverse = { draft: { ...draft, lines: [{ ...line, tax: 'ae' }] } };
    expect(codes(reverse)).toEqual(['block customer-tax-id-missing customer']);
    expect(withCustomer({ taxId: 'GB123' }, reverse)).toEqual([]);
  });

  it('DO2: needs an address above the simplified limit; asks where the law has no such rule', () => {
    const bare = { address: { ...address, lines: [''] } };
    expect(withCustomer(bare)).toEqual(['block address-incomplete customer']);
    expect(withCustomer(bare, { totals: { withTax: minor(25_000) } })).toEqual([]);
    expect(withCustomer(bare, { totals: { withTax: minor(25_001) } })).toEqual([
      'block address-incomplete customer',
    ]);
    expect(withCustomer(bare, { profile: { simplifiedInvoiceLimit: null, currency: 'USD' } })).toEqual([
      'ask address-incomplete customer',
    ]);
  });

  it('DO2: wants dates in order', () => {
    const dates = (issueDate: string, dueDate: string) => codes({ draft: { ...draft, issueDate, dueDate } });
    expect(dates('2026-03-10', '2026-03-09')).toEqual(['block due-before-issue dueDate']);
    expect(dates('2026-03-10', '2026-03-10')).toEqual([]);
    expect(dates('2026-03-01', '2026-03-09')).toEqual(['ask due-date-past dueDate']);
    expect(dates('2026-03-10', '2027-03-12')).toEqual(['ask due-date-far dueDate']);
  });

  it('CU3: asks above the credit limit, and blocks who may not pass it', () => {
    const limited = { creditLimit: minor(150_000) };
    expect(withCustomer(limited, { exposure: minor(50_000) })).toEqual([]);
    const [finding] = checkIssue({ ...base, customer: { ...customer, ...limited }, exposure: minor(50_001) });
    expect(finding).toEqual({
      code: 'credit-limit',
      severity: 'ask',
      path: 'customer',
      params: { limit: { minor: 150_000, currency: 'GBP' }, after: { minor: 150_001, currency: 'GBP' } },
    });
    const refused = withCustomer(limited, { exposure: minor(50_001), mayExceedLimit: false });
    expect(refused).toEqual(['block credit-limit customer']);
  });

  it('DO2: asks once about a likely duplicate, the order number first', () => {
    const byAmount = { number: 'INV-1', because: 'amount-and-date' as const };
    const byOrder = { number: 'INV-2', because: 'order-number' as const };
    expect(codes({ lookalikes: [byAmount, byOrder] })).toEqual(['ask likely-duplicate-order orderNumber']);
    expect(codes({ lookalikes: [byAmount] })).toEqual(['ask likely-duplicate-amount lines']);
  });

  it('DO2: a total of zero issues; a negative one asks to become a credit note', () => {
    expect(codes({ totals: { withTax: minor(0) } })).toEqual([]);
    expect(codes({ totals: { withTax: minor(-1) } })).toEqual(['ask negative-total lines']);
    expect(codes({ totals: null })).toEqual([]);
  });

  it('asks about an archived customer, another currency, an expired certificate, a quantity of zero; blocks come first', () => {
    const odd = {
      archived: true,
      currency: 'EUR',
      exemptionCertificate: 'X1',
      exemptionExpires: '2026-03-09',
    };
    const lines = [
      { ...line, quantity: '0.00', tax: 'e' },
      { ...line, description: '' },
    ];
    expect(withCustomer(odd, { draft: { ...draft, lines } })).toEqual([
      'block description-missing lines.1.description',
      'ask customer-archived customer',
      'ask currency-differs currency',
      'ask exemption-expired customer',
      'ask quantity-zero lines.0.quantity',
    ]);
  });
});
