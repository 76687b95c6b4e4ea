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

/** The reply as it crosses: a long one as text; then it holds nothing but what JSON knows, as the contract's rows do. */
export const packReply = (reply: Reply): Reply | string => (isLong(reply) ? JSON.stringify(reply) : reply);

/** The reply that crossed. @throws SyntaxError for a text that `packReply` did not write. */
export const unpackReply = (crossed: unknown): Reply =>
  (typeof crossed === 'string' ? JSON.parse(crossed) : crossed) as Reply;
