/**
 * India: whoever is registered and sells what is exempt, nil-rated or outside the tax issues a bill of supply in place of a
 * tax invoice (CGST Act 2017 ss. 2(47), 31(3)(c); CGST Rules 2017 rule 49). Exports and reverse charge are no exempt supplies.
 */
import type { IssuedDocument, TaxCategory } from '../../shared/domain/document.ts';
import type { PaperWords } from './paper-words.ts';

const EXEMPT: ReadonlySet<TaxCategory> = new Set(['Z', 'E', 'O']);

const isBillOfSupply = ({ profile, kind, totals }: IssuedDocument): boolean =>
  profile === 'IN' &&
  kind === 'invoice' &&
  totals.taxes.length > 0 &&
  totals.taxes.every(({ category }) => EXEMPT.has(category));

/** The words of the paper, with those of a bill of supply where the document is one. */
export function wordsOfSupply(document: IssuedDocument, words: PaperWords): PaperWords {
  if (!isBillOfSupply(document)) return words;
  const { title, number } = words.billOfSupply;
  return {
    ...words,
    title: { ...words.title, invoice: title },
    number: { ...words.number, invoice: number },
  };
}
