import { describe, expect, it } from 'vitest';
import { FIXTURES } from '../../test/documents/fixtures.ts';
import { paperFindings } from './paper-findings.ts';

describe('paperFindings', () => {
  it('DO2: has nothing to ask where the typeface holds every character', () => {
    expect(paperFindings(FIXTURES.german)).toEqual([]);
  });

  it('DO2: names the characters that the paper cannot show and says that the customer has them', () => {
    const characters = expect.stringMatching(/^ש ל ו ם/);
    expect(paperFindings(FIXTURES.scripts)).toEqual([
      { code: 'not-printable', severity: 'ask', path: 'customer', params: { characters } },
    ]);
  });

  it('DO2: does not blame the customer for a note', () => {
    const document = { ...FIXTURES.german, notes: 'Danke 🙏' };
    expect(paperFindings(document)).toEqual([
      { code: 'not-printable', severity: 'ask', path: '', params: { characters: '🙏' } },
    ]);
  });
});
