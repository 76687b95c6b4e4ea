/** E-invoices that come in: a file is opened, shown in words, computed again and checked. Nothing is stored. */
import { Button, FileButton, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReadProblem } from '../../../../shared/einvoice/read-xml.ts';
import { Newest } from '../../data/newest.ts';
import { useText } from '../../text/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { pdfAttachments } from '../../ui/pdf-view/index.ts';
import { type Received, readReceivedFile } from './read-received.ts';
import classes from './received.module.css';
import { ReceivedView } from './received-view.tsx';

type State =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly name: string; readonly problem: ReadProblem }
  | { readonly kind: 'open'; readonly received: Received };

const ACCEPTED = '.xml,.pdf,application/xml,text/xml,application/pdf';

export function ReceivedScreen() {
  const t = useText('einvoice');
  const [state, setState] = useState<State>({ kind: 'empty' });
  const [newest] = useState(() => new Newest());
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    setState({ kind: 'reading' });
    // A second file may be chosen while the first is read.
    const read = await newest.of(readReceivedFile(file, pdfAttachments));
    if (read === null) return;
    setState(
      read.ok
        ? { kind: 'open', received: read.value }
        : { kind: 'refused', name: file.name, problem: read.error },
    );
  };
  const isOpen = state.kind === 'open';
  const choose = (
    <FileButton accept={ACCEPTED} onChange={(file) => void take(file)}>
      {(props) => (
        <Button {...props} variant={isOpen ? 'default' : 'filled'} autoFocus={!isOpen}>
          {isOpen ? t('received.other') : t('received.open')}
        </Button>
      )}
    </FileButton>
  );
  return (
    <Page title={t('received.title')} back actions={isOpen ? choose : undefined}>
      {state.kind === 'open' ? (
        <ReceivedView received={state.received} />
      ) : (
        <div className={classes.empty}>
          <Text maw={440}>{t('received.empty')}</Text>
          {state.kind === 'refused' && (
            <Text role="alert" c="var(--bad)" maw={440}>
              {state.name}: {t(`problem.${state.problem}`)}
            </Text>
          )}
          {state.kind === 'reading' ? <Text role="status">{t('checking')}</Text> : choose}
        </div>
      )}
    </Page>
  );
}
