import { describe, expect, it } from 'vitest';
import { writeEInvoice } from '../../../../shared/einvoice/write-einvoice.ts';
import { validInvoice } from '../../../../test/einvoice/valid-invoice.ts';
import { readReceived, readReceivedFile } from './read-received.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const none = async () => [];
const good = validInvoice('xrechnung');
const pdf = bytes('%PDF-1.7 whatever');

describe('a file that came in', () => {
  it('is read, computed again and held to the rules that it names', async () => {
    const read = await readReceived(bytes(writeEInvoice(good, 'cii')), none);
    expect(read).toEqual({
      ok: true,
      value: { invoice: good, rules: 'xrechnung', violations: [], differences: [] },
    });
  });

  it('says which amounts differ, and keeps what it states', async () => {
    const wrong = structuredClone(good);
    wrong.totals.due = '100.26';
    const read = await readReceived(bytes(writeEInvoice(wrong, 'ubl')), none);
    expect(read.ok && read.value.differences).toEqual([
      { path: 'due', stated: '100.26', computed: '100.25' },
    ]);
    expect(read.ok && read.value.violations.map(({ rule }) => rule)).toEqual(['BR-CO-16']);
    expect(read.ok && read.value.invoice.totals.due).toBe('100.26');
  });

  it('in a currency that nobody knows is shown without being computed again', async () => {
    const strange = { ...good, currency: 'XXQ' };
    const read = await readReceived(bytes(writeEInvoice(strange, 'cii')), none);
    expect(read.ok && read.value.differences).toBeNull();
  });

  it('may be a PDF: the XML with the usual name goes before others', async () => {
    const files = [
      { name: 'terms.xml', bytes: bytes('<terms/>') },
      { name: 'factur-x.xml', bytes: bytes(writeEInvoice(good, 'cii')) },
    ];
    const read = await readReceived(pdf, async () => files);
    expect(read.ok && read.value.invoice.number).toBe('R-1');
  });

  it('that is a PDF without XML, a damaged one, or larger than any e-invoice, says so', async () => {
    expect(await readReceived(pdf, none)).toEqual({ ok: false, error: 'no-einvoice-inside' });
    const broken = () => Promise.reject(new Error('bad XRef'));
    expect(await readReceived(pdf, broken)).toEqual({ ok: false, error: 'not-well-formed' });
    expect(await readReceived(new Uint8Array(20_000_001), none)).toEqual({ ok: false, error: 'too-large' });
    const unread = {
      size: 500_000_000,
      arrayBuffer: () => Promise.reject(new RangeError('the file was read')),
    };
    expect(await readReceivedFile(unread, none)).toEqual({ ok: false, error: 'too-large' });
  });
});
