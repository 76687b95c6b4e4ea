export { PdfView, type PdfViewProps } from './pdf-view.tsx';
