/** Contact persons and call notes, sealed before they are recorded, and their erasure (EV10, AU4). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import {
  erasedOn,
  erasureName,
  generationNow,
  type PersonalFields,
  standingSubjects,
} from '../../shared/events/personal.ts';
import type { Command, CommandContext, Decision } from './command.ts';

/** What seals an entry: the key is on the medium when it answers. */
export type SealEntry = (
  place: { readonly customer: string; readonly entry: string },
  of: { readonly subject: string; readonly generation: number },
  fields: Readonly<Record<string, unknown>>,
) => Promise<Result<{ readonly key: string; readonly box: string; readonly check: string }, AppError>>;

interface Entry {
  readonly customer: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

async function read(context: CommandContext, customer: string): Promise<Result<PersonalFields, AppError>> {
  const found = await context.lookup('customers', { ids: [customer] });
  if (!found.ok) return found;
  if (!found.value[0]) return err({ kind: 'not-found', what: 'customer', id: customer });
  return context.lookup('personal', { customer });
}

/** Whether an entry was sealed under a key that is destroyed: it is never written again under a new one. */
const isErased = (known: PersonalFields, entry: string): boolean => {
  const sealed = known.entries[entry];
  return sealed !== undefined && erasedOn(known, sealed.key) !== null;
};

async function save(
  seal: SealEntry,
  { customer, id, fields }: Entry,
  subject: string,
  context: CommandContext,
): Promise<Decision> {
  const known = await read(context, customer);
  if (!known.ok) return known;
  // Who was erased is not taken up again by a form that was open meanwhile.
  if (isErased(known.value, id) || (subject !== customer && isErased(known.value, subject)))
    return err({ kind: 'refused', reason: 'personal-data-erased' });
  const generation = generationNow(known.value, subject);
  const sealed = await seal({ customer, entry: id }, { subject, generation }, fields);
  if (!sealed.ok) return sealed;
  const { key, box, check } = sealed.value;
  const written = { entries: { [id]: { key, box } }, keys: { [key]: { subject, generation, check } } };
  return ok([event('personal.set', customer, context.today, { fields: written })]);
}

const answer = (_events: readonly DomainEvent[], _commit: string, { id }: { readonly id: string }) => ({
  id,
});

export const saveContact = (
  seal: SealEntry,
): Command<ParsedInputOf<'personal.saveContact'>, OutputOf<'personal.saveContact'>> => ({
  decide: (input, context) => save(seal, input, input.id, context),
  answer,
});

/** A call note is about the contact person whom it names, and goes with that person. */
export const saveCall = (
  seal: SealEntry,
): Command<ParsedInputOf<'personal.saveCall'>, OutputOf<'personal.saveCall'>> => ({
  decide: (input, context) => save(seal, input, input.fields.contact ?? input.customer, context),
  answer,
});

export const removeCall: Command<ParsedInputOf<'personal.removeCall'>, OutputOf<'personal.removeCall'>> = {
  decide: async ({ customer, id }, context) => {
    const known = await read(context, customer);
    if (!known.ok) return known;
    if (!known.value.entries[id]) return ok([]);
    const written = { entries: { [id]: null }, keys: {} };
    return ok([event('personal.set', customer, context.today, { fields: written })]);
  },
  answer,
};

export const erasePersonal: Command<ParsedInputOf<'personal.erase'>, OutputOf<'personal.erase'>> = {
  decide: async ({ customer, contact }, context) => {
    const known = await read(context, customer);
    if (!known.ok) return known;
    const standing = standingSubjects(known.value);
    const subjects = standing.filter((subject) => contact === null || subject === contact);
    if (subjects.length === 0) return ok([]);
    // What another desktop writes at this moment of the customer, under a first key that nobody here knows of, goes too.
    const all = contact === null ? [...new Set([...subjects, customer])] : subjects;
    const erased = all.map((subject) => [
      erasureName(subject, generationNow(known.value, subject)),
      { on: context.today },
    ]);
    return ok([
      event('personal.erased', customer, context.today, { fields: { erased: Object.fromEntries(erased) } }),
    ]);
  },
  answer: (_events, _commit, { customer }) => ({ customer }),
};
