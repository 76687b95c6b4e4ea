/** An issued invoice: its paper, where it stands, and what can be done next. */
import { Group, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { goBack, markSection, type Place } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { IncomeList } from '../../../ui/income-list.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintDialog } from '../../../ui/print-dialog.tsx';
import { RecordHistory } from '../../../ui/record-history.tsx';
import { RefundList } from '../../../ui/refund-list.tsx';
import { StatusChip, shownStatus } from '../../../ui/status-chip.tsx';
import { sectionOf } from '../entry/kind-labels.ts';
import classes from './document.module.css';
import { DocumentButtons } from './document-buttons.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { DocumentPdf } from './document-pdf.tsx';
import { Failure } from './failure.tsx';
import { PrintNote } from './print-note.tsx';
import { Settlements } from './settlements.tsx';
import { usePrinting } from './use-printing.ts';

const focusOn = (buttons: HTMLElement | null, mark: string): boolean => {
  const found = buttons?.querySelector<HTMLElement>(mark);
  found?.focus({ preventScroll: true });
  return found !== null && found !== undefined;
};

/** Where the hands go on after coming here. */
const focusFirst = (buttons: HTMLElement | null): boolean => focusOn(buttons, '[data-first]');

/** After printing comes the money, where there is still some to come. */
const focusNext = (buttons: HTMLElement | null): boolean =>
  focusOn(buttons, '[data-after]') || focusFirst(buttons);

export function DocumentScreen({ place }: { readonly place: Place }) {
  const t = useText('invoices');
  const today = useToday();
  const id = place.id ?? '';
  const found = useBooks('documents.get', { id, today });
  const [failure, setFailure] = useState<AppError | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const view = found.data;
  const printing = usePrinting(id, view?.document.kind);
  const isThere = view !== undefined;
  const standFirst = () => focusFirst(buttons.current);

  // After issue, and after coming here, the hands go on at the first action.
  useEffect(() => {
    if (isThere) focusFirst(buttons.current);
  }, [isThere]);
  const kind = view?.document.kind;
  useEffect(() => {
    if (kind) markSection(sectionOf(kind));
  }, [kind]);
  useActions([
    {
      id: 'invoices.leave',
      label: t('action.leave-view'),
      keys: 'Escape',
      group: 'here',
      hidden: true,
      run: () => void goBack(),
    },
  ]);

  if (!view) {
    return (
      <Page title={t('view.title')} back>
        {found.error && <ErrorPanel error={found.error} onRetry={found.again} />}
      </Page>
    );
  }
  const { document } = view;
  return (
    <Page
      title={t(`view.title-numbered.${document.kind}`, { number: document.number })}
      beside={
        <Group gap={6} wrap="nowrap">
          <StatusChip status={shownStatus(document.kind, view.status)} />
          {view.duty && <StatusChip status={view.duty} />}
        </Group>
      }
      back
      fixed
      actions={
        <DocumentButtons
          ref={buttons}
          view={view}
          printing={printing}
          onFailure={setFailure}
          onDone={standFirst}
        />
      }
    >
      <div className={classes.desk}>
        <div className={classes.paper}>
          <DocumentPdf id={id} number={document.number} shows={view.cleared?.number ?? ''} />
        </div>
        <div className={classes.side}>
          <PrintNote {...printing} />
          <Failure error={failure} onDismiss={() => setFailure(null)} />
          <DocumentFacts view={view} />
          <Settlements view={view} onFailure={setFailure} onDone={standFirst} />
          {view.document.kind === 'creditNote' && (
            <>
              <RefundList source={{ kind: 'creditNote', id: view.id }} />
              <IncomeList source={{ kind: 'creditNote', id: view.id }} onDone={standFirst} />
            </>
          )}
          <section aria-label={t('view.history')}>
            <Title order={2} size="h3" mb={6}>
              {t('view.history')}
            </Title>
            <RecordHistory entity={id} />
          </section>
        </div>
      </div>
      {printing.print.state === 'asking' && (
        <PrintDialog
          title={t('print.title', { number: document.number })}
          kind={document.kind}
          paper={document.paper}
          isCopy={view.handedOut}
          onPrint={(choice, remember) => {
            void printing.send(choice, remember);
            setTimeout(() => focusNext(buttons.current));
          }}
          onClose={() => {
            printing.dismiss();
            setTimeout(() => focusFirst(buttons.current));
          }}
        />
      )}
    </Page>
  );
}
