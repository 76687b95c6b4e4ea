/** What the paper asks before a document is issued, while another spelling can still be typed (DO2). */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Finding } from '../../shared/errors/index.ts';
import { missingCharacters, PrintableText } from './missing-characters.ts';
import { printableDocument } from './printable-document.ts';

const MOST_SHOWN = 20;

/**
 * Asks when the typeface lacks characters that the document prints, and names the first of them. The paper would show the
 * script's name in their place; see docs/adr/0004-typefaces.md. Of the customer's own card the finding says so by its path.
 */
export function paperFindings(document: IssuedDocument): Finding[] {
  const text = new PrintableText(document.language);
  printableDocument(document, text);
  const missing = new Set(text.unprintable.flatMap(({ original }) => missingCharacters(original)));
  if (missing.size === 0) return [];
  const { name, contact, address } = document.buyer;
  const card = [name, contact, ...address.lines, address.city, address.region].join(' ');
  const path = missingCharacters(card).length > 0 ? 'customer' : '';
  const characters = [...missing].slice(0, MOST_SHOWN).join(' ');
  return [{ code: 'not-printable', severity: 'ask', path, params: { characters } }];
}
