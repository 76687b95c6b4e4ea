/** Account numbers, references and payloads of payment slips against public examples, each of which names its source. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isIban } from '../../shared/domain/bank-account.ts';
import { creditorReference, isCreditorReference } from '../../shared/domain/creditor-reference.ts';
import { epcPayload, readSwissPayload, swissPayload } from '../../shared/domain/payment-payload.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`./data/${name}.json`, import.meta.url)), 'utf8'));

interface Sorted {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

describe('account numbers (IBAN, ISO 13616)', () => {
  const { valid, invalid } = read('iban') as Sorted;
  it.each(valid)('%s is one', (text) => {
    expect(isIban(text)).toBe(true);
  });
  it.each(invalid)('%s is none', (text) => {
    expect(isIban(text)).toBe(false);
  });
});

describe('creditor references (ISO 11649)', () => {
  const { valid, invalid } = read('iso11649') as Sorted;
  it.each(valid)('%s is one, and is what its own text gets', (text) => {
    expect(isCreditorReference(text)).toBe(true);
    expect(creditorReference(text.slice(4))).toBe(text.toUpperCase());
  });
  it.each(invalid)('%s is none', (text) => {
    expect(isCreditorReference(text)).toBe(false);
  });
});

describe('EPC QR codes', () => {
  const rows = read('epcqr') as readonly { readonly lines: readonly string[] }[];
  it.each(rows.map(({ lines }) => lines))('%s %s %s comes out equal', (...lines) => {
    const [, version, charset, , bic = '', name = '', iban = '', amount = '', ...rest] = lines;
    const [purpose = '', reference = '', text = '', note = ''] = rest;
    const payload = epcPayload({
      version: version === '001' ? '001' : '002',
      charset: charset === '1' ? '1' : '2',
      ...{ bic, name, iban, purpose, reference, text, note },
      amount: amount.slice('EUR'.length),
    });
    expect(payload).toBe(lines.join('\n'));
  });
});

describe('Swiss QR-bills', () => {
  const { cases } = read('swissqr-payloads') as {
    readonly cases: readonly { readonly name: string; readonly payload: string }[];
  };
  it.each(cases)('$name is read and comes out equal', ({ payload }) => {
    const slip = readSwissPayload(payload);
    expect(slip.creditor.city).toMatch(/^Lausanne/);
    expect(isIban(slip.iban)).toBe(true);
    expect(swissPayload(slip)).toBe(payload);
  });
});
