/** The minified legacy build is the one that runs on the oldest Chromium that we support; it has the same shape. */
declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  export * from 'pdfjs-dist';
}
