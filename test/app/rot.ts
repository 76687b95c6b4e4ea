/** Flips bytes in the files of the closed books, and asks the program what it then believes. */
import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder, launch, type Program, removeFolder } from '../journey/harness.ts';
import { randomOf } from '../security/random-input.ts';
import { answerTo, QUESTIONS, type QuestionName, settled } from './office.ts';

export interface RotResult {
  readonly cases: number;
  /** First answers after the damage: as before, or refused. */
  readonly right: number;
  readonly refused: number;
  readonly failure: string | null;
}

export type Answers = ReadonlyMap<QuestionName, string | null>;

const FLIPS = 8;
const NAMES = Object.keys(QUESTIONS) as QuestionName[];

/** Everything that can be asked. */
export async function answersOf(program: Program): Promise<Answers> {
  const answers = new Map<QuestionName, string | null>();
  for (const name of NAMES) answers.set(name, await answerTo(program, name));
  return answers;
}

/** A data folder with a made-up company, and what it answers; the program is closed. */
export async function madeUpCompany(invoices: number): Promise<{ data: string; answers: Answers }> {
  const data = freshFolder();
  const program = await launch({ data });
  await program.ask('companies.createDemo', {
    commandId: randomUUID(),
    profile: 'GB',
    name: 'Harbour Rot Ltd',
    invoices,
  });
  const answers = await answersOf(program);
  await program.close();
  return { data, answers };
}

/** The company's folder in a data folder with one company. */
export function companyFolder(data: string): string {
  const [id] = readdirSync(join(data, 'companies'));
  if (!id) throw new Error('there is no company');
  return join(data, 'companies', id);
}

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Flips eight bytes anywhere in the files of the IndexedDB, the large ones more often. */
function flip(data: string, random: () => number): void {
  const files = filesBelow(join(companyFolder(data), 'books', 'IndexedDB')).filter(
    (path) => statSync(path).size > 0,
  );
  const total = files.reduce((sum, path) => sum + statSync(path).size, 0);
  for (let flipped = 0; flipped < FLIPS; flipped += 1) {
    let at = Math.floor(random() * total);
    const path = files.find((one) => {
      const { size } = statSync(one);
      if (at < size) return true;
      at -= size;
      return false;
    });
    if (!path) continue;
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255));
    writeFileSync(path, bytes);
  }
}

/** One damaged copy: how the first answer was, or what was wrong. */
async function oneCase(
  data: string,
  answers: Answers,
  first: QuestionName,
): Promise<'right' | 'refused' | { readonly wrong: string }> {
  const program = await launch({ data });
  try {
    const state = await settled(program);
    if (state.state !== 'open') return 'refused';
    const outcome = await answerTo(program, first);
    if (outcome !== null && outcome !== answers.get(first)) return { wrong: `the first answer, ${first}` };
    for (const [name, answer] of await answersOf(program)) {
      if (answer !== null && answer !== answers.get(name)) return { wrong: `${name}, asked after ${first}` };
    }
    const verified = await program.ask('companies.verify', {});
    if (!verified.intact) return { wrong: `the journal: ${verified.problem}` };
    return outcome === null ? 'refused' : 'right';
  } finally {
    await program.kill();
  }
}

export async function rotBooks(
  made: { readonly data: string; readonly answers: Answers },
  cases: number,
  seed: number,
): Promise<RotResult> {
  const counted = { right: 0, refused: 0 };
  for (let done = 0; done < cases; done += 1) {
    const random = randomOf(seed + done);
    const first = NAMES[Math.floor(random() * NAMES.length)] as QuestionName;
    const data = freshFolder();
    try {
      cpSync(made.data, data, { recursive: true });
      flip(data, random);
      const outcome = await oneCase(data, made.answers, first);
      if (typeof outcome === 'object') {
        return { ...counted, cases: done + 1, failure: `seed ${seed + done}: wrong is ${outcome.wrong}` };
      }
      counted[outcome] += 1;
    } finally {
      removeFolder(data);
    }
  }
  return { ...counted, cases, failure: null };
}
