/** What the law of India calls the papers of a sale, and where they are signed (ADR 50). */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isBilling } from '../../shared/domain/document-kinds.ts';
import type { Room } from './draw-tail.ts';
import type { PaperLayout } from './paper-layout.ts';
import { fill, type PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';

/** CGST Rules 2017, rule 55: what goes with goods that are moved before their invoice. The law has English names only. */
const CHALLAN = {
  en: { title: 'Delivery challan', number: 'Challan no.' },
  de: { title: 'Lieferschein (delivery challan)', number: 'Lieferscheinnummer' },
} as const;

const SIGNED = {
  en: { seller: 'For {name}', signatory: 'Authorised signatory' },
  de: { seller: 'Für {name}', signatory: 'Unterschriftsberechtigt (authorised signatory)' },
} as const;

/** The words of an Indian document, with the names that its law gives to papers. */
export function wordsOfIndia({ profile, language }: IssuedDocument, words: PaperWords): PaperWords {
  if (profile !== 'IN') return words;
  const { title, number } = CHALLAN[language === 'de' ? 'de' : 'en'];
  return {
    ...words,
    title: { ...words.title, deliveryNote: title },
    number: { ...words.number, deliveryNote: number },
  };
}

/** Invoices, notes and challans are signed (CGST Rules 2017, rules 46(q), 49(g), 53(1A), 55(1)); offers are nobody's duty. */
const isSigned = ({ profile, kind }: IssuedDocument): boolean =>
  profile === 'IN' && (isBilling(kind) || kind === 'deliveryNote' || kind === 'receipt');

const GAP = 14;
/** For the signature and the stamp of the office. */
const SPACE = 38;

/** The seller's name, room to sign, and whose hand it is, kept together at the right edge. */
export function drawSignature(pen: Pen, room: Room, document: IssuedDocument, layout: PaperLayout): void {
  if (!isSigned(document)) return;
  const words = SIGNED[document.language === 'de' ? 'de' : 'en'];
  const { body, small } = pen.type;
  const width = layout.right - layout.column;
  const name = pen.wrap(fill(words.seller, { name: document.seller.name }), width, body);
  const top = room(GAP + name.length * body.leading + SPACE + small.leading) + GAP;
  name.forEach((line, index) => {
    pen.text(line, layout.right, top + body.size + index * body.leading, body, 'right');
  });
  const base = top + name.length * body.leading + SPACE;
  pen.rule(layout.column, layout.right, base - 2, 0.3);
  pen.text(words.signatory, layout.right, base + small.size, small, 'right');
}
