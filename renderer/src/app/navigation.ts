/** Where the window stands, and the way back. */
import { create } from 'zustand';

export const SECTIONS = [
  'dashboard',
  'invoices',
  'quotes',
  'payments',
  'customers',
  'items',
  'aging',
  'tax-report',
  'settings',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Every screen: sections, and what opens from them. */
export const SCREEN_NAMES = [
  ...SECTIONS,
  'draft',
  'invoice',
  'payment',
  'payment-new',
  'old-credits',
  'customer',
  'received',
  'review',
  'print-run',
  'number-report',
  'periods',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** The section under which a screen stands in the sidebar. */
export const SECTION_OF: Readonly<Record<ScreenName, Section>> = {
  dashboard: 'dashboard',
  review: 'dashboard',
  invoices: 'invoices',
  quotes: 'quotes',
  draft: 'invoices',
  invoice: 'invoices',
  received: 'invoices',
  'print-run': 'invoices',
  payments: 'payments',
  payment: 'payments',
  'payment-new': 'payments',
  'old-credits': 'payments',
  customers: 'customers',
  customer: 'customers',
  items: 'items',
  aging: 'aging',
  'tax-report': 'tax-report',
  settings: 'settings',
  'number-report': 'settings',
  periods: 'settings',
};

export interface Place {
  readonly screen: ScreenName;
  /** The record that it shows; a new record's id where the screen creates one. */
  readonly id?: string;
  /** What the screen shall begin with: `{ customer }` for a new invoice, `{ tab }` in settings, `{ begin: 'correct' }` for an issued one. */
  readonly with?: Readonly<Record<string, string>>;
}

/** Asked before a place with unsaved work is left; `true` lets go. */
export type LeaveGuard = () => boolean | Promise<boolean>;

interface Navigation {
  /** Where a document belongs that a screen of another section shows: an offer stands under the quotes. */
  readonly marked: Section | null;
  readonly place: Place;
  readonly back: readonly Place[];
}

const START: Place = { screen: 'dashboard' };
const DEPTH = 50;
let guard: LeaveGuard | null = null;

export const useNavigation = create<Navigation>()(() => ({ marked: null, place: START, back: [] }));

/** Sets the guard of the present screen; answers the function that lifts it. */
export function guardLeaving(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

/** Asks the guard of what is open, if it has one: also before a form beside a list makes room for another. */
export async function mayLeave(): Promise<boolean> {
  if (!guard) return true;
  const free = await guard();
  if (free) guard = null;
  return free;
}

/** Goes to a place and remembers the present one. */
export async function go(place: Place): Promise<void> {
  if (!(await mayLeave())) return;
  useNavigation.setState(({ place: from, back }) => ({
    marked: null,
    place,
    back: [...back, from].slice(-DEPTH),
  }));
}

/** Shows another place instead of this one: the way back does not lead here again (a draft that became an invoice). */
export async function replace(place: Place): Promise<void> {
  if (!(await mayLeave())) return;
  useNavigation.setState({ marked: null, place });
}

/** Returns to the place before, or to the section's list when there is none. */
export async function goBack(): Promise<void> {
  if (!(await mayLeave())) return;
  useNavigation.setState(({ marked, place, back }) => ({
    marked: null,
    place: back.at(-1) ?? { screen: marked ?? SECTION_OF[place.screen] },
    back: back.slice(0, -1),
  }));
}

/** Says to which section what the present screen shows belongs; until another place is shown. */
export function markSection(section: Section): void {
  useNavigation.setState({ marked: section });
}

/** The section that the sidebar marks. */
export const sectionNow = ({ marked, place }: Pick<Navigation, 'marked' | 'place'>): Section =>
  marked ?? SECTION_OF[place.screen];

/** Forgets all places: another company was opened. */
export function startOver(): void {
  guard = null;
  useNavigation.setState({ marked: null, place: START, back: [] });
}
