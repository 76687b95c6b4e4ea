/** Prints an issued document and follows the job to its end; asks nothing where the clerk wanted it so. */
import { useEffect, useRef, useState } from 'react';
import type { PrintChoice } from '../../../../../shared/contract/printing.ts';
import type { DocumentKind } from '../../../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { invoke } from '../../../data/client.ts';
import { followJob, type PrintOutcome } from '../../../data/follow-job.ts';
import { newId } from '../../../data/ids.ts';
import { refreshSession, useSession } from '../../../data/session.ts';

export type PrintState =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'printing'; readonly printer: string }
  | { readonly state: 'done'; readonly printer: string; readonly result: PrintOutcome }
  | { readonly state: 'refused'; readonly error: AppError };

export interface Printing {
  readonly print: PrintState;
  /** Prints as remembered, or asks. */
  readonly begin: () => void;
  /** Asks even where the choice is remembered. */
  readonly ask: () => void;
  readonly send: (choice: PrintChoice, remember: boolean) => Promise<void>;
  readonly dismiss: () => void;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `kind` is unknown until the document is there; nothing can be printed before that. */
export function usePrinting(id: string, kind: DocumentKind | undefined): Printing {
  const remembered = useSession(({ app }) => kind && app?.settings.printing[kind]);
  const [print, setPrint] = useState<PrintState>({ state: 'idle' });
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const send = async (choice: PrintChoice, remember: boolean): Promise<void> => {
    const {
      printer,
      tray = '',
      copies,
      paper,
      letterhead = false,
      letterheadOnAll = false,
      paid = false,
      original = false,
    } = choice;
    setPrint({ state: 'printing', printer });
    const where = { printer, tray, copies, paper, letterhead, letterheadOnAll, paid, original };
    const reply = await invoke('documents.print', { commandId: newId(), id, ...where, remember });
    if (!reply.ok) return setPrint({ state: 'refused', error: reply.error });
    void refreshSession();
    const result = await followJob({
      wait,
      isWanted: () => isHere.current,
      ask: () => invoke('printers.job', { job: reply.value.job }),
    });
    if (isHere.current) setPrint({ state: 'done', printer, result });
  };

  return {
    print,
    begin: () => {
      if (print.state === 'printing') return;
      if (remembered?.silent) void send(remembered, false);
      else setPrint({ state: 'asking' });
    },
    ask: () => setPrint({ state: 'asking' }),
    send,
    dismiss: () => setPrint({ state: 'idle' }),
  };
}
