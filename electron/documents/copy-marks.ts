/** Which stamps the copies of a printed document carry (DO7). */
import type { Day } from '../../shared/domain/money.ts';
import type { PaperFormat } from './paper-format.ts';
import { fill } from './paper-words.ts';
import type { CopyMarks } from './stamp-copies.ts';

export interface CopyFacts {
  readonly language: string;
  /** The original has been printed or mailed before. */
  readonly isAgain: boolean;
  /** What the office writes on each copy, in order: original for recipient, duplicate for transporter. */
  readonly legends: readonly string[];
  /** How many sets the customer gets, and how many the clerk asks for. */
  readonly wanted: number;
  readonly asked: number;
  /** The day on which it was paid in full, where the paper should say so. */
  readonly paidOn: Day | null;
  readonly format: PaperFormat;
}

const WORDS = {
  en: { copy: 'Copy', paid: 'Paid {day}' },
  de: { copy: 'Kopie', paid: 'Bezahlt {day}' },
} as const;

/**
 * The marks of each set of pages, in order. The first of a document that was never handed out is the original and carries no
 * word but its legend; a legend stands for the word "Copy" on the sets that are handed out with it.
 */
export function copyMarks(facts: CopyFacts): CopyMarks[] {
  const { isAgain, legends, wanted, asked, paidOn, format } = facts;
  const words = facts.language === 'de' ? WORDS.de : WORDS.en;
  const paid = paidOn === null ? '' : fill(words.paid, { day: format.day(paidOn) });
  const count = isAgain ? asked : Math.max(asked, wanted, legends.length);
  return Array.from({ length: count }, (_, index) => {
    const legend = legends[index] ?? '';
    const isCopy = isAgain || (index > 0 && legend === '');
    return { head: [isCopy ? words.copy : '', legend].filter((part) => part !== '').join(' · '), paid };
  });
}
