import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointFrame } from '../../electron/company/checkpoint.ts';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import { PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { appendTo, framesIn } from '../main/closed-company.ts';
import {
  type Desk,
  issue,
  leaveOffice,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { foldFolder } from './fold-folder.ts';

let desk: Desk;
let program: Program;
let office: Office;
let folder: string;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
  folder = join(desk.dataFolder, 'companies', office.company);
  await issue(program, office, '10');
  await reopen();
  await issue(program, office, '20');
});
afterEach(() => leaveOffice(desk, program));

/** Closes the company, which leaves a checkpoint, and opens it again. */
async function reopen(between: () => Promise<unknown> = async () => {}): Promise<void> {
  await program.app.close();
  await between();
  program = await startProgram(desk);
  await program.must('companies.open', { id: office.company });
}

async function verify() {
  const { outcome, lines } = await verifyFolder(
    folder,
    foldFolder(folder, () => {}),
  );
  return { outcome, text: lines.join('\n') };
}

const wrong = (projectorVersion: number) =>
  checkpointFrame({ applied: 0, digest: '0'.repeat(64), projectorVersion });

describe('npm run verify', () => {
  it('BO4: compares every checkpoint with a fold of the commits before it', async () => {
    await program.app.close();
    expect(framesIn(folder).filter(({ kind }) => kind === FRAME_KIND.checkpoint)).toHaveLength(2);
    expect(await verify()).toMatchObject({
      outcome: 'sound',
      text: expect.stringContaining('2 checkpoints agree with a fresh fold'),
    });
  });

  it('BO4: names the first checkpoint that differs, and so does the check of the record', async () => {
    await reopen(() => appendTo(folder, [wrong(PROJECTOR_VERSION)]));
    const first = framesIn(folder).at(-1)?.number;
    await issue(program, office, '30');
    await reopen(() => appendTo(folder, [wrong(PROJECTOR_VERSION)]));
    const { outcome, text } = await verify();
    expect(outcome).toBe('damaged');
    expect(text).toContain(`Checkpoint in frame ${first}: differs`);
    expect(text.match(/differs from/g)).toHaveLength(1);
    expect(await program.must('companies.verify', {})).toMatchObject({
      intact: false,
      findings: [{ what: 'checkpoint', detail: `#${first}`, mended: false }],
    });
  });

  it('BO3: cannot compare what other projections noted, and says so', async () => {
    await reopen(() => appendTo(folder, [wrong(PROJECTOR_VERSION + 1)]));
    expect(await verify()).toMatchObject({
      outcome: 'sound',
      text: expect.stringContaining('1 checkpoints were made by another version'),
    });
  });

  it('JO3: folds nothing behind a bad frame', async () => {
    await program.app.close();
    const [name = ''] = await readdir(join(folder, 'journal'));
    await writeFile(join(folder, 'journal', name), 'scribbled over', { flag: 'r+' });
    expect(await verify()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining('Checkpoints were not compared'),
    });
  });

  it('EV11: names an archived file whose bytes are not what its hash says', async () => {
    await program.app.close();
    const names = await readdir(join(folder, 'blobs'));
    await writeFile(join(folder, 'blobs', names[0] ?? ''), '%PDF-1.7 somebody else wrote this');
    const { outcome, text } = await verify();
    expect(outcome).toBe('damaged');
    expect(text).toContain(`Bad blob: blobs/${names[0]} (damaged)`);
  });
});
