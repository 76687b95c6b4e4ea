import { describe, expect, it } from 'vitest';
import { fillTemplate, type PlaceholderValues, templateFor, unknownPlaceholders } from './mail-template.ts';

const values: PlaceholderValues = {
  document: 'Invoice',
  number: 'INV-7',
  date: '2 Mar 2026',
  due: '1 Apr 2026',
  total: '£120.00',
  order: '',
  customer: 'Alder & Sons',
  contact: 'Ms {number} Alder',
  company: 'Ivy Bookbinders',
  sender: 'Ivy',
};

describe('a template of mails', () => {
  it('is filled in once: what a value says is no placeholder', () => {
    expect(fillTemplate('{contact}: {document} {number}{order}', values)).toBe(
      'Ms {number} Alder: Invoice INV-7',
    );
  });

  it('leaves alone what stands for nothing, and names it', () => {
    const text = '{nubmer} {} {number} { number } {nubmer} {constructor}';
    expect(fillTemplate(text, values)).toBe('{nubmer} {} INV-7 { number } {nubmer} {constructor}');
    expect(unknownPlaceholders(text)).toEqual(['nubmer', '', ' number ', 'constructor']);
    expect(unknownPlaceholders('a { b')).toEqual([]);
  });

  it.each(['en', 'de', 'fr'])('has usual words for every kind of document (%s)', (language) => {
    for (const kind of ['invoice', 'creditNote', 'whatever']) {
      const { subject, text } = templateFor({}, kind, language);
      expect(unknownPlaceholders(subject + text)).toEqual([]);
      expect(fillTemplate(subject, values)).toMatch(/^Invoice INV-7 (from|von) Ivy Bookbinders$/);
      expect(text.includes('{due}')).toBe(kind === 'invoice');
    }
  });

  it('reads as a letter in its own language: English begins with a capital and names a total with "for"', () => {
    const mail = (language: string) => fillTemplate(templateFor({}, 'invoice', language).text, values);
    expect(mail('en')).toContain(
      ',\n\nPlease find attached our Invoice INV-7 dated 2 Mar 2026 for £120.00, due on 1 Apr 2026.\n',
    );
    expect(mail('de')).toContain(
      ',\n\nanbei erhalten Sie unsere Invoice INV-7 vom 2 Mar 2026 über £120.00, fällig am 1 Apr 2026.\n',
    );
  });

  it('of the office goes before the usual one, for its kind and language alone', () => {
    const own = { 'invoice.de': { subject: 'Rechnung', text: 'Hallo' } };
    expect(templateFor(own, 'invoice', 'de')).toEqual({ subject: 'Rechnung', text: 'Hallo' });
    expect(templateFor(own, 'invoice', 'en').text).toContain('Dear');
    expect(templateFor(own, 'creditNote', 'de').text).toContain('Guten Tag');
  });
});
