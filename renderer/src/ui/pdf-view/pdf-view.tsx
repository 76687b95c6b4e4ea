/** Shows a PDF: pages below each other, only those near the eye are painted; fitted to the width unless zoomed. */
import { ActionIcon, Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowAutofitWidth, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../text/i18n.ts';
import { scaleFor, widestOf, type Zoom, zoomStep } from './page-scale.ts';
import { PdfPage } from './pdf-page.tsx';
import classes from './pdf-view.module.css';
import { usePdf } from './use-pdf.ts';

export interface PdfViewProps {
  /** `null` while they are not there yet. */
  readonly bytes: Uint8Array | null;
  /** What is shown, for screen readers: `Invoice RE-2026-0001`. */
  readonly label: string;
  /** Shown instead of the pages: an error, or why there is nothing to see. */
  readonly instead?: ReactNode;
}

const GAP = 16;
const MARGIN = 16;

/** What scrolls can be focused, so that the keyboard reaches what is below. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const;

export const PdfView = memo(function PdfView({ bytes, label, instead }: PdfViewProps) {
  const t = useText('common');
  const { pdf, failed } = usePdf(bytes);
  const [zoom, setZoom] = useState<Zoom>('width');
  const { ref: frame, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const pages = pdf?.pages ?? [];
  const scale = scaleFor(zoom, width - 2 * MARGIN, widestOf(pages));
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => Math.round((pages[index]?.height ?? 0) * scale),
    gap: GAP,
    paddingStart: MARGIN,
    paddingEnd: MARGIN,
    overscan: 1,
  });
  useEffect(() => {
    if (pdf && scale > 0) rows.measure();
  }, [rows, scale, pdf]);

  const notice = instead ?? (failed ? t('pdf.unreadable') : undefined);
  return (
    <div ref={frame} className={classes.view}>
      {pdf && !notice && (
        <div className={classes.tools} role="toolbar" aria-label={t('pdf.zoom')}>
          <Tool label={t('pdf.zoom-out')} onClick={() => setZoom(zoomStep(scale, -1))}>
            <IconZoomOut size={16} />
          </Tool>
          <Tool label={t('pdf.zoom-in')} onClick={() => setZoom(zoomStep(scale, 1))}>
            <IconZoomIn size={16} />
          </Tool>
          <Tool label={t('pdf.fit')} onClick={() => setZoom('width')}>
            <IconArrowAutofitWidth size={16} />
          </Tool>
        </div>
      )}
      <section ref={scroller} className={classes.scroller} {...SCROLLED_BY_KEYS} aria-label={label}>
        {notice && <div className={classes.notice}>{notice}</div>}
        {!notice && !pdf && (
          <div className={classes.notice} role="status" aria-label={t('pdf.loading')}>
            <Loader size="sm" />
          </div>
        )}
        {pdf && !notice && width > 0 && (
          <div className={classes.pages} style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, start }) => (
              <div key={index} className={classes.slot} style={{ transform: `translateY(${start}px)` }}>
                <PdfPage
                  pdf={pdf}
                  number={index + 1}
                  scale={scale}
                  label={t('pdf.page', { page: index + 1, pages: pages.length })}
                />
              </div>
            ))}
          </div>
        )}
      </section>
    </div>
  );
});

function Tool({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ActionIcon variant="default" size="sm" aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
