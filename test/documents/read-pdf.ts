/** Reads a PDF as the window's preview does (pdf.js): every piece of text with its place on the page. */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PlacedText {
  readonly page: number;
  readonly text: string;
  /** Points from the left edge and, for the base line, from the upper edge. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface ReadPdf {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** All text of a page, its pieces parted by spaces. */
  page(number: number): string;
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const texts: PlacedText[] = [];
  const [, , width = 0, height = 0] = (await document.getPage(1)).view;
  for (let page = 1; page <= document.numPages; page += 1) {
    const content = await (await document.getPage(page)).getTextContent({ disableNormalization: true });
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      texts.push({
        page,
        text: item.str,
        x: item.transform[4],
        y: height - item.transform[5],
        width: item.width,
      });
    }
  }
  const { info } = await document.getMetadata();
  const facts = info as { Title?: string; Author?: string; Language?: string };
  const pages = document.numPages;
  await task.destroy();
  return {
    pages,
    width,
    height,
    texts,
    title: facts.Title ?? '',
    author: facts.Author ?? '',
    language: facts.Language ?? '',
    page: (number) =>
      texts
        .filter((text) => text.page === number)
        .map((text) => text.text)
        .join(' '),
  };
}
