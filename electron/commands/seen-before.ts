/** What a change says that its writer knew of the record (EV4), so that two changes made apart can be told from one after the other. */
import type { LookupInput } from '../../shared/contract/books-port.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { Seen } from '../../shared/events/primitives.ts';
import type { CommandContext } from './command.ts';

/** As part of a `*.set` event: nothing where no other device has written the record. */
export async function seenBefore(
  context: CommandContext,
  record: LookupInput<'seen'>,
): Promise<Result<{ readonly seen?: Seen }, AppError>> {
  const known = await context.lookup('seen', record);
  if (!known.ok) return known;
  return ok(knowing(context, known.value));
}

/** As part of a `*.set` event: what was seen of the other devices' commits; nothing when that is nothing. */
export function knowing({ device }: CommandContext, known: Seen): { readonly seen?: Seen } {
  const { [device]: _own, ...seen } = known;
  return Object.keys(seen).length > 0 ? { seen } : {};
}
