/** Damaged and malicious files: whatever bytes come, they are read or refused, never a fault of the program. */

import { expect, it } from 'vitest';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { compareTotals } from '../../shared/einvoice/compare-totals.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import fc, { runs } from '../property.ts';
import { FULL } from './full-invoice.ts';
import { validInvoice } from './valid-invoice.ts';

const sources = (['ubl', 'cii'] as const).flatMap((syntax) => [
  writeEInvoice(FULL, syntax),
  writeEInvoice({ ...validInvoice('peppol'), kind: 'creditNote', typeCode: '381' }, syntax),
]);

/** What stands where an element's text stood: things that numbers, days and codes are not. */
const strange = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    '1e999',
    'NaN',
    '0x10',
    '99999999999999999999.99',
    '0.000000000000000000001',
    '٣',
    '2026-99-99',
    '__proto__',
  ),
  fc.string({ maxLength: 20 }).map((text) => text.replace(/[<>&]/g, '')),
);

type Edit = readonly [at: number, replacement: string];

const withTexts = (source: string, edits: readonly Edit[]): string => {
  const parts = source.split(/(>[^<>\n]+<)/);
  for (const [at, text] of edits) {
    const index = 1 + 2 * (at % Math.floor(parts.length / 2));
    parts[index] = `>${text}<`;
  }
  return parts.join('');
};

function look(bytes: Uint8Array): string {
  const read = readEInvoice(bytes);
  if (!read.ok) return read.error;
  const { invoice, syntax } = read.value;
  for (const rules of ['peppol', 'xrechnung'] as const) checkEInvoice(invoice, rules);
  compareTotals(invoice);
  writeEInvoice(invoice, syntax);
  return 'read';
}

it('any text in any element is read, checked, computed and written without a fault', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 6 }),
      (source, edits) => {
        seen.add(look(new TextEncoder().encode(withTexts(source, edits))));
      },
    ),
    { numRuns: runs(400) },
  );
  expect(seen).toContain('read');
});

it('a file in which any one kind of element or a namespace is missing is read, checked, computed and written without a fault', () => {
  const seen = sources.flatMap((source) => {
    const names = new Set([...source.matchAll(/<([a-z]+:\w+)/g)].map(([, name = '']) => name));
    const withoutName = [...names].map((name) =>
      source.replaceAll(new RegExp(`(</?)${name}(?=[ />])`, 'g'), '$1unknown'),
    );
    const namespaces = [...source.matchAll(/xmlns:\w+="/g)].map(([start]) => start);
    return [...withoutName, ...namespaces.map((start) => source.replace(start, `${start}urn:other:`))];
  });
  expect(seen.length).toBeGreaterThan(300);
  expect(new Set(seen.map((source) => look(new TextEncoder().encode(source))))).toEqual(
    new Set(['read', 'not-an-einvoice']),
  );
});

it('any bytes changed anywhere are read or refused without a fault', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
      (source, changes) => {
        const bytes = new TextEncoder().encode(source);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        seen.add(look(bytes));
      },
    ),
    { numRuns: runs(400) },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['read', 'not-well-formed', 'bad-encoding']));
});
