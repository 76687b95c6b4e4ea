/** Writes the value that shall stand of a field that two desktops had changed (EV4), knowing both: then it is one again. */
import { MANAGEMENT } from '../../shared/contract/channel.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { draftHeader, zDraftLine } from '../../shared/events/drafts.ts';
import { type DomainEvent, type EventType, event } from '../../shared/events/event-types.ts';
import {
  companyFields,
  customerFields,
  itemFields,
  methodFields,
  taxFields,
  termsFields,
} from '../../shared/events/masters.ts';
import { asWritten, feeFields, priceListFields, rateFields } from '../../shared/events/prices.ts';
import type { z } from '../../shared/events/zod.ts';
import { cardNumberProblems } from './card-texts.ts';
import type { Command } from './command.ts';
import { seenBefore } from './seen-before.ts';

type Input = ParsedInputOf<'review.settleField'>;
type Table = Exclude<Input['of'], 'drafts'>;

const RECORDS: Readonly<Record<Table, { readonly type: EventType; readonly schema: z.ZodObject }>> = {
  company: { type: 'company.set', schema: companyFields },
  customers: { type: 'customer.set', schema: customerFields },
  items: { type: 'item.set', schema: itemFields },
  taxes: { type: 'tax.set', schema: taxFields },
  terms: { type: 'terms.set', schema: termsFields },
  methods: { type: 'method.set', schema: methodFields },
  rates: { type: 'rates.set', schema: rateFields },
  priceLists: { type: 'price-list.set', schema: priceListFields },
  fees: { type: 'fee.set', schema: feeFields },
};

/** Records that only those who manage may change, field by field or whole. */
const MANAGED: ReadonlySet<Input['of']> = new Set([
  'company',
  'taxes',
  'terms',
  'methods',
  'priceLists',
  'fees',
]);

/** The value in a JSON text; `undefined` for one that is none. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** The event's data without what was seen; `undefined` where the value is none that the field can have. */
function written({ of, field }: Input, value: unknown): object | undefined {
  if (of !== 'drafts') {
    const { schema } = RECORDS[of];
    const change = asWritten(of, field, value);
    if (!Object.keys(change).every((name) => Object.hasOwn(schema.shape, name))) return undefined;
    const fields = schema.partial().safeParse(change);
    return fields.success ? { fields: fields.data } : undefined;
  }
  if (field.startsWith('line/')) {
    const line = zDraftLine.nullable().safeParse(value);
    const lines = { [field.slice('line/'.length)]: line.data };
    return line.success ? { fields: {}, lines, order: null } : undefined;
  }
  const fields = Object.hasOwn(draftHeader.shape, field)
    ? draftHeader.partial().safeParse({ [field]: value })
    : undefined;
  return fields?.success ? { fields: fields.data, lines: {}, order: null } : undefined;
}

export const settleField: Command<Input, OutputOf<'review.settleField'>> = {
  decide: async (input, context) => {
    const { of, id } = input;
    if (MANAGED.has(of) && !MANAGEMENT.includes(context.role))
      return err({ kind: 'forbidden', needs: MANAGEMENT });
    const value = parsed(input.value);
    const data = value === undefined ? undefined : written(input, value);
    if (!data) return err({ kind: 'invalid', fields: [{ path: 'value', problem: 'invalid' }] });
    if (cardNumberProblems(value, input.field).length > 0)
      return err({ kind: 'invalid', fields: [{ path: 'value', problem: 'card-number' }] });
    const seen = await seenBefore(context, { table: of, id });
    if (!seen.ok) return seen;
    const type = of === 'drafts' ? 'draft.set' : RECORDS[of].type;
    return ok([event(type, id, context.today, { ...data, ...seen.value } as never) as DomainEvent]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
