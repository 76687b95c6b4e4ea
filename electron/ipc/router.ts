/**
 * The router between page and main process: every message is checked for its sender, its channel, its shape and the
 * user's role before a handler sees it, and every answer is checked on its way out. It knows no Electron: the
 * transport hands it a sender and a message, so that tests join client and router directly.
 */

import type { Channel } from '../../shared/contract/channel.ts';
import {
  type ChannelName,
  contract,
  type MainChannelName,
  type OutputOf,
  type ParsedInputOf,
} from '../../shared/contract/contract.ts';
import {
  type AppError,
  err,
  type FieldProblem,
  type RefusalReason,
  type Result,
  type Role,
} from '../../shared/errors/index.ts';
import type { z } from '../../shared/events/zod.ts';
import { cardNumberProblems } from '../commands/card-texts.ts';
import type { Log } from '../ports.ts';
import { brokenText } from './broken-text.ts';

/** Who sent a message, as the transport saw it; nothing in it comes from the message itself. */
export interface Sender {
  /** The window is one that this program opened for its page. */
  readonly ownWindow: boolean;
  readonly mainFrame: boolean;
  readonly origin: string;
}

export type Handlers = {
  readonly [Name in MainChannelName]: (
    input: ParsedInputOf<Name>,
  ) => Promise<Result<OutputOf<Name>, AppError>>;
};

export interface RouterOptions {
  readonly origin: string;
  readonly handlers: Handlers;
  /** Books queries go here as they are. */
  readonly queryBooks: (name: ChannelName, input: unknown) => Promise<Result<unknown, AppError>>;
  /** Role of the signed-in user, or `null` while no company is open. */
  readonly role: () => Role | null;
  /** Why the company that is open can only be read (JO8, SY5): then no command that changes it gets through. */
  readonly readOnly: () => RefusalReason | null;
  readonly log: Log;
  /** Short random text by which a fault is found in the log. */
  readonly reference: () => string;
}

export type Route = (sender: Sender, channel: unknown, input: unknown) => Promise<Result<unknown, AppError>>;

const fieldProblems = (issues: readonly z.core.$ZodIssue[]): FieldProblem[] =>
  issues.map((issue) => ({ path: issue.path.map(String).join('.'), problem: problemOf(issue) }));

/** Translation key of a schema's complaint: our own words where a schema gave them, else the kind of complaint. */
function problemOf(issue: z.core.$ZodIssue): string {
  return /^[a-z]+(-[a-z]+)+$|^required$/.test(issue.message)
    ? issue.message
    : issue.code.replaceAll('_', '-');
}

/** @returns a function that answers one message; it never throws. */
export function createRouter(options: RouterOptions): Route {
  const { handlers, log } = options;
  /** Long replies of the books that were checked, with their channel: the books may say the same again (ADR 14). */
  const checkedReplies = new WeakMap<object, ChannelName>();
  return async (sender, channel, input) => {
    if (!sender.ownWindow || !sender.mainFrame || sender.origin !== options.origin) {
      log.warn(`refused a message from ${sender.origin || 'an unknown origin'}`);
      return err({ kind: 'forbidden', needs: [] });
    }
    if (typeof channel !== 'string' || !Object.hasOwn(contract, channel)) {
      log.warn('refused a message on an unknown channel');
      return err({ kind: 'invalid', fields: [{ path: '', problem: 'unknown-channel' }] });
    }
    const name = channel as ChannelName;
    const definition: Channel = contract[name];
    const readOnly = options.readOnly();
    if (definition.kind === 'command' && !definition.withoutCompany && readOnly)
      return err({ kind: 'refused', reason: readOnly });
    const role = options.role();
    if (role === null) {
      if (!definition.withoutCompany) return err({ kind: 'unavailable', what: 'company' });
    } else if (!definition.roles.includes(role)) {
      return err({ kind: 'forbidden', needs: definition.roles });
    }
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return err({ kind: 'invalid', fields: fieldProblems(parsed.error.issues) });
    const broken = brokenText(parsed.data);
    if (broken !== undefined)
      return err({ kind: 'invalid', fields: [{ path: broken, problem: 'control-characters' }] });
    if (definition.kind === 'command') {
      const cards = cardNumberProblems(parsed.data);
      if (cards.length > 0) return err({ kind: 'invalid', fields: cards });
    }
    try {
      const reply =
        definition.answeredBy === 'books'
          ? await options.queryBooks(name, parsed.data)
          : await (
              handlers[name as MainChannelName] as (input: unknown) => Promise<Result<unknown, AppError>>
            )(parsed.data);
      if (!reply.ok || checkedReplies.get(reply) === name) return reply;
      const checked = definition.output.safeParse(reply.value);
      if (checked.success) {
        if (definition.answeredBy === 'books') checkedReplies.set(reply, name);
        return reply;
      }
      return fault(`the answer on ${name} does not fit the contract`, checked.error);
    } catch (thrown) {
      return fault(`the handler of ${name} failed`, thrown);
    }
  };

  function fault(message: string, thrown: unknown): Result<never, AppError> {
    const reference = options.reference();
    log.error(`${reference}: ${message}`, thrown);
    return err({ kind: 'internal', reference });
  }
}
