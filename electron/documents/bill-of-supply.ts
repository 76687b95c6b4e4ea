/**
 * India: whoever is registered and sells what is exempt, nil-rated or outside the tax issues a bill of supply in place of a
 * tax invoice (CGST Act 2017 s. 31(3)(c); CGST Rules 2017 rule 49).
 */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isExemptSupply } from '../../shared/domain/mandatory-content.ts';
import type { PaperWords } from './paper-words.ts';

const isBillOfSupply = ({ profile, kind, totals }: IssuedDocument): boolean =>
  profile === 'IN' && kind === 'invoice' && isExemptSupply(totals);

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
