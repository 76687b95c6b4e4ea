/** A PDF in the window: `<PdfView bytes label />`. */
export { PdfView } from './pdf-view.tsx';
