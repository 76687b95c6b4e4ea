/** The small files that the program reads at its start are damaged, foreign in part, or cannot be read for a moment. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Desk, leaveOffice, type Office, openOffice, type Program, startProgram } from './harness.ts';

const disk = vi.hoisted(() => ({ fails: '' }));

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof import('node:fs/promises')>();
  const readFile = async (...args: Parameters<typeof files.readFile>) => {
    if (disk.fails !== '' && String(args[0]).endsWith(disk.fails))
      throw Object.assign(new Error('a bad moment of the disk'), { code: 'EIO' });
    return files.readFile(...args);
  };
  return { ...files, readFile };
});

let desk: Desk;
let program: Program;
let office: Office;
let warned: string[];

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
  warned = [];
});
afterEach(async () => {
  disk.fails = '';
  await leaveOffice(desk, program);
});

const path = (name: string): string => join(desk.dataFolder, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');

async function restart(between: () => void): Promise<void> {
  await program.app.close();
  between();
  const log = { info: () => {}, warn: (said: string) => void warned.push(said), error: () => {} };
  program = await startProgram(desk, undefined, { log });
}

const companies = async () => (await program.must('app.state', {})).companies;
const troubles = async () => (await program.must('app.state', {})).troubles;
const open = () => program.call('companies.open', { id: office.company });

describe('marks.json', () => {
  it('DV3: marks that cannot be read are not replaced, and no company is opened as by a new installation', async () => {
    let before = '';
    await restart(() => {
      before = text('marks.json');
      disk.fails = 'marks.json';
    });
    expect(await open()).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'io', code: 'EIO' } });
    expect((await program.must('app.state', {})).company).toMatchObject({
      state: 'refused',
      reason: 'io',
      detail: 'marks.json: EIO',
    });
    expect(text('marks.json')).toBe(before);
  });

  it('DV3: once they can be read again the desktop goes on as the device that it was', async () => {
    const { device } = JSON.parse(text('marks.json')).companies[office.company];
    await restart(() => {
      disk.fails = 'marks.json';
    });
    await open();
    disk.fails = '';
    expect(await open()).toMatchObject({ ok: true });
    expect((await program.must('app.state', {})).company).toMatchObject({ state: 'open', device });
  });
});

describe('companies.json', () => {
  it('a damaged list is kept aside and that is logged; a company opened again has its name of the record', async () => {
    await restart(() => writeFileSync(path('companies.json'), '[{"id":'));
    expect(warned).toEqual(['companies.json was damaged and is kept as companies.json.damaged-1']);
    expect(text('companies.json.damaged-1')).toBe('[{"id":');
    expect(await troubles()).toEqual([
      { file: 'companies', state: 'damaged', paths: ['companies.json.damaged-1'] },
    ]);
    expect(await open()).toMatchObject({ ok: true });
    expect(await companies()).toMatchObject([{ id: office.company, name: 'Ivy Bookbinders' }]);
  });

  it('an entry that is not understood spoils no other, and is written back as it was', async () => {
    const foreign = { id: 'of another program', colour: 'green' };
    await restart(() => {
      const [entry] = JSON.parse(text('companies.json'));
      writeFileSync(path('companies.json'), JSON.stringify([foreign, { ...entry, demo: true }]));
    });
    expect(await companies()).toMatchObject([{ id: office.company, name: 'Ivy Bookbinders', demo: true }]);
    await open();
    expect(JSON.parse(text('companies.json'))).toMatchObject([{ demo: true }, foreign]);
  });

  it('a list that cannot be read is not replaced by opening a company', async () => {
    let before = '';
    await restart(() => {
      before = text('companies.json');
      disk.fails = 'companies.json';
    });
    expect(warned).toEqual(['companies.json could not be read and is left as it is: io']);
    expect(await open()).toMatchObject({ ok: true });
    expect(text('companies.json')).toBe(before);
    expect(readdirSync(desk.dataFolder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('settings.json', () => {
  it('settings that cannot be read are not replaced by a change; once they can, the change is laid over them', async () => {
    await program.must('settings.save', { language: 'de', theme: 'dark' });
    await restart(() => {
      disk.fails = 'settings.json';
    });
    const before = text('settings.json');
    expect(await troubles()).toEqual([{ file: 'settings', state: 'unreadable', paths: ['settings.json'] }]);
    const refused = await program.call('settings.save', { theme: 'light' });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'io' } });
    expect(text('settings.json')).toBe(before);
    disk.fails = '';
    expect(await program.must('settings.save', { theme: 'light' })).toMatchObject({
      language: 'de',
      theme: 'light',
    });
    expect(await troubles()).toEqual([]);
  });

  it('damaged settings are kept aside and named, and the usual ones hold', async () => {
    await restart(() => writeFileSync(path('settings.json'), '{"theme":"mauve"}'));
    expect(await troubles()).toEqual([
      { file: 'settings', state: 'damaged', paths: ['settings.json.damaged-1'] },
    ]);
    expect(text('settings.json.damaged-1')).toBe('{"theme":"mauve"}');
    expect(await program.must('settings.save', { theme: 'dark' })).toMatchObject({
      theme: 'dark',
      language: null,
    });
  });
});
