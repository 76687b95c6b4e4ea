import { type Fault, FaultPort } from './fault-port.ts';
import { Broken, Ledger, PRODUCT, readAll, type Subject, someFrames, start } from './journal-model.ts';
import { type Random, seeded } from './random.ts';

/** What a run of cases found; `failure` names the first case that broke a promise, by seed and call. */
export interface TortureResult {
  readonly cases: number;
  /** How often each thing happened, to show that something was tortured. */
  readonly seen: Readonly<Record<string, number>>;
  readonly failure: string | null;
}

const FAULTS: readonly Fault[] = ['short-write', 'disk-full', 'io', 'flush-lost'];

/**
 * Runs `count` cases from `seed` on. Each history of appends is run once undisturbed, to learn how many calls it makes,
 * and then once for every call with a crash there; about half of them have another fault before. After every crash the
 * journal is opened again (with a crash in that, too, now and then), compared with what was acknowledged, and used.
 */
export function tortureCrashes(count: number, seed: number, subject: Subject = PRODUCT): TortureResult {
  const seen: Record<string, number> = {};
  let cases = 0;
  for (let history = seed; cases < count; history += 1) {
    let calls = 1;
    for (let crashAt = 0; crashAt <= calls && cases < count; crashAt += 1) {
      cases += 1;
      try {
        const made = new Case(history, crashAt, subject, seen).run();
        if (crashAt === 0) calls = made;
      } catch (thrown) {
        if (!(thrown instanceof Broken)) throw thrown;
        return { cases, seen, failure: `seed ${history}, crash at call ${crashAt}: ${thrown.message}` };
      }
    }
  }
  return { cases, seen, failure: null };
}

class Case {
  readonly #history: number;
  readonly #crashAt: number;
  readonly #subject: Subject;
  readonly #seen: Record<string, number>;
  readonly #chance: Random;
  readonly #port: FaultPort;
  readonly #ledger = new Ledger();
  readonly #segmentBytes: number;

  constructor(history: number, crashAt: number, subject: Subject, seen: Record<string, number>) {
    this.#history = history;
    this.#crashAt = crashAt;
    this.#subject = subject;
    this.#seen = seen;
    this.#chance = seeded(history * 7919 + crashAt);
    this.#port = new FaultPort(this.#chance);
    this.#segmentBytes = 1500 + seeded(history).below(6000);
  }

  /** Answers the number of calls of the first life. */
  run(): number {
    const faults = new Map<number, Fault>();
    if (this.#crashAt > 0) {
      if (this.#chance.oneIn(2))
        faults.set(1 + this.#chance.below(this.#crashAt), FAULTS[this.#chance.below(4)] as Fault);
      faults.set(this.#crashAt, 'crash');
    }
    this.#live(seeded(this.#history), 1 + seeded(this.#history).below(8), faults);
    const { calls } = this.#port;
    if (this.#crashAt === 0) return calls;
    this.#count(this.#port.crashed ? 'crashes' : 'ends without a crash');
    this.#port.restart();
    while (this.#chance.oneIn(3)) {
      this.#live(this.#chance, this.#chance.below(3), new Map([[1 + this.#chance.below(30), 'crash']]));
      this.#count('crashes after a crash');
      this.#port.restart();
    }
    this.#live(this.#chance, 1 + this.#chance.below(3), new Map());
    this.#port.restart();
    this.#compare();
    return calls;
  }

  /** One start of the program with some appends. */
  #live(random: Random, appends: number, faults: Map<number, Fault>): void {
    const port = this.#subject.wrap(this.#port);
    this.#port.faults = faults;
    const applied = this.#chance.oneIn(5) ? null : this.#chance.below(this.#ledger.highest + 1);
    const journal = start(port, this.#subject, applied, this.#segmentBytes);
    if (!journal.ok) {
      this.#refused(journal.error.reason);
      return;
    }
    this.#compare();
    for (let count = 0; count < appends; count += 1) {
      const frames = someFrames(random);
      const answer = journal.value.append(frames);
      this.#ledger.note(frames, answer, this.#port.crashed);
      this.#count(answer.ok ? 'appended' : this.#port.crashed ? 'stopped' : answer.error.reason);
      if (this.#ledger.uncertain.length > 0) return;
    }
    journal.value.close();
  }

  /** A start may be refused by a fault, never because the journal looks corrupt. */
  #refused(reason: string): void {
    this.#count(this.#port.crashed ? 'stopped at the start' : `start refused: ${reason}`);
    const mayFail = this.#port.crashed || ['io', 'disk-full', 'poisoned'].includes(reason);
    if (!mayFail) throw new Broken(`start refused: ${reason}`);
  }

  #compare(): void {
    const { frames, sound } = this.#port.peek(() => readAll(this.#subject.wrap(this.#port)));
    if (!sound) throw new Broken('the journal does not verify after its recovery');
    this.#ledger.check(frames);
  }

  #count(what: string): void {
    this.#seen[what] = (this.#seen[what] ?? 0) + 1;
  }
}
