import { describe, expect, it } from 'vitest';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { FACES } from './faces.ts';
import { FIXTURES, onTemplate, TEMPLATES } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const CLEARED = {
  number: 'a5c12dca80e743321740b001fd70953e8738d109865d28ba4013750f2046f229',
  acknowledgement: '112010036563310',
  date: '2026-03-12',
  code: 'eyJhbGciOiJSUzI1NiJ9.'.repeat(40),
};

const textOf = async (document: IssuedDocument, more: { cleared?: typeof CLEARED } = {}) => {
  const { texts } = await readPdf(renderInvoice(document, { faces: FACES, ...more }));
  return texts.map(({ text }) => text).join(' ');
};

describe.each(TEMPLATES)('DO5: clearance on %s', (template) => {
  const waiting = { ...onTemplate(FIXTURES.indian, template), clearance: 'irn' as const };

  it('says above the page that it is waited for, in the document’s language', async () => {
    expect(await textOf(waiting)).toContain('Waiting for clearance');
    expect(await textOf({ ...waiting, language: 'de' })).toContain('Wartet auf Freigabe');
    expect(await textOf(onTemplate(FIXTURES.indian, template))).not.toContain('Waiting for clearance');
  });

  it('shows number and acknowledgement once it is there, and waits no more', async () => {
    const text = await textOf(waiting, { cleared: CLEARED });
    for (const part of [CLEARED.number, CLEARED.acknowledgement, '12 Mar 2026']) expect(text).toContain(part);
    expect(text).not.toContain('Waiting for clearance');
  });

  it('DO3: gives the same bytes for the same answer, others for another', () => {
    const of = (cleared: typeof CLEARED) => renderInvoice(waiting, { faces: FACES, cleared });
    expect(of(CLEARED)).toEqual(of(CLEARED));
    expect(of({ ...CLEARED, acknowledgement: '1' })).not.toEqual(of(CLEARED));
  });
});

describe.each(TEMPLATES)('HSN and SAC on %s', (template) => {
  it('DO3, TX9: stand on the lines, and in sums that add up to the document', async () => {
    const codes = ['903020', '998346', '903090'];
    const whole = onTemplate(FIXTURES.indian, template);
    const lines = whole.lines.map((line, index) => ({ ...line, commodityCode: codes[index] ?? '' }));
    const text = await textOf({ ...whole, lines });
    for (const part of ['HSN/SAC 903020', '6,22,500.00', '1,12,050.00', '180.10', '10,499.26'])
      expect(text).toContain(part);
    expect(await textOf(whole)).not.toContain('HSN/SAC');
  });
});
