import { describe, expect, it } from 'vitest';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument, TaxCategory, TaxSubtotal } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import { FACES } from './faces.ts';
import { FIXTURES, issued, onTemplate, TEMPLATES } from './fixtures.ts';
import { expectNothingOver } from './paper-checks.ts';
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

describe.each(TEMPLATES)('what is not taxed, on %s', (template) => {
  const taxedAs = (document: IssuedDocument, ...categories: readonly TaxCategory[]): IssuedDocument => ({
    ...document,
    totals: {
      ...document.totals,
      taxes: categories.map((category) => ({
        ...{
          key: category,
          name: `Tax ${category}`,
          category,
          rate: '0',
          taxable: minor(100),
          tax: minor(0),
        },
        reason: 'because',
      })),
    },
  });

  it('an Indian invoice over exempt, nil-rated and foreign supplies alone is a bill of supply', async () => {
    const indian = onTemplate(FIXTURES.indian, template);
    const titleOf = async (...categories: readonly TaxCategory[]) =>
      (await textOf(taxedAs(indian, ...categories))).match(/Tax invoice|Bill of supply/)?.[0];
    expect(await titleOf('E')).toBe('Bill of supply');
    expect(await titleOf('E', 'Z', 'O')).toBe('Bill of supply');
    expect(await textOf(taxedAs(indian, 'E'))).toContain('Bill no.');
    // One taxed line, an export or a reverse charge make it a tax invoice.
    expect(await titleOf('E', 'S')).toBe('Tax invoice');
    expect(await titleOf('G')).toBe('Tax invoice');
    expect(await titleOf('AE')).toBe('Tax invoice');
    const note = taxedAs({ ...indian, kind: 'creditNote' }, 'E');
    expect(await textOf(note)).not.toContain('Bill of supply');
    const british = taxedAs({ ...indian, profile: 'GB' }, 'E');
    expect(await textOf(british)).not.toContain('Bill of supply');
  });

  it('DO3: on a template that was released before, it is called as it was', async () => {
    const old = { ...taxedAs(FIXTURES.indian, 'E'), template: 'classic-2' };
    expect(await textOf(old)).toContain('Tax invoice');
  });

  it('TX3, TX10: a tax group has its shares where it is charged, and none of nothing where the buyer is exempt', async () => {
    const american = onTemplate(FIXTURES.american, template);
    const [group] = american.totals.taxes.filter(({ parts }) => parts);
    if (!group?.parts?.[0]) throw new Error('the American document has a tax group');
    const share = group.parts[0].name;
    expect(await textOf(american)).toContain(share);
    const exempt: TaxSubtotal = {
      ...group,
      category: 'E',
      rate: '0',
      reason: 'Government entity, TX-884213',
      tax: minor(0),
      parts: group.parts.map((part) => ({ ...part, rate: '0', tax: minor(0) })),
    };
    const text = await textOf({ ...american, totals: { ...american.totals, taxes: [exempt] } });
    expect(text).not.toContain(share);
    expect(text).toContain('Government entity, TX-884213');
  });
});

describe.each(TEMPLATES)('Indian papers, on template %s', (template) => {
  const indian = onTemplate(FIXTURES.indian, template);

  it('CGST rules 46(q), 55: are signed for the seller, and what goes with goods is a delivery challan', async () => {
    expect(await textOf(indian)).toContain(`For ${indian.seller.name}`);
    expect(await textOf(indian)).toContain('Authorised signatory');
    const challan = await textOf({ ...indian, kind: 'deliveryNote' });
    for (const part of ['Delivery challan', 'Challan no.', 'Authorised signatory'])
      expect(challan).toContain(part);
    expect(await textOf({ ...indian, language: 'de' })).toContain('Unterschriftsberechtigt');
  });

  it('offers are not, nor are papers of other countries, nor those of a template that was released before', async () => {
    for (const other of [
      { ...indian, kind: 'quote' as const },
      { ...indian, profile: 'GB' },
      { ...indian, template: 'classic-3' },
    ])
      expect(await textOf(other)).not.toContain('Authorised signatory');
    expect(await textOf({ ...indian, profile: 'GB', kind: 'deliveryNote' })).toContain('Delivery note');
  });

  it('set nothing over the foot, however many lines stand above the signature', async () => {
    for (let count = 1; count <= 40; count += 3) {
      const lines = Array.from({ length: count }, (_, index) => indian.lines[index % 3] as never);
      const whole = { ...issued({ ...FIXTURES.indian, lines }), template };
      expectNothingOver(await readPdf(renderInvoice(whole, { faces: FACES })));
    }
  });
});

it('DO3: paper says taxes in the words of its language, and keeps the recorded ones to itself', async () => {
  const { german } = FIXTURES;
  const [tax] = german.totals.taxes;
  if (!tax) throw new Error('the German document has a tax');
  const design = { wording: [{ of: tax.name, as: 'Value added' }] };
  const text = await textOf({ ...german, template: 'classic-4', design });
  expect(text).toContain('Value added');
  expect(await textOf({ ...german, template: 'classic-4' })).not.toContain('Value added');
});
