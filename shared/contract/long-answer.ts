/**
 * An answer of many rows crosses from process to process, and into the page, as text (ADR 14): to clone thousands of small
 * objects costs several times what it costs to write and read them as one string.
 */
import type { AppError, Result } from '../errors/index.ts';

/** Rows up to which an answer is cloned: more than a page of any list has. */
const MANY_ROWS = 200;

type Reply = Result<unknown, AppError>;

const isLong = (reply: Reply): boolean => {
  const value = reply.ok ? reply.value : null;
  const rows = typeof value === 'object' && value !== null && 'rows' in value ? value.rows : null;
  return Array.isArray(rows) && rows.length > MANY_ROWS;
};

/** Long replies that have been written or read here, with their text: they cross the next border as they crossed the last. */
const texts = new WeakMap<Reply, string>();

/** The reply as it crosses: a long one as text; then it holds nothing but what JSON knows, as the contract's rows do. */
export function packReply(reply: Reply): Reply | string {
  const written = texts.get(reply);
  if (written !== undefined) return written;
  if (!isLong(reply)) return reply;
  const text = JSON.stringify(reply);
  texts.set(reply, text);
  return text;
}

/** The reply that crossed. @throws SyntaxError for a text that `packReply` did not write. */
export const unpackReply = (crossed: unknown): Reply =>
  (typeof crossed === 'string' ? JSON.parse(crossed) : crossed) as Reply;

/** Reads replies that cross on: a text is handed on as it is, and one that says the same as the last is the same reply. */
export class ReplyRelay {
  private last: { readonly text: string; readonly reply: Reply } | null = null;

  read(crossed: unknown): Reply {
    if (typeof crossed !== 'string') return unpackReply(crossed);
    if (this.last?.text !== crossed) {
      const reply = unpackReply(crossed);
      texts.set(reply, crossed);
      this.last = { text: crossed, reply };
    }
    return this.last.reply;
  }
}
