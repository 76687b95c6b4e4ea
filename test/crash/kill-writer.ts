/**
 * The process that `kill -9` hits: opens the journal of the folder given, appends without end, and prints the number and
 * hash of every acknowledged frame. Arguments: folder, seed.
 */
import { hash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { JournalHost } from '../../electron/journal/journal-host.ts';
import { nodePort } from '../../electron/journal/node-port.ts';
import { packFrames, unpackFrames } from '../../electron/journal/packed-frames.ts';
import { IDENTITY, someFrames } from './journal-model.ts';
import { seeded } from './random.ts';

const STDOUT = 1;
const [folder, seed] = process.argv.slice(2) as [string, string];
const random = seeded(Number(seed));
const host = new JournalHost(folder, nodePort(folder), () => undefined);

const scan = host.handle('scan', null);
const known = { applied: null, acknowledged: null };
const opened = scan.ok ? host.handle('open', { known, identity: IDENTITY, missing: packFrames([]) }) : scan;
if (!opened.ok) {
  writeSync(STDOUT, `refused ${JSON.stringify(opened.error)}\n`);
  process.exit(1);
}
writeSync(STDOUT, 'open\n');
for (;;) {
  const answer = host.handle('append', packFrames(someFrames(random)));
  if (!answer.ok) {
    writeSync(STDOUT, `refused ${JSON.stringify(answer.error)}\n`);
    process.exit(1);
  }
  const lines = unpackFrames(answer.value.frames).map(
    ({ number, payload }) => `${number} ${hash('sha256', payload)}\n`,
  );
  writeSync(STDOUT, lines.join(''));
}
