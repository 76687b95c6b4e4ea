/** Every business rule: a valid invoice keeps all, and one breach of each is found, beside nothing but what it drags along. */
import { describe, expect, it } from 'vitest';
import { checkEInvoice, RULES } from '../../shared/einvoice/check-einvoice.ts';
import { compareTotals } from '../../shared/einvoice/compare-totals.ts';
import { FORMATS, type RuleSet, ruleSetOf } from '../../shared/einvoice/formats.ts';
import type { EInvoice } from '../../shared/einvoice/model.ts';
import { type Breach, without } from './breach.ts';
import { CORE_BREACHES } from './broken-core-rules.ts';
import { PEPPOL_BREACHES, XRECHNUNG_BREACHES } from './broken-network-rules.ts';
import { NATIONAL_COUNTRIES, nationalInvoice } from './national-invoices.ts';
import { inCategory, validInvoice } from './valid-invoice.ts';

const found = (invoice: EInvoice, rules: RuleSet) =>
  [...new Set(checkEInvoice(invoice, rules).map(({ rule }) => rule))].sort();

function breachesOf(rules: RuleSet): readonly (readonly [string, Breach])[] {
  const table =
    rules === 'en16931' ? CORE_BREACHES : rules === 'peppol' ? PEPPOL_BREACHES : XRECHNUNG_BREACHES;
  return Object.entries(table);
}

describe('a valid invoice', () => {
  it.each(['en16931', 'peppol', 'xrechnung'] as const)('keeps every rule of %s', (rules) => {
    expect(checkEInvoice(validInvoice(rules), rules)).toEqual([]);
  });

  it.each(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'])('keeps every rule in category %s', (category) => {
    expect(checkEInvoice(inCategory(category), 'en16931')).toEqual([]);
  });
});

describe.each(NATIONAL_COUNTRIES)('Peppol in %s', (country) => {
  it('an invoice at home keeps every rule', () => {
    expect(checkEInvoice(nationalInvoice(country), 'peppol')).toEqual([]);
  });

  it('its rules bind no seller of another country', () => {
    const abroad = nationalInvoice(country);
    Object.assign(abroad.seller, { vatId: 'FR12345678901', ids: [{ id: 'own' }] });
    Object.assign(abroad.seller.address ?? {}, { country: 'FR' });
    without(abroad.seller, 'legalId', 'taxNumber', 'tradingName');
    Object.assign(abroad, { number: 'R-1', attachments: [], payments: [] });
    expect(found(abroad, 'peppol')).toEqual([]);
  });
});

describe.each(['en16931', 'peppol', 'xrechnung'] as const)('%s', (rules) => {
  it('has a breach in this test for every rule', () => {
    const all = new Set([...RULES[rules]].map(({ id }) => id));
    const core = rules === 'en16931' ? [] : Object.keys(CORE_BREACHES);
    expect([...core, ...breachesOf(rules).map(([id]) => id)].sort()).toEqual([...all].sort());
  });

  it.each(breachesOf(rules))('%s is found when it is broken', (id, { spoil, also = [], from }) => {
    const invoice = from ? from() : validInvoice(rules);
    spoil(invoice);
    const ids = found(invoice, rules);
    expect(ids).toContain(id);
    expect(ids.filter((each) => each !== id && !also.includes(each))).toEqual([]);
  });
});

it('says the place, what stands there and what should', () => {
  const invoice = validInvoice('en16931');
  invoice.totals.due = '99.99';
  expect(checkEInvoice(invoice, 'en16931')).toEqual([
    {
      rule: 'BR-CO-16',
      severity: 'fatal',
      fault: 'wrong-sum',
      terms: ['BT-115'],
      path: 'totals.due',
      found: '99.99',
      expected: '100.25',
    },
  ]);
});

it('is exact where the official validators let almost one unit pass (BR-CO-17, BR-S-9)', () => {
  const invoice = validInvoice('en16931');
  Object.assign(invoice.vat[0] ?? {}, { tax: '19.00' });
  Object.assign(invoice.totals, { vat: '19.00', withVat: '115.00', rounding: '-0.75' });
  expect(found(invoice, 'en16931')).toEqual(['BR-CO-17', 'BR-S-9']);
});

it('BR-CO-17: without cents tax is in whole units, or to two decimals as the standard writes it; nothing else', () => {
  const yen = (tax: string, due: string) => {
    const invoice = validInvoice('en16931');
    Object.assign(invoice, { currency: 'JPY' });
    Object.assign(invoice.vat[0] ?? {}, { tax });
    Object.assign(invoice.totals, { vat: tax, withVat: due, paid: '0', rounding: '0', due });
    return found(invoice, 'en16931');
  };
  expect(yen('18', '114')).toEqual([]);
  expect(yen('18.24', '114.24')).toEqual([]);
  expect(yen('19', '115')).toEqual(['BR-CO-17', 'BR-S-9']);
  expect(yen('18.20', '114.20')).toEqual(['BR-CO-17', 'BR-S-9']);
});

it.each([
  ['S', 'BR-S-1'],
  ['Z', 'BR-Z-1'],
  ['E', 'BR-E-1'],
  ['AE', 'BR-AE-1'],
  ['K', 'BR-IC-1'],
  ['G', 'BR-G-1'],
  ['L', 'BR-IG-1'],
  ['M', 'BR-IP-1'],
])('a row of the breakdown for category %s, which stands nowhere, breaks %s', (category, rule) => {
  const invoice = inCategory(category === 'S' ? 'Z' : 'S');
  const rate = category === 'S' ? '19' : '0';
  const reason = ['E', 'AE', 'K', 'G'].includes(category) ? { reason: 'none' } : {};
  invoice.vat.push({ category, rate, taxable: '0.00', tax: '0.00', ...reason });
  expect(found(invoice, 'en16931')).toEqual([rule]);
});

it('BR-CL-22: knows the reasons of the lists that came after', () => {
  const invoice = inCategory('E');
  Object.assign(invoice.vat[0] ?? {}, { reasonCode: 'VATEX-FR-CGI261-4' });
  expect(found(invoice, 'en16931')).toEqual([]);
  Object.assign(invoice.vat[0] ?? {}, { reasonCode: 'VATEX-FR-CGI261-6' });
  expect(found(invoice, 'en16931')).toEqual(['BR-CL-22']);
});

it('numbers may leave out the digits before the point or after it, as XML schemas let them', () => {
  const invoice = validInvoice('en16931');
  Object.assign(invoice.totals, { rounding: '.01', paid: '14.' });
  Object.assign(invoice.lines[1] ?? {}, { quantity: '+10.' });
  expect(found(invoice, 'en16931')).toEqual([]);
  expect(compareTotals(invoice)).toEqual({ ok: true, value: [] });
  Object.assign(invoice.totals, { rounding: '.' });
  expect(found(invoice, 'en16931')).toEqual(['BR-CO-16', 'CF-NUMBER-BT-114']);
});

it('a file is held to the rules of what it says it is (BT-24)', () => {
  for (const { specification, rules } of Object.values(FORMATS)) expect(ruleSetOf(specification)).toBe(rules);
  expect(ruleSetOf(undefined)).toBe('en16931');
});
