/** Parts of a company's folder are lost while the program is closed: each of the two stores brings the other back. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { freshFolder, launch, type Program, removeFolder } from '../journey/harness.ts';
import { settled } from './office.ts';
import { type Answers, answersOf, companyFolder, filesBelow, madeUpCompany } from './rot.ts';

let made: { data: string; answers: Answers };
let data: string;

beforeAll(async () => {
  made = await madeUpCompany(300);
});

afterAll(() => removeFolder(made.data));

beforeEach(() => {
  data = freshFolder();
  cpSync(made.data, data, { recursive: true });
  return () => removeFolder(data);
});

const inCompany = (...names: string[]) => join(companyFolder(data), ...names);

const lastSegment = (): string => {
  const name = readdirSync(inCompany('journal'))
    .filter((one) => one.endsWith('.cfj'))
    .sort()
    .at(-1);
  return inCompany('journal', name ?? '');
};

/** Starts, compares every answer, and lets `work` look further. */
async function reopened(work: (program: Program) => Promise<void> = async () => undefined): Promise<void> {
  const program = await launch({ data });
  try {
    expect(await settled(program)).toMatchObject({ state: 'open' });
    expect(await answersOf(program)).toEqual(made.answers);
    expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true, problem: null });
    await work(program);
  } finally {
    await program.close();
  }
}

describe('the journal', () => {
  it('BO3: its folder deleted: it is written again from the books, and nothing is missing', async () => {
    rmSync(inCompany('journal'), { recursive: true });
    await reopened();
    expect(statSync(lastSegment()).size).toBeGreaterThan(100_000);
  });

  it.each([1, 77, 1500])(
    'JO8: its last %i bytes cut off while the books know more: written back, not cut',
    async (bytes) => {
      const { size } = statSync(lastSegment());
      truncateSync(lastSegment(), size - bytes);
      await reopened();
      // What was lost stands again; the frames of this start follow it.
      expect(statSync(lastSegment()).size).toBeGreaterThanOrEqual(size);
    },
  );

  it('JO8: a byte flipped in its middle: filled from the books', async () => {
    const bytes = readFileSync(lastSegment());
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
    writeFileSync(lastSegment(), bytes);
    await reopened();
  });

  it('JO8: cut in the middle and the books gone: what is proven can be read, and nothing is dropped in silence', async () => {
    rmSync(inCompany('books'), { recursive: true });
    const bytes = readFileSync(lastSegment());
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
    writeFileSync(lastSegment(), bytes);
    const program = await launch({ data });
    try {
      const standing = await settled(program);
      expect(standing).toMatchObject({ state: 'damaged', fault: { segment: basename(lastSegment()) } });
      await program.page.getByRole('alert').waitFor();
      expect(await program.page.getByRole('heading', { level: 1 }).textContent()).toContain(
        'can only be read',
      );
      const rows = program.page.getByRole('row');
      await rows.nth(20).waitFor();
      await program.page.getByText('Customers', { exact: true }).click();
      await program.page.getByRole('columnheader', { name: 'City' }).waitFor();
      await rows.nth(5).waitFor();
      expect(
        await program.page.evaluate(() =>
          (window as unknown as { counterfoil: Bridge }).counterfoil.invoke('companies.rebuildBooks', {}),
        ),
      ).toEqual({ ok: false, error: { kind: 'refused', reason: 'record-damaged' } });
      expect(readFileSync(lastSegment()).equals(bytes)).toBe(true);
    } finally {
      await program.close();
    }
  });
});

describe('the books', () => {
  it('BO3: their folder deleted: built again from the journal, and nothing is missing', async () => {
    rmSync(inCompany('books'), { recursive: true });
    await reopened();
    expect(filesBelow(inCompany('books', 'IndexedDB')).length).toBeGreaterThan(0);
  });

  it('BO3: another company’s books in their place: built again from the own journal', async () => {
    const other = await madeUpCompany(5);
    try {
      rmSync(inCompany('books'), { recursive: true });
      renameSync(join(companyFolder(other.data), 'books'), inCompany('books'));
      await reopened();
    } finally {
      removeFolder(other.data);
    }
  });

  it('both are gone: the company is refused, and no empty one takes its place', async () => {
    rmSync(inCompany('books'), { recursive: true });
    rmSync(inCompany('journal'), { recursive: true });
    const program = await launch({ data });
    try {
      expect(await settled(program)).toMatchObject({ state: 'refused', reason: 'missing' });
    } finally {
      await program.close();
    }
  });
});

describe('the window of the books', () => {
  it('BO2: killed under the program: the next question is answered right', async () => {
    await reopened(async (program) => {
      await program.app.evaluate(({ BrowserWindow }) => {
        const books = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().startsWith('app://books'),
        );
        process.kill(books?.webContents.getOSProcessId() as number, 'SIGKILL');
      });
      expect(await answersOf(program)).toEqual(made.answers);
    });
  });
});
