/** Drafts that are open in this window: what is typed outlives leaving the screen, until it is issued or discarded. */
import { create } from 'zustand';
import type { Draft, DraftBase } from '../../../shared/events/drafts.ts';

export interface OpenDraft {
  readonly draft: Draft;
  /** What stood in the record when the typing began (EV4). */
  readonly base: DraftBase | null;
  /** Name of the field in which the clerk stood. */
  readonly focus: string;
  /** `typed`: newer than what main keeps; `keeping`: on its way; `kept`: safe; `failed`: main refused, still here. */
  readonly state: 'typed' | 'keeping' | 'kept' | 'failed';
  /** Instant at which main last kept it, UTC milliseconds. */
  readonly kept: number | null;
}

interface Drafts {
  readonly open: Readonly<Record<string, OpenDraft>>;
  readonly put: (id: string, change: Partial<OpenDraft> & Pick<OpenDraft, 'draft'>) => void;
  readonly note: (id: string, change: Partial<OpenDraft>) => void;
  readonly drop: (id: string) => void;
}

const FRESH = { base: null, focus: '', state: 'typed', kept: null } as const;

export const useDrafts = create<Drafts>()((set) => ({
  open: {},
  put: (id, change) => set(({ open }) => ({ open: { ...open, [id]: { ...FRESH, ...open[id], ...change } } })),
  note: (id, change) =>
    set(({ open }) => {
      const known = open[id];
      return known ? { open: { ...open, [id]: { ...known, ...change } } } : {};
    }),
  drop: (id) =>
    set(({ open }) => ({ open: Object.fromEntries(Object.entries(open).filter(([key]) => key !== id)) })),
}));
