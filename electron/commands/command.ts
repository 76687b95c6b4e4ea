/** What a command is: it reads, decides by pure rules, and answers with the events of one commit, or with an error. */
import type { LookupInput, LookupName, LookupOutput } from '../../shared/contract/books-port.ts';
import type { Day } from '../../shared/domain/money.ts';
import type { AppError, Result, Role } from '../../shared/errors/index.ts';
import type { DomainEvent, EventOf, EventType } from '../../shared/events/event-types.ts';

/** Reads that a decision may ask for; inside a batch they see the batch's own commits too (JO5). */
export interface Reader {
  lookup<Name extends LookupName>(
    name: Name,
    input: LookupInput<Name>,
  ): Promise<Result<LookupOutput<Name>, AppError>>;
}

export interface CommandContext extends Reader {
  /** Today in the company's time zone. */
  readonly today: Day;
  readonly device: string;
  readonly actor: string;
  readonly role: Role;
  /** Highest counter that this desktop remembers for a series, outside the company's folder (DV3); 0 for none. */
  readonly mark: (series: string) => number;
  /** Day of the newest commit of any kind, `null` before the first (NU5). */
  readonly lastDay: Day | null;
  /** Today by the server's clock, as far as it was ever heard; `null` in a company that no server knows (NU5). */
  readonly serverDay: Day | null;
  /** A new id for an entity that the command makes; the same command id always gives the same ones. */
  readonly newId: (purpose: string) => string;
}

export type Decision = Result<readonly DomainEvent[], AppError>;

export interface Command<Input, Output> {
  readonly decide: (input: Input, context: CommandContext) => Promise<Decision>;
  /**
   * The answer, from the commit and the input alone: a repeated command id gets the answer of the first time.
   * `events` is empty when there was nothing to change; then nothing was committed.
   */
  readonly answer: (events: readonly DomainEvent[], commitId: string, input: Input) => Output;
}

/** The first event of a type in a commit. @throws Error when the commit has none: its command always makes one. */
export function eventOf<Type extends EventType>(events: readonly DomainEvent[], type: Type): EventOf<Type> {
  const found = events.find((event) => event.type === type);
  if (!found) throw new Error(`the commit has no ${type}`);
  return found as EventOf<Type>;
}
