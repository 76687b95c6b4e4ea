/** Keeps the draft safe while it is typed (EV12), and commits it when the clerk asks. */
import { useEffect, useMemo, useRef } from 'react';
import type { AppError, Result } from '../../../../../shared/errors/index.ts';
import type { Draft, DraftBase } from '../../../../../shared/events/drafts.ts';
import { invoke } from '../../../data/client.ts';
import { useDrafts } from '../../../data/drafts.ts';
import { newId } from '../../../data/ids.ts';
import { noteOpenDraft } from '../../../data/resume.ts';
import { useSession } from '../../../data/session.ts';
import { sameValue } from '../../../data/three-way.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { isEmpty, toDraft, toEntry } from './entry-draft.ts';
import type { EntryStore } from './entry-store.ts';

export interface Saving extends Autosave {
  /** Commits the draft to the record; colleagues can see it then. */
  readonly commit: () => Promise<Result<{ id: string }, AppError>>;
  /** Nothing more is kept, and the window forgets the draft: it was issued or discarded. */
  readonly end: () => void;
}

const PAUSE = 400;

const openCompany = (): string => {
  const company = useSession.getState().app?.company;
  return company?.state === 'open' ? company.company.id : '';
};

function createSaving(id: string, store: EntryStore, loaded: DraftBase | null): Saving {
  let base = loaded;
  /** The same content is committed under the same command id, so that a repeated key or a retry happens once. */
  let last: { readonly content: string; readonly commandId: string } | undefined;
  /** Says why the draft is not safe, beside the fields too where it is theirs (AL1). */
  const failed = (saveError: AppError | null): void => {
    store.setState({ saveError });
    if (saveError?.kind !== 'invalid') return;
    const block = 'block' as const;
    store.setFindings(
      saveError.fields.map(({ path, problem }) => ({ code: problem, severity: block, path })),
    );
  };
  const autosave = createAutosave<AppError>({
    pause: PAUSE,
    startTimer: (run, milliseconds) => window.setTimeout(run, milliseconds),
    stopTimer: (timer) => window.clearTimeout(timer),
    report: (saved, error) => {
      const before = store.getState();
      // With every key it is being typed: that is said once.
      if (saved.state === 'typing' && before.saved.state === 'typing' && !before.saveError) return;
      store.setState({ saved });
      failed(error ?? null);
    },
    keep: async () => {
      const { entry, focus } = store.getState();
      const draft = toDraft(entry);
      const { put, note } = useDrafts.getState();
      put(id, { draft, base, focus, state: 'keeping' });
      const reply = await invoke('drafts.keep', { id, draft, base, focus });
      note(id, reply.ok ? { state: 'kept', kept: reply.value.kept } : { state: 'failed' });
      return reply.ok ? { ok: true, at: reply.value.kept } : reply;
    },
  });
  /** Shows what others had changed meanwhile, unless the clerk has typed on; then the next save still knows its base. */
  const goOnFromRecord = async (committed: Draft): Promise<void> => {
    const now = await invoke('drafts.get', { id });
    const { entry } = store.getState();
    if (!now.ok || !sameValue(toDraft(entry), committed)) return;
    base = now.value.base;
    if (sameValue(now.value.draft, committed)) return;
    // The blank line at the end stays the same one: the clerk may stand in it.
    const blank = entry.order.at(-1);
    const isBlankEnd = blank !== undefined && committed.lines.every((line) => line.id !== blank);
    const ids = (): string => (isBlankEnd ? blank : newId());
    store.edit(() => toEntry(now.value.draft, entry.lineTax, ids, entry.placeTax));
  };
  return {
    ...autosave,
    commit: async () => {
      await autosave.flush();
      const draft = toDraft(store.getState().entry);
      const content = JSON.stringify(draft);
      if (last?.content !== content) last = { content, commandId: newId() };
      const reply = await invoke('drafts.save', { commandId: last.commandId, id, draft, base });
      if (!reply.ok) failed(reply.error);
      else await goOnFromRecord(draft);
      return reply;
    },
    end: () => {
      void autosave.stop();
      useDrafts.getState().drop(id);
      noteOpenDraft(openCompany(), null);
    },
  };
}

/** Wires the form's state to the draft's file: a short pause after typing, at once when the window or screen is left. */
export function useSaving(id: string, store: EntryStore, base: DraftBase | null): Saving {
  // The base with which the form was loaded; from then on saving knows better.
  const saving = useMemo(() => createSaving(id, store, base), [id, store, base]);
  const begun = useRef(false);

  useEffect(() => {
    const unsubscribe = store.subscribe((state, before) => {
      if (state.entry !== before.entry) {
        // An untouched form leaves no draft behind; one that was emptied again is kept as empty.
        if (!begun.current && isEmpty(state.entry)) return;
        if (!begun.current) noteOpenDraft(openCompany(), id);
        begun.current = true;
        saving.touch();
      } else if (begun.current && state.focus !== before.focus) saving.touch(true);
    });
    const flush = (): void => void saving.flush();
    window.addEventListener('blur', flush);
    window.addEventListener('beforeunload', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      unsubscribe();
      window.removeEventListener('blur', flush);
      window.removeEventListener('beforeunload', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [id, saving, store]);
  useEffect(() => {
    if (!isEmpty(store.getState().entry)) noteOpenDraft(openCompany(), id);
    // The draft that is left on purpose is not the one to come back to; closing the window does not come here.
    return () => noteOpenDraft(openCompany(), null);
  }, [id, store]);

  return saving;
}
