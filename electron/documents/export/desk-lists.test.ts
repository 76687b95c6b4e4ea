import { expect, it } from 'vitest';
import { ok } from '../../../shared/errors/index.ts';
import type { DeskLists, ListContext } from './list-source.ts';
import type { Row } from './list-table.ts';
import { listWords } from './list-words.ts';
import { tableOf } from './lists.ts';

const MAIL = {
  id: 'm1',
  document: 'd1',
  number: 'INV-1',
  to: ['a@x.example', 'b@x.example'],
  cc: ['c@x.example'],
  subject: 'Invoice INV-1',
  state: 'uncertain',
  problem: null,
  detail: '451 try later',
  queued: 0,
  changed: 86_400_000,
  tries: 2,
  refused: ['b@x.example'],
} as const;

const SHEET = {
  document: 'd1',
  number: 'INV-1',
  kind: 'invoice',
  state: 'failed',
  problem: 'job-failed',
  detail: 'paper jam',
} as const;

const DESK: DeskLists = {
  outbox: () => [{ ...MAIL, to: [...MAIL.to], cc: [...MAIL.cc], refused: [...MAIL.refused] }],
  printRun: () => [SHEET],
};

const context = (language: 'en' | 'de'): ListContext => ({
  books: { query: () => Promise.reject(new Error('nothing of this is in the books')) },
  drafts: async () => ok([]),
  desk: DESK,
  words: listWords(language),
  today: '2026-03-02',
  dayOf: (instant) => (instant === 0 ? '1970-01-01' : '1970-01-02'),
  currency: 'EUR',
});

async function rowsOf(list: 'outbox' | 'print-run', language: 'en' | 'de') {
  const { title, columns, rows } = tableOf({ list }, context(language));
  const all: Row[] = [];
  for await (const chunk of rows()) if (chunk.ok) all.push(...chunk.value);
  return { title, heads: columns.map(({ head }) => head), rows: all };
}

it('an outbox has a row for each mail: to whom, what became of it, when, and what the server said', async () => {
  expect(await rowsOf('outbox', 'en')).toEqual({
    title: 'Outbox',
    heads: ['Number', 'To', 'Subject', 'Status', 'Written', 'Last change', 'Tries', 'Refused', 'Details'],
    rows: [
      [
        ...['INV-1', 'a@x.example, b@x.example, c@x.example', 'Invoice INV-1', 'May have been sent'],
        ...['1970-01-01', '1970-01-02', '2', 'b@x.example', '451 try later'],
      ],
    ],
  });
});

it('a print run has a row for each document, in the words of the company', async () => {
  expect(await rowsOf('print-run', 'de')).toEqual({
    title: 'Drucklauf',
    heads: ['Nummer', 'Art', 'Stand', 'Einzelheiten'],
    rows: [['INV-1', 'Rechnung', 'Fehlgeschlagen', 'paper jam']],
  });
});
