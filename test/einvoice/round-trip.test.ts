/** What is written is read again as the same invoice, in both syntaxes, whatever people type. */

import { describe, expect, it } from 'vitest';
import type { EInvoice } from '../../shared/einvoice/model.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import fc, { runs } from '../property.ts';
import { anyInvoice, FULL } from './full-invoice.ts';

function throughFile(invoice: EInvoice, syntax: 'ubl' | 'cii') {
  const read = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, syntax)));
  if (!read.ok) throw new Error(read.error);
  expect(read.value.syntax).toBe(syntax);
  return read.value.invoice;
}

describe.each(['ubl', 'cii'] as const)('%s', (syntax) => {
  it('keeps every term of EN 16931', () => {
    expect(throughFile(FULL, syntax)).toEqual(FULL);
  });

  it('keeps a credit note', () => {
    const credit: EInvoice = { ...FULL, kind: 'creditNote', typeCode: '381' };
    expect(throughFile(credit, syntax)).toEqual(credit);
  });

  it('keeps a tax point date instead of its code', () => {
    const { taxPointCode: _, ...rest } = FULL;
    const dated: EInvoice = { ...rest, taxPointDate: '2026-01-15' };
    expect(throughFile(dated, syntax)).toEqual(dated);
  });

  it('keeps whatever is typed', () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        expect(throughFile(invoice, syntax)).toEqual(invoice);
      }),
      { numRuns: runs(60) },
    );
  });

  it('writes the same text each time', () => {
    expect(writeEInvoice(FULL, syntax)).toBe(writeEInvoice(structuredClone(FULL), syntax));
  });
});
