/** Opens a PDF's bytes and measures its pages. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { type PdfLibrary, pdfLibrary } from './pdf-library.ts';

/** Size of a page in points (1/72 inch). */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface OpenPdf {
  readonly library: PdfLibrary;
  readonly document: PDFDocumentProxy;
  readonly pages: readonly PageSize[];
}

export type PdfState = { readonly pdf: OpenPdf | null; readonly failed: boolean };

/** The opened PDF. While newer bytes are being read, the one before stays, so that a live preview does not flicker. */
export function usePdf(bytes: Uint8Array | null): PdfState {
  const [state, setState] = useState<PdfState>({ pdf: null, failed: false });

  useEffect(() => {
    if (!bytes) {
      setState({ pdf: null, failed: false });
      return;
    }
    let isCurrent = true;
    let close: (() => void) | undefined;
    const open = async (): Promise<void> => {
      const library = await pdfLibrary();
      if (!isCurrent) return;
      const task = library.read(bytes);
      close = () => void task.destroy();
      const document = await task.promise;
      const pages: PageSize[] = [];
      for (let number = 1; number <= document.numPages; number += 1) {
        const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
        pages.push({ width, height });
      }
      if (isCurrent) setState({ pdf: { library, document, pages }, failed: false });
    };
    open().catch(() => {
      if (isCurrent) setState({ pdf: null, failed: true });
    });
    return () => {
      isCurrent = false;
      // The pages on screen belong to the document before until the next one has been painted.
      if (close) setTimeout(close, LINGER);
    };
  }, [bytes]);

  return state;
}

/** Milliseconds that a replaced document stays open. */
const LINGER = 2000;
