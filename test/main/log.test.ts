/** The log file of a program at work: faults of the page and of this process, without what they quote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLog } from '../../electron/adapters/log-file.ts';
import { foundOffice, issue, leaveOffice, newDesk, newId, startProgram } from './harness.ts';

it('names no customer and no amount, whatever fails', async () => {
  const desk = await newDesk();
  const program = await startProgram(desk, undefined, {
    log: openLog(desk.dataFolder),
    openFile: async () => {
      throw new Error('Alder & Sons, 1 Mill Lane: 120.00 does not open');
    },
  });
  try {
    const office = await foundOffice(program);
    const { id } = await issue(program, office, '100');
    const failed = await program.call('documents.openPdf', { commandId: newId(), id });
    await program.must('log.fault', {
      message: 'Uncaught Error: no room for Alder & Sons',
      stack:
        'Error: no room for Alder & Sons\n    at draw (app://counterfoil/assets/index-1.js:10:20)\n    at Alder & Sons',
    });
    const text = readFileSync(join(desk.dataFolder, 'logs', 'main.log'), 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: string; message: string; at?: string[] });
    const reference = failed.ok || failed.error.kind !== 'internal' ? 'none' : failed.error.reference;
    expect(lines.map(({ message }) => message)).toContain(
      `${reference}: the handler of documents.openPdf failed`,
    );
    expect(lines.at(-1)).toMatchObject({ level: 'error', at: ['draw index-1.js:10:20'] });
    expect(['Alder', 'Mill Lane', '120.00'].filter((typed) => text.includes(typed))).toEqual([]);
  } finally {
    await leaveOffice(desk, program);
  }
});
