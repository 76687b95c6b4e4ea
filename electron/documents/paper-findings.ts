/** What keeps a document off the paper, found before it is issued, while another spelling can still be typed (DO2). */
import type { Address, IssuedDocument } from '../../shared/domain/document.ts';
import type { Finding } from '../../shared/errors/index.ts';
import { missingCharacters, PrintableText } from './missing-characters.ts';
import { printableDocument } from './printable-document.ts';

const MOST_SHOWN = 20;

const addressTexts = ({ lines, city, postcode, region }: Address) => [...lines, city, postcode, region];

/** The fields of the draft whose texts are printed, by their paths in the form. */
function fieldsOf(document: IssuedDocument): (readonly [path: string, texts: readonly string[]])[] {
  const { buyer, shipTo, lines, adjustments, credits, about } = document;
  const { name, contact, taxId } = buyer;
  return [
    ['customer', [name, contact, taxId, document.customerNumber, ...addressTexts(buyer.address)]],
    ['shipTo', shipTo ? addressTexts(shipTo) : []],
    ['orderNumber', [document.orderNumber]],
    ['buyerReference', [document.buyerReference ?? '']],
    ['credits.reason', [credits?.reason ?? '']],
    ['about.reason', [about?.reason ?? '']],
    ...lines.flatMap(({ description, unit, adjustments: own }, index): [string, string[]][] => [
      [`lines.${index}.description`, [description, ...own.map(({ reason }) => reason ?? '')]],
      [`lines.${index}.unit`, [unit]],
    ]),
    ...adjustments.map(({ reason }, index): [string, string[]] => [
      `adjustments.${index}.reason`,
      [reason ?? ''],
    ]),
    ['notes', [document.notes]],
  ];
}

const finding = (code: string, path: string, characters: readonly string[]): Finding => ({
  code,
  severity: 'block',
  path,
  params: { characters: characters.slice(0, MOST_SHOWN).join(' ') },
});

/**
 * Every field with characters that the paper cannot show, and which; what stands in no field of the draft (company, taxes,
 * terms, texts of the paper) at the end, under a code of its own. Nothing is issued with boxes or marks in place of words:
 * see docs/adr/0026-scripts-as-outlines.md.
 */
export function paperFindings(document: IssuedDocument): Finding[] {
  const text = new PrintableText(document.language, true);
  printableDocument(document, text);
  const missing = new Set(text.unprintable.flatMap(({ original }) => missingCharacters(original)));
  if (missing.size === 0) return [];
  const found = fieldsOf(document).flatMap(([path, texts]) => {
    const characters = missingCharacters(texts.join(' '));
    for (const character of characters) missing.delete(character);
    return characters.length === 0 ? [] : [finding('not-printable', path, characters)];
  });
  return missing.size === 0 ? found : [...found, finding('not-printable-company', '', [...missing])];
}
