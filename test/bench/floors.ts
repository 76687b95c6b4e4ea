/** What the machine itself can do, measured in the same run: an append with a flush, and a plain SQLite table. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Spread, timed } from './statistics.ts';

const FRAME_BYTES = 8 * 1024;

export interface Floors {
  readonly append: Spread;
  readonly sqliteIssue: Spread;
  readonly sqliteBulkPerSecond: number;
  readonly sqliteAging: Spread;
  readonly sqliteNewest: Spread;
  readonly sqliteSearch: Spread;
  readonly sqliteStatement: Spread;
}

/** The same shape of data as the demo: 2,000 customers, five lines, three years, about 20 % open. */
export async function measureFloors(folder: string, invoices: number): Promise<Floors> {
  const file = openSync(join(folder, 'floor.bin'), 'w');
  const frame = new Uint8Array(FRAME_BYTES).fill(65);
  const append = await timed(300, () => {
    writeSync(file, frame);
    fdatasyncSync(file);
  });
  closeSync(file);

  const db = new DatabaseSync(join(folder, 'floor.sqlite'));
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
    CREATE TABLE invoice(id INTEGER PRIMARY KEY, number TEXT, customer INTEGER, name TEXT, day TEXT, due TEXT, total INTEGER, open INTEGER);
    CREATE TABLE line(invoice INTEGER, text TEXT, quantity REAL, price INTEGER);
    CREATE INDEX by_day ON invoice(day); CREATE INDEX by_customer ON invoice(customer); CREATE INDEX line_invoice ON line(invoice);
    CREATE INDEX by_open ON invoice(open) WHERE open > 0;`);
  const insert = db.prepare(
    'INSERT INTO invoice(number, customer, name, day, due, total, open) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const line = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?)');
  const customers = Math.max(8, Math.min(2_000, Math.ceil(invoices / 5)));
  const add = (index: number) => {
    const day = new Date(Date.UTC(2023, 0, 1 + Math.floor((index / invoices) * 1_095)))
      .toISOString()
      .slice(0, 10);
    const customer = (index * 7_919) % customers;
    const { lastInsertRowid } = insert.run(
      `INV-${index}`,
      customer,
      `Customer ${customer}`,
      day,
      day,
      10_000 + index,
      index % 5 === 0 ? 10_000 : 0,
    );
    for (let each = 0; each < 5; each += 1) line.run(lastInsertRowid, 'A line of an invoice', 2, 5_000);
  };
  const bulkStart = performance.now();
  db.exec('BEGIN');
  for (let index = 0; index < invoices; index += 1) add(index);
  db.exec('COMMIT');
  const sqliteBulkPerSecond = Math.round(invoices / ((performance.now() - bulkStart) / 1000));
  const sqliteIssue = await timed(200, (run) => {
    db.exec('BEGIN IMMEDIATE');
    add(invoices + run);
    db.exec('COMMIT');
  });
  const aging = db.prepare(
    'SELECT customer, name, SUM(open) FROM invoice WHERE open > 0 GROUP BY customer ORDER BY name',
  );
  const newest = db.prepare('SELECT * FROM invoice ORDER BY day DESC LIMIT 50');
  const search = db.prepare('SELECT * FROM invoice WHERE name LIKE ? OR number LIKE ? LIMIT 20');
  const statement = db.prepare('SELECT * FROM invoice WHERE customer = ? ORDER BY day');
  const floors: Floors = {
    append,
    sqliteIssue,
    sqliteBulkPerSecond,
    sqliteAging: await timed(30, () => aging.all()),
    sqliteNewest: await timed(30, () => newest.all()),
    sqliteSearch: await timed(30, (run) => search.all(`%omer ${run}%`, `%-9${run}%`)),
    sqliteStatement: await timed(30, (run) => statement.all(run)),
  };
  db.close();
  return floors;
}
