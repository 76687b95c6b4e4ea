/** The window with an open company: sections at the side, the screen beside them, palette and map over both. */
import { memo, Suspense, useEffect, useRef } from 'react';
import type { RefusalReason } from '../../../shared/errors/index.ts';
import { invoke } from '../data/client.ts';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useErrorWords } from '../text/error-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Arriving } from './arriving.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useGlobalActions } from './global-actions.ts';
import { KeyMap } from './key-map.tsx';
import { MovedAway } from './moved-away.tsx';
import { type Place, type ScreenName, useNavigation } from './navigation.ts';
import { Palette } from './palette.tsx';
import { screens } from './screens.tsx';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { Warnings } from './warnings.tsx';

export function Shell({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const place = useNavigation((state) => state.place);
  useGlobalActions(app);
  useEffect(() => {
    // The network is back: what waits is tried at once (SY4).
    const again = () => void invoke('sync.now', {});
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  return (
    <div className={classes.shell}>
      <Sidebar company={company} app={app} />
      <div className={classes.content}>
        <Arriving company={company} />
        <MovedAway company={company} />
        <Warnings company={company} app={app} />
        <Stage
          key={`${place.screen} ${place.id ?? ''}`}
          place={place}
          closed={ENTRY.includes(place.screen) ? whyClosed(company) : null}
        />
      </div>
      <Palette />
      <KeyMap />
    </div>
  );
}

/** Screens that are there to write with: what is typed while the record still comes, or has moved away, could not be kept (SY5, DV3). */
const ENTRY: readonly ScreenName[] = ['draft', 'payment-new'];

const whyClosed = ({ arriving, moved }: OpenCompany): RefusalReason | null =>
  arriving ? 'still-fetching' : moved && 'moved-away';

interface StageProps {
  readonly place: Place;
  /** Why nothing can be entered, on a screen that is there for it. */
  readonly closed: RefusalReason | null;
}

/** One screen. Focus is never lost: where a screen takes none itself, the main region has it. */
const Stage = memo(function Stage({ place, closed }: StageProps) {
  const words = useErrorWords();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === null)
      main.current?.focus({ preventScroll: true });
  }, []);
  const Screen = screens[place.screen];
  const shut = closed && words({ kind: 'refused', reason: closed });
  return (
    <main ref={main} className={classes.main} tabIndex={-1}>
      <ErrorBoundary name={place.screen}>
        <Suspense>
          {shut ? <EmptyState text={`${shut.what} ${shut.todo}`} /> : <Screen place={place} />}
        </Suspense>
      </ErrorBoundary>
    </main>
  );
});
