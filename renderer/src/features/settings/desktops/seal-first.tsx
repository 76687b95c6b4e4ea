/** Encryption from the first day (DV5): chosen where a company meets its first server, so that nothing ever lies there in the clear. */
import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';

export interface SealFirst {
  /** The choice, to stand in the form; nothing where the company is encrypted already. */
  readonly field: ReactNode;
  /** Carries the choice out. Answers whether to go on: not when somebody wants it and has turned back from the code. */
  readonly settle: () => Promise<boolean>;
}

/** @param offered a manager connects the company for the first time */
export function useSealFirst(offered: boolean): SealFirst {
  const t = useText('sync');
  const sealing = useBooks('sync.sealing', {});
  const show = useCommand('sync.recoveryCode');
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState<{ code: string; answer: (sealed: boolean) => void } | null>(null);
  const isOpen = offered && sealing.data?.on === false;
  const settle = async (): Promise<boolean> => {
    if (!isOpen || !wanted) return true;
    const reply = await show.run({});
    if (!reply.ok) return false;
    return new Promise((answer) => setShown({ code: reply.value.code, answer }));
  };
  const field = isOpen && (
    <>
      <Checkbox
        mt="md"
        maw={560}
        label={t('seal.first')}
        description={t('seal.first-text')}
        checked={wanted}
        onChange={(event) => setWanted(event.currentTarget.checked)}
      />
      <ErrorText error={show.error} />
      {shown && (
        <RecoveryCodeDialog
          code={shown.code}
          note={t('seal.first-note')}
          onClose={(sealed) => {
            setShown(null);
            if (sealed) sealing.again();
            shown.answer(sealed);
          }}
        />
      )}
    </>
  );
  return { field, settle };
}
