/** How something is printed as far as this desktop remembers (pure). */
import type { Settings } from '../../../shared/contract/app.ts';
import type { PrintChoice, PrintKind } from '../../../shared/contract/printing.ts';

/** As this kind was last printed; else where invoices are, on the paper that it is made for. */
export function printChoiceOf(
  printing: Settings['printing'] | undefined,
  kind: PrintKind,
  paper: PrintChoice['paper'],
): PrintChoice {
  const own = printing?.[kind];
  if (own && own.printer !== '') return own;
  const { printer = '', tray = '' } = printing?.invoice ?? {};
  return { printer, tray, copies: own?.copies ?? 1, paper: own?.paper ?? paper };
}
