/** A PDF in the window: `<PdfView bytes label />`, and the files inside one. */
export { pdfAttachments } from './pdf-attachments.ts';
export { PdfView } from './pdf-view.tsx';
