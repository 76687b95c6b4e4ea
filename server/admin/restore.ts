/** Fills an empty store from a backup and begins a new epoch (SY7): clients bring what came after the backup. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JournalClient } from '../../electron/journal/journal-client.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../crypto.ts';
import { newEpochName } from '../epoch-name.ts';
import { WRITER_THREAD } from '../open-store.ts';
import { JournalRefused } from '../store/embedded.ts';
import { copyFiles, filesInFolder } from '../store/file-store.ts';
import { RecordReader } from '../store/record-frames.ts';
import type { ServerRecord } from '../store/records.ts';
import { readCompany } from '../store/rows.ts';
import type { Lines, Told } from './lines.ts';

const READ_BYTES = 4 * 1024 * 1024;

/** @param told how many frames of the backup have been read, of how many. */
export async function restore(context: Context, folder: string, told: Told = () => {}): Lines {
  const { database } = context;
  if (!existsSync(join(folder, 'journal'))) return err(`${folder} is no backup.`);
  const [present] = await database.read((sql) => sql.query('SELECT company FROM company LIMIT 1'));
  if (present !== undefined) return err('The store is not empty. A backup is restored into an empty one.');
  const journal = new JournalClient({ folder, thread: WRITER_THREAD });
  try {
    const verified = await journal.verify({ commits: false });
    if (!verified.ok) throw new JournalRefused(verified.error);
    const { fault, head: end } = verified.value.report;
    const head = end.number;
    if (fault !== null) return err(`The backup is damaged: ${JSON.stringify(fault)}`);
    const companies = await fill(context, journal, folder, (done) => told(done, head));
    const begun = await beginEpochs(context, null);
    await restoreFiles(context, folder, companies);
    return ok([`${companies.length} companies restored`, ...begun]);
  } finally {
    await journal.close();
  }
}

/** Answers the companies that the backup holds. */
async function fill(
  { database, version }: Context,
  journal: JournalClient,
  folder: string,
  read: (frame: number) => void,
): Promise<readonly string[]> {
  const scan = await journal.scan();
  if (!scan.ok) throw new JournalRefused(scan.error);
  const identity = { journalId: folder, incarnation: folder, installId: 'restore', app: version };
  const opened = await journal.open({ applied: null, acknowledged: null }, identity);
  if (!opened.ok) throw new JournalRefused(opened.error);
  const reader = new RecordReader();
  const chains = new Map<string, string>();
  for (let next = 1; ; ) {
    const frames = await journal.readFrom(next, READ_BYTES);
    if (!frames.ok) throw new JournalRefused(frames.error);
    const last = frames.value.at(-1);
    if (last === undefined) return [...chains.keys()];
    for (const frame of frames.value) {
      const records = reader.take(frame).filter((record) => record.kind !== 'server');
      for (const record of records) followChain(chains, record);
      if (records.length === 0) continue;
      await database.write(async (transaction) => {
        for (const record of records) await transaction.record(record);
      });
    }
    next = last.number + 1;
    read(last.number);
  }
}

/** SY3: what is restored continues the company's chain; anything else was changed since it was placed. */
function followChain(chains: Map<string, string>, record: ServerRecord): void {
  if (record.kind === 'company') chains.set(record.company, firstCompanyChain(record.company, sha256));
  if (record.kind !== 'commits') return;
  let chain = chains.get(record.company) ?? '';
  for (const commit of record.commits) {
    chain = nextCompanyChain(chain, commit, sha256);
    if (chain !== commit.chain)
      throw new Error(`commit ${commit.sequence} of ${record.company} breaks the chain`);
  }
  chains.set(record.company, chain);
}

async function restoreFiles({ files }: Context, folder: string, companies: readonly string[]): Promise<void> {
  const source = filesInFolder(folder);
  for (const company of companies) await copyFiles(source, files, company);
}

/** Begins a new epoch for one company or for all; answers a line for each. */
export async function beginEpochs(context: Context, company: string | null): Promise<readonly string[]> {
  const { database } = context;
  const rows = await database.read((sql) =>
    sql.query<{ company: string; head: number }>('SELECT company, head FROM company ORDER BY company'),
  );
  const chosen = rows.filter((row) => company === null || row.company === company);
  for (const row of chosen) {
    await database.write(async (transaction) => {
      const present = await readCompany(transaction, row.company);
      const epoch = newEpochName(context, present?.epochs.map((each) => each.epoch) ?? []);
      await transaction.record({ kind: 'epoch', company: row.company, epoch });
    });
  }
  return chosen.map((row) => `${row.company}: a new epoch after commit ${row.head}`);
}
