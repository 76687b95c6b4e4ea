/** What every implementation of `Books` must do; the same suites run against fake-indexeddb and against the real window. */
import { digestContract } from './contract-digest.ts';
import { documentsContract } from './contract-documents.ts';
import { moneyContract } from './contract-money.ts';
import { recordsContract } from './contract-records.ts';
import { stateContract } from './contract-state.ts';
import type { BooksMaker } from './suite.ts';

export function booksContract(make: () => BooksMaker): void {
  stateContract(make);
  documentsContract(make);
  moneyContract(make);
  recordsContract(make);
  digestContract(make);
}
