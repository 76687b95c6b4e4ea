import { type ChildProcess, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodePort } from '../../electron/journal/node-port.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import type { TortureResult } from './crash-torture.ts';
import { readAll } from './journal-model.ts';
import { seeded } from './random.ts';

const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url));
const KILLS_PER_FOLDER = 10;
const LONGEST_LIFE_LINES = 400;

/**
 * Kills a real writer process with `kill -9` `count` times, each after a random number of acknowledged frames. The next
 * writer must take over the lock of the dead one and open the journal; nothing that was printed may be missing.
 */
export async function tortureKills(count: number, seed: number): Promise<TortureResult> {
  const random = seeded(seed);
  const seen: Record<string, number> = { acknowledged: 0, 'torn tails': 0 };
  for (let done = 0; done < count; ) {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-kill-'));
    const acknowledged = new Map<number, string>();
    try {
      for (let kills = 0; kills < KILLS_PER_FOLDER && done < count; kills += 1) {
        done += 1;
        const lines = await killedAfter(
          folder,
          random.below(1_000_000),
          1 + random.below(LONGEST_LIFE_LINES),
        );
        const failure = note(lines, acknowledged) ?? compare(folder, acknowledged, seen);
        if (failure !== null) return { cases: done, seen, failure: `seed ${seed}, kill ${done}: ${failure}` };
      }
      seen.acknowledged = (seen.acknowledged ?? 0) + acknowledged.size;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { cases: count, seen, failure: null };
}

/** The whole lines that a writer printed before it was killed. */
async function killedAfter(folder: string, seed: number, lines: number): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [WRITER, folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    if (text.split('\n').length > lines) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return text.split('\n').slice(0, -1);
}

function note(lines: readonly string[], acknowledged: Map<number, string>): string | null {
  if (lines[0] !== 'open') return `the writer did not open the journal: ${lines[0] ?? 'nothing printed'}`;
  for (const line of lines.slice(1)) {
    const [number, digest] = line.split(' ') as [string, string];
    if (number === 'refused') return line;
    acknowledged.set(Number(number), digest);
  }
  return null;
}

function compare(
  folder: string,
  acknowledged: ReadonlyMap<number, string>,
  seen: Record<string, number>,
): string | null {
  const port = nodePort(folder);
  const scan = scanTail(port);
  if (!scan.ok) return `scan refused: ${scan.error.reason}`;
  if (scan.value.tail !== null) seen['torn tails'] = (seen['torn tails'] ?? 0) + 1;
  const found = new Map(readAll(port).frames.map(({ number, payload }) => [number, hash('sha256', payload)]));
  for (const [number, digest] of acknowledged) {
    if (found.get(number) !== digest) return `acknowledged frame ${number} is lost or differs`;
  }
  return null;
}
