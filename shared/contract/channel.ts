/** What a channel of the IPC contract is, and the pieces that several channels share. */
import type { Role } from '../errors/index.ts';
import { z } from '../events/zod.ts';

export const EVERYBODY: readonly Role[] = ['clerk', 'manager', 'auditor', 'owner'];
export const BILLING: readonly Role[] = ['clerk', 'manager', 'owner'];
export const MANAGEMENT: readonly Role[] = ['manager', 'owner'];

/** `books`: the query goes to the books as it is; `main`: the main process answers it. */
export type AnsweredBy = 'books' | 'main';

export interface Channel {
  readonly kind: 'command' | 'query';
  readonly answeredBy: AnsweredBy;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly roles: readonly Role[];
  /** Works before a company is open. */
  readonly withoutCompany?: true;
}

/** A query answered by the books. */
export const booksQuery = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) =>
  ({ kind: 'query', answeredBy: 'books', input, output, roles: EVERYBODY }) as const;

/** A query answered by the main process. */
export const mainQuery = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) =>
  ({ kind: 'query', answeredBy: 'main', input, output, roles: EVERYBODY }) as const;

/** A command: it may change something, and brings a command id when it makes a commit. */
export const command = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  roles: readonly Role[] = BILLING,
) => ({ kind: 'command', answeredBy: 'main', input, output, roles }) as const;

/** A page of a keyed list: `cursor` is what the last page gave as `next`; opaque to the page. */
export const zPageRequest = {
  cursor: z.string().max(400).nullable(),
  limit: z.number().int().min(1).max(200),
};

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

export const zDirection = z.enum(['asc', 'desc']);
