/** One page of a PDF: painted on a canvas, with its text laid over it for selection and screen readers. */
import type { RenderTask, TextLayer } from 'pdfjs-dist';
import { memo, useEffect, useRef } from 'react';
import classes from './pdf-view.module.css';
import type { OpenPdf } from './use-pdf.ts';

export interface PdfPageProps {
  readonly pdf: OpenPdf;
  /** 1 for the first. */
  readonly number: number;
  /** CSS pixels per point. */
  readonly scale: number;
  readonly label: string;
}

export const PdfPage = memo(function PdfPage({ pdf, number, scale, label }: PdfPageProps) {
  const paper = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isCurrent = true;
    let painting: RenderTask | undefined;
    let layer: TextLayer | undefined;
    const paint = async (): Promise<void> => {
      const page = await pdf.document.getPage(number);
      const ratio = window.devicePixelRatio;
      const viewport = page.getViewport({ scale: scale * ratio });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      // One pixel of the canvas is one of the screen: stretched by a fraction, small print would blur.
      canvas.style.width = `${canvas.width / ratio}px`;
      canvas.style.height = `${canvas.height / ratio}px`;
      if (!isCurrent) return;
      painting = page.render({ canvas, viewport });
      await painting.promise;
      // The canvas before stays until this one is whole; so does the text.
      if (!isCurrent) return;
      paper.current?.replaceChildren(canvas);
      const container = document.createElement('div');
      container.className = classes.text ?? '';
      layer = new pdf.library.TextLayer({
        textContentSource: page.streamTextContent(),
        container,
        viewport: page.getViewport({ scale }),
      });
      await layer.render();
      if (isCurrent) text.current?.replaceChildren(container);
    };
    // A page that is taken away while it is painted rejects; the next one paints itself.
    paint().catch(() => undefined);
    return () => {
      isCurrent = false;
      painting?.cancel();
      layer?.cancel();
    };
  }, [pdf, number, scale]);

  const size = pdf.pages[number - 1];
  if (!size) return null;
  return (
    <section
      className={classes.page}
      aria-label={label}
      style={
        {
          width: size.width * scale,
          height: size.height * scale,
          '--total-scale-factor': scale,
        } as React.CSSProperties
      }
    >
      <div ref={paper} className={classes.paper} aria-hidden="true" />
      <div ref={text} />
    </section>
  );
});
