/** Records with nothing in them but what a test says, as the page would send them. */
import { blankCustomer, blankDraft } from '../shared/contract/blank-records.ts';
import type { InputOf } from '../shared/contract/contract.ts';

type Draft = InputOf<'drafts.keep'>['draft'];

/** An invoice over these lines, in pounds unless it says otherwise. */
export const plainDraft = (
  customer: string | null,
  lines: Draft['lines'],
  more: Partial<Draft> = {},
): Draft => ({ ...blankDraft('GBP', 'invoice', customer), lines, ...more });

const BRITISH = { currency: 'GBP', language: 'en', defaultTerms: null, address: { country: 'GB' } } as const;

/** A British customer. */
export const plainCustomer = (number: string, name: string) => blankCustomer(BRITISH, number, name);
