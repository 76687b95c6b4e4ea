/** Ways to be paid that one country alone has, as Peppol wants them said between two parties of it. */
import type { BankAccount } from '../domain/bank-account.ts';
import type { PaymentInstruction } from './model.ts';
import { BANKGIRO, PLUSGIRO } from './rules/swedish-rules.ts';

type Means = Pick<PaymentInstruction, 'code' | 'account'>;

const firstOf = (lines: readonly string[], pattern: RegExp): string | null =>
  lines.map((line) => pattern.exec(line)?.[1]?.replace(/\D/g, '')).find((digits) => digits) ?? null;

/** Danish accounts by number and registration number (42), which a Danish IBAN is made of; of others the bank's code (31, DK-R-006). */
function danish(lines: readonly string[], account: BankAccount | null): Means | null {
  if (account?.iban && account.id.startsWith('DK'))
    return { code: '42', account: { id: account.id.slice(8), bic: account.id.slice(4, 8) } };
  if (account === null) return null;
  const branch = account.iban ? null : firstOf(lines, /\breg\w*\.?\s*(?:(?:nr|no)\.?)?\s*:?\s*(\d{4})\b/i);
  if (branch !== null) return { code: '42', account: { id: account.id, bic: branch } };
  return {
    code: '31',
    account: { id: account.id, ...(account.bic === undefined ? {} : { bic: account.bic }) },
  };
}

/** Bankgiro and Plusgiro, which the field of the bank's code names (SE-R-007 … 010). */
function swedish(lines: readonly string[]): Means | null {
  const bankgiro = firstOf(lines, /\b(?:bankgiro|bg)\b[^\d]*(\d[\d -]*\d)/i);
  if (bankgiro !== null) return { code: '30', account: { id: bankgiro, bic: BANKGIRO } };
  const plusgiro = firstOf(lines, /\b(?:plusgiro|pg)\b[^\d]*(\d[\d -]*\d)/i);
  return plusgiro === null ? null : { code: '30', account: { id: plusgiro, bic: PLUSGIRO } };
}

/** How a buyer of the same country pays; `null` where it pays as anyone does. */
export function domesticMeans(
  country: string,
  lines: readonly string[],
  account: BankAccount | null,
): Means | null {
  if (country === 'DK') return danish(lines, account);
  return country === 'SE' ? swedish(lines) : null;
}
