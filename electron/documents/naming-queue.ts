/**
 * Names files that are made at the same time by commits that share one append (EV11): two hundred papers cost some flushes,
 * not two hundred. A file that is made alone is named at once.
 */
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { ArchiveInput } from '../commands/document-facts.ts';

/** Files that one append names at most: nobody waits for his for longer than it takes to make these. */
const AT_ONCE = 25;

/** A file on the medium, with what the commit that names it says; `null` when one has named it already. */
export interface Stored<File> {
  readonly file: File;
  readonly name: ArchiveInput | null;
}

type Naming = (inputs: readonly ArchiveInput[]) => Promise<readonly Result<unknown, AppError>[]>;

interface Waiting {
  readonly input: ArchiveInput;
  readonly answer: (named: Result<unknown, AppError> | Promise<never>) => void;
}

export class NamingQueue {
  private readonly nameAll: Naming;
  /** Files that are still being made. */
  private coming = 0;
  private waiting: Waiting[] = [];

  /** @param nameAll makes the commits, and answers for each in order. */
  constructor(nameAll: Naming) {
    this.nameAll = nameAll;
  }

  /** Makes a file, and answers it when a commit names it. */
  async add<File>(make: () => Promise<Result<Stored<File>, AppError>>): Promise<Result<File, AppError>> {
    this.coming += 1;
    const named = await this.made(make);
    if (!named.ok) return named;
    const { file, naming } = named.value;
    const answer = await naming;
    return answer === null || answer.ok ? ok(file) : answer;
  }

  /** However the making ends, those that wait for it go on. */
  private async made<File>(make: () => Promise<Result<Stored<File>, AppError>>) {
    try {
      const made = await make();
      if (!made.ok) return made;
      const { file, name } = made.value;
      if (name === null) return ok({ file, naming: null });
      const naming = new Promise<Result<unknown, AppError>>((answer) => {
        this.waiting.push({ input: name, answer });
      });
      return ok({ file, naming });
    } finally {
      this.coming -= 1;
      if (this.coming === 0 || this.waiting.length >= AT_ONCE) void this.nameWaiting();
    }
  }

  private async nameWaiting(): Promise<void> {
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length === 0) return;
    try {
      const answers = await this.nameAll(waiting.map(({ input }) => input));
      for (const [index, { answer }] of waiting.entries())
        answer(answers[index] as Result<unknown, AppError>);
    } catch (fault) {
      for (const { answer } of waiting) answer(Promise.reject(fault));
    }
  }
}
