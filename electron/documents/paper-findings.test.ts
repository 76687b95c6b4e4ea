import { describe, expect, it } from 'vitest';
import { FIXTURES } from '../../test/documents/fixtures.ts';
import { paperFindings } from './paper-findings.ts';

const blocked = (path: string, characters: string, code = 'not-printable') => ({
  ...{ code, severity: 'block', path },
  params: { characters },
});

describe('paperFindings', () => {
  it('DO2: has nothing to say where the paper shows every character', () => {
    expect(paperFindings(FIXTURES.german)).toEqual([]);
    const buyer = { ...FIXTURES.german.buyer, name: 'חברת שלום', contact: 'राजेश कुमार' };
    expect(paperFindings({ ...FIXTURES.german, buyer, notes: 'شكرا جزيلا' })).toEqual([]);
  });

  it('DO2: refuses what it cannot show, naming each field and its characters', () => {
    expect(paperFindings(FIXTURES.scripts)).toEqual([
      blocked('customer', '🎉'),
      blocked('lines.1.description', '東 京 タ ワ ー 📦'),
      blocked('notes', '🙏'),
    ]);
  });

  it('DO2: says of what is in no field of the draft that it lies in the settings', () => {
    const document = { ...FIXTURES.german, footer: '株式会社' };
    expect(paperFindings(document)).toEqual([blocked('', '株 式 会 社', 'not-printable-company')]);
  });
});
