/** Folders that cannot be worked in: a clear refusal on screen, nothing changed, and work again once the cause is gone. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freshFolder, launch, type Program, removeFolder } from '../journey/harness.ts';
import { foundOffice, issueInput, settled } from './office.ts';
import { companyFolder } from './rot.ts';

const isRoot = process.getuid?.() === 0;
const undo: (() => void)[] = [];

afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

function ownFolder(): string {
  const folder = freshFolder();
  undo.push(() => removeFolder(folder));
  return folder;
}

/** Lets nobody write in a folder, the superuser neither; answers how to take that back. */
function forbidWriting(folder: string): () => void {
  const set = (forbidden: boolean): void => {
    if (isRoot) execFileSync('chattr', ['-R', forbidden ? '+i' : '-i', folder]);
    else chmodSync(folder, forbidden ? 0o500 : 0o700);
  };
  set(true);
  undo.push(() => set(false));
  return () => set(false);
}

const title = (program: Program) => program.page.getByRole('heading', { level: 1 }).textContent();

describe.runIf(process.platform === 'linux')('the folder of a company', () => {
  it('is read-only: says so, and opens once it may be written again', async () => {
    const data = ownFolder();
    const first = await launch({ data });
    await foundOffice(first);
    await first.close();
    const allow = forbidWriting(companyFolder(data));

    const program = await launch({ data });
    try {
      expect(await settled(program)).toMatchObject({ state: 'refused', reason: 'read-only' });
      await program.page.getByRole('alert').waitFor();
      expect(await title(program)).toBe('Kill & Sons could not be opened');
      expect(await program.page.getByRole('alert').textContent()).toBe(
        "The company's folder may not be written to.",
      );
      await program.shot('refused-read-only');
      allow();
      await program.page.getByRole('button', { name: 'Open it again' }).press('Enter');
      await program.page.getByRole('navigation').waitFor();
      expect(await settled(program)).toMatchObject({ state: 'open' });
    } finally {
      await program.close();
    }
  });

  it('holds a journal that is read-only: the invoice is refused, and issues once it may be written again', async () => {
    const data = ownFolder();
    const first = await launch({ data });
    const office = await foundOffice(first);
    const issued = await first.ask('invoices.issue', issueInput(office, 10));
    await first.close();
    const allow = forbidWriting(join(companyFolder(data), 'journal'));

    const program = await launch({ data });
    try {
      await settled(program);
      const message = issueInput(office, 11);
      expect(await program.call('invoices.issue', message)).toMatchObject({
        ok: false,
        error: { kind: 'storage', reason: 'read-only' },
      });
      expect(await program.ask('books.counts', {})).toMatchObject({ documents: 1 });
      allow();
      const again = await program.ask('invoices.issue', message);
      expect([issued.number, again.number]).toEqual(['K-00001', 'K-00002']);
    } finally {
      await program.close();
    }
  });

  it('JO1: is in use by another copy of the program: says so, and opens once that one is closed', async () => {
    const data = ownFolder();
    const first = await launch({ data });
    const office = await foundOffice(first);
    await first.ask('invoices.issue', issueInput(office, 10));

    const elsewhere = ownFolder();
    symlinkSync(join(data, 'companies'), join(elsewhere, 'companies'));
    for (const name of ['companies.json', 'marks.json']) cpSync(join(data, name), join(elsewhere, name));
    cpSync(join(data, 'keys'), join(elsewhere, 'keys'), { recursive: true });
    const second = await launch({ data: elsewhere });
    try {
      expect(await settled(second)).toMatchObject({ state: 'refused', reason: 'in-use' });
      await second.page.getByRole('alert').waitFor();
      expect(await second.page.getByRole('alert').textContent()).toBe(
        'The company is open in another copy of the program.',
      );
      await second.shot('refused-in-use');
      expect((await first.call('invoices.issue', issueInput(office, 11))).ok).toBe(true);
      await first.close();
      await second.page.getByRole('button', { name: 'Open it again' }).press('Enter');
      await second.page.getByRole('navigation').waitFor();
      expect(await second.ask('books.counts', {})).toMatchObject({ documents: 2 });
    } finally {
      await second.close();
    }
  });

  it('is gone: the program starts without it and says where companies lie', async () => {
    const data = ownFolder();
    const first = await launch({ data });
    await foundOffice(first);
    await first.close();
    rmSync(companyFolder(data), { recursive: true });
    const program = await launch({ data });
    try {
      await program.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await title(program)).toBe('Welcome to Counterfoil');
    } finally {
      await program.close();
    }
  });

  it.runIf(isRoot)('JO7: is full: no new invoice, a clear error, and what was confirmed stands', async () => {
    const data = ownFolder();
    const companies = join(data, 'companies');
    mkdirSync(companies);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', companies]);
    undo.push(() => execFileSync('umount', ['-l', companies]));
    const program = await launch({ data });
    try {
      const office = await foundOffice(program);
      const issued = await program.ask('invoices.issue', issueInput(office, 10));
      execFileSync('fallocate', ['-l', '75M', join(companies, 'filler')]);
      const refused = await program.call('invoices.issue', issueInput(office, 11));
      expect(refused).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'disk-full' } });
      rmSync(join(companies, 'filler'));
      const again = await program.ask('invoices.issue', issueInput(office, 12));
      expect([issued.number, again.number]).toEqual(['K-00001', 'K-00002']);
      expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
    } finally {
      await program.close();
    }
  });
});

describe('a command id', () => {
  it('does its work once: at a double click, at a retry, after a restart and after the books are gone', async () => {
    const data = ownFolder();
    const first = await launch({ data });
    const office = await foundOffice(first);
    const state = await settled(first);
    const message = issueInput(office, 25);
    const twice = await Promise.all([
      first.ask('invoices.issue', message),
      first.ask('invoices.issue', message),
    ]);
    expect(twice[1]).toEqual(twice[0]);
    expect(await first.ask('invoices.issue', message)).toEqual(twice[0]);
    expect(state.state).toBe('open');
    await first.kill();

    const second = await launch({ data });
    await settled(second);
    expect(await second.ask('invoices.issue', message)).toEqual(twice[0]);
    // The same invoice under another command id is refused, not issued again.
    expect(await second.call('invoices.issue', { ...message, commandId: randomUUID() })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'already-issued' },
    });
    await second.close();

    rmSync(join(companyFolder(data), 'books'), { recursive: true });
    const third = await launch({ data });
    try {
      await settled(third);
      expect(await third.ask('invoices.issue', message)).toEqual(twice[0]);
      expect(await third.ask('books.counts', {})).toMatchObject({ documents: 1 });
    } finally {
      await third.close();
    }
  });
});
