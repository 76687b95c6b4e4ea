/** Creates and changes master records: customers, items, taxes, terms, methods, the company (EV4). */
import type { LookupInput, LookupOutput, RecordLookup } from '../../shared/contract/books-port.ts';
import { endsBeforeStart } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import type { Certificate } from '../../shared/domain/tax-record.ts';
import {
  type AppError,
  err,
  type FieldProblem,
  ok,
  type RecordKind,
  type Result,
} from '../../shared/errors/index.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { type DomainEvent, type EventType, event } from '../../shared/events/event-types.ts';
import {
  companyFields,
  customerFields,
  itemFields,
  methodFields,
  taxFields,
  termsFields,
} from '../../shared/events/masters.ts';
import { feeFields, mergedPart, priceListFields } from '../../shared/events/prices.ts';
import type { z } from '../../shared/events/zod.ts';
import type { Command, CommandContext, Reader } from './command.ts';
import { seenBefore } from './seen-before.ts';

type Entries = Readonly<Record<string, unknown>>;

interface SaveInput {
  readonly commandId: string;
  readonly id: string;
  readonly expectedRevision: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface RecordType {
  readonly what: RecordKind;
  readonly table: Exclude<LookupInput<'seen'>['table'], 'drafts'>;
  readonly event: Extract<EventType, `${string}.set`>;
  readonly schema: z.ZodObject;
  readonly find: (reader: Reader, id: string) => Promise<Result<RecordLookup<object> | null, AppError>>;
  /** The times that the record, or a part of it, holds for. */
  readonly times?: (fields: Entries) => readonly Time[];
}

/** First and last day, both included; nothing for no bound. */
interface Time {
  readonly first: unknown;
  readonly last: unknown;
  /** Where the last day stands. */
  readonly path: string;
  /** The record's fields that say it: what two desktops put together is not held against who changes another one. */
  readonly of: readonly string[];
}

const first = <T>(found: Result<readonly T[], AppError>): Result<T | null, AppError> =>
  found.ok ? ok(found.value[0] ?? null) : found;

const inList = (
  found: Result<LookupOutput<'taxes' | 'terms' | 'methods' | 'fees'>, AppError>,
  id: string,
): Result<RecordLookup<object> | null, AppError> =>
  found.ok ? ok((found.value as RecordLookup<object>[]).find((record) => record.id === id) ?? null) : found;

/** The last days among what is changed that lie before their first ones: nothing would ever hold then (TX10, TX11). */
const reversed = (times: readonly Time[], changed: ReadonlySet<string>): FieldProblem[] =>
  times
    .filter(({ of }) => of.some((name) => changed.has(name)))
    .filter(({ first, last }) => endsBeforeStart(first as Day | null, last as Day | null))
    .map(({ path }) => ({ path, problem: 'ends-before-start' }));

/** A part whose entries merge each on its own: what is given is laid over what is there. */
function withEntries(part: string | undefined, before: Entries, given: Entries): Entries {
  if (part === undefined) return {};
  return { [part]: { ...(before[part] as Entries | undefined), ...(given[part] as Entries | undefined) } };
}

/** The entries that are other than before; one that is `null` and never was there is no change. */
function changedEntries(before: unknown, after: unknown): Entries {
  const had = (before ?? {}) as Entries;
  return Object.fromEntries(
    Object.entries(after as Entries).filter(
      ([key, value]) => canonicalJson({ value: had[key] ?? null }) !== canonicalJson({ value }),
    ),
  );
}

function saveCommand(type: RecordType): Command<SaveInput, { id: string; revision: string }> {
  return {
    decide: async (input, context) => {
      const found = await type.find(context, input.id);
      if (!found.ok) return found;
      const present = found.value;
      if ((present?.revision ?? null) !== input.expectedRevision) {
        return present
          ? err({ kind: 'changed-meanwhile', what: type.what, id: input.id, revision: present.revision })
          : err({ kind: 'not-found', what: type.what, id: input.id });
      }
      const before = (present?.fields ?? {}) as Record<string, unknown>;
      const part = mergedPart(type.table);
      const whole = type.schema.safeParse({
        ...before,
        ...input.fields,
        ...withEntries(part, before, input.fields),
      });
      if (!whole.success) {
        return err({
          kind: 'invalid',
          fields: whole.error.issues.map((issue) => ({
            path: issue.path.map(String).join('.'),
            problem: 'required',
          })),
        });
      }
      const changed = Object.entries(whole.data)
        .map(([name, value]) => [name, name === part ? changedEntries(before[name], value) : value] as const)
        .filter(([name, value]) =>
          name === part
            ? Object.keys(value as object).length > 0
            : // A field that may be absent is new when it is given for the first time.
              before[name] === undefined || canonicalJson(before[name]) !== canonicalJson(value),
        );
      if (changed.length === 0) return ok([]);
      const faulty = reversed(type.times?.(whole.data) ?? [], new Set(changed.map(([name]) => name)));
      if (faulty.length > 0) return err({ kind: 'invalid', fields: faulty });
      const known = present ? await seenBefore(context, { table: type.table, id: input.id }) : ok({});
      if (!known.ok) return known;
      const data = { fields: Object.fromEntries(changed), ...known.value };
      return ok([event(type.event, input.id, context.today, data) as DomainEvent]);
    },
    answer: (events, commitId, input) => ({
      id: input.id,
      revision: events.length > 0 ? commitId : (input.expectedRevision ?? ''),
    }),
  };
}

export const saveCustomer = saveCommand({
  what: 'customer',
  table: 'customers',
  event: 'customer.set',
  schema: customerFields,
  find: async (reader, id) => first(await reader.lookup('customers', { ids: [id] })),
  times: ({ certificates = [] }) =>
    (certificates as readonly Certificate[]).map(({ from, until }, index) => ({
      ...{ first: from, last: until },
      ...{ path: `certificates.${index}.until`, of: ['certificates'] },
    })),
});

export const saveItem = saveCommand({
  what: 'item',
  table: 'items',
  event: 'item.set',
  schema: itemFields,
  find: async (reader, id) => first(await reader.lookup('items', { ids: [id] })),
});

export const saveTax = saveCommand({
  what: 'tax',
  table: 'taxes',
  event: 'tax.set',
  schema: taxFields,
  find: async (reader, id) => inList(await reader.lookup('taxes', {}), id),
  times: ({ validFrom, validUntil }) => [
    { first: validFrom, last: validUntil, path: 'validUntil', of: ['validFrom', 'validUntil'] },
  ],
});

export const saveTerms = saveCommand({
  what: 'terms',
  table: 'terms',
  event: 'terms.set',
  schema: termsFields,
  find: async (reader, id) => inList(await reader.lookup('terms', {}), id),
});

export const saveMethod = saveCommand({
  what: 'method',
  table: 'methods',
  event: 'method.set',
  schema: methodFields,
  find: async (reader, id) => inList(await reader.lookup('methods', {}), id),
});

export const savePriceList = saveCommand({
  what: 'price-list',
  table: 'priceLists',
  event: 'price-list.set',
  schema: priceListFields,
  find: async (reader, id) => first(await reader.lookup('priceLists', { ids: [id] })),
  times: ({ from, until }) => [{ first: from, last: until, path: 'until', of: ['from', 'until'] }],
});

export const saveFee = saveCommand({
  what: 'fee',
  table: 'fees',
  event: 'fee.set',
  schema: feeFields,
  find: async (reader, id) => inList(await reader.lookup('fees', {}), id),
});

const saveCompanyRecord = saveCommand({
  what: 'company',
  table: 'company',
  event: 'company.set',
  schema: companyFields,
  find: async (reader) => reader.lookup('company', {}),
});

/** The company's own record; its id is the company's. */
export const saveCompany = (
  company: string,
): Command<Omit<SaveInput, 'id'>, { id: string; revision: string }> => ({
  decide: (input, context: CommandContext) => saveCompanyRecord.decide({ ...input, id: company }, context),
  answer: (events, commitId, input) => saveCompanyRecord.answer(events, commitId, { ...input, id: company }),
});
