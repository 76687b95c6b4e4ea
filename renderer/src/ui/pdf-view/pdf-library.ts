/** pdfjs-dist, loaded when the first PDF is shown, with one worker for the whole window. */
import type { PDFDocumentLoadingTask, PDFWorker } from 'pdfjs-dist';

export interface PdfLibrary {
  /** Begins to read a PDF. The bytes are copied: the worker takes its copy away. */
  readonly read: (bytes: Uint8Array) => PDFDocumentLoadingTask;
  readonly TextLayer: typeof import('pdfjs-dist').TextLayer;
}

let library: Promise<PdfLibrary> | undefined;

async function load(): Promise<PdfLibrary> {
  const [pdfjs, { default: workerUrl }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.min.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ]);
  // A port of our own: left to itself, pdf.js may wrap the worker in a blob, which the content policy refuses.
  const port = new Worker(workerUrl, { type: 'module', name: 'pdf' });
  const worker: PDFWorker = pdfjs.PDFWorker.create({ port } as never);
  return {
    read: (bytes) =>
      pdfjs.getDocument({
        data: bytes.slice(),
        worker,
        enableXfa: false,
        useSystemFonts: false,
        useWasm: false,
      }),
    TextLayer: pdfjs.TextLayer,
  };
}

/** The library; a failed load is tried again the next time. */
export function pdfLibrary(): Promise<PdfLibrary> {
  library ??= load().catch((error: unknown) => {
    library = undefined;
    throw error;
  });
  return library;
}
