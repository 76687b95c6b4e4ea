/** How a document writes its figures and days: on paper, on its stamps, in the mail that brings it. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { lookOf } from './look.ts';
import { type PaperFormat, paperFormat } from './paper-format.ts';

/** The format of a document's own template: later ones write as is usual where the customer is. */
export function documentFormat(
  document: Pick<IssuedDocument, 'template' | 'profile' | 'language' | 'buyer'>,
): PaperFormat {
  const { profile, language, buyer } = document;
  return paperFormat(profile, language, lookOf(document).regional ? buyer.address.country : '');
}
