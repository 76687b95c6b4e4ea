/** What can be done about the sheets of a pad that stand on no document: enter them, or say what became of them (NU6). */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { WrittenReceiptDialog } from '../../ui/written-receipt-dialog.tsx';
import { SpoiltDialog } from './spoilt-dialog.tsx';

type Account = OutputOf<'series.report'>['series'][number];

interface SheetActionsProps {
  readonly account: Account;
  readonly run: Account['runs'][number];
}

export function SheetActions({ account, run }: SheetActionsProps) {
  const t = useText('numbers');
  const say = useCommand('series.saySheets');
  const [isAsking, setAsking] = useState(false);
  const [isEntering, setEntering] = useState(false);
  const { fate, counters, first } = run;
  if (fate === 'spoilt') {
    const { from, to } = counters;
    return (
      <>
        <Button
          variant="subtle"
          size="compact-sm"
          loading={say.pending}
          aria-label={t('spoilt.back.of', { number: first })}
          onClick={() => void say.run({ commandId: newId(), id: account.id, from, to, reason: null })}
        >
          {t('spoilt.back')}
        </Button>
        <ErrorText error={say.error} />
      </>
    );
  }
  if (fate !== 'missing' && fate !== 'unused' && fate !== 'void') return null;
  const enter = (): void => {
    // A receipt has no draft: it is of a payment, which the dialog asks for.
    if (account.kind === 'receipt') {
      setEntering(true);
      return;
    }
    const sheet = { kind: account.kind, pad: account.id, sheet: String(counters.from) };
    void go({ screen: 'draft', id: newId(), with: sheet });
  };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('enter.of', { number: first })}
        onClick={enter}
      >
        {t('enter')}
      </Button>
      {fate !== 'void' && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('spoilt.of', { number: first })}
          onClick={() => setAsking(true)}
        >
          {t('spoilt')}
        </Button>
      )}
      {isEntering && (
        <WrittenReceiptDialog
          payment={null}
          sheet={{ series: account.id, counter: counters.from }}
          onClose={() => setEntering(false)}
        />
      )}
      {isAsking && <SpoiltDialog pad={account.id} run={run} onClose={() => setAsking(false)} />}
    </Group>
  );
}
