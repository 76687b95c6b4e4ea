/** Takes the sales taxes of a published file over, all of them in one commit: new ones, and other rates from a day on (TX11). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { planGroups } from '../../shared/domain/tax-groups.ts';
import { ok } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';
import { seenBefore } from './seen-before.ts';

type Input = ParsedInputOf<'taxes.takeRates'>;

export const takeTaxRates: Command<Input, OutputOf<'taxes.takeRates'>> = {
  decide: async ({ groups, from }, context) => {
    const found = await context.lookup('taxes', {});
    if (!found.ok) return found;
    const known = new Map(found.value.map(({ id, fields }) => [id, fields]));
    const { added, changed } = planGroups(groups, known, from);
    const events: DomainEvent[] = added.map(({ fields, group }) =>
      event('tax.set', context.newId(`tax ${group.state} ${group.name}`), context.today, {
        fields: { ...plain(fields), archived: false },
      }),
    );
    for (const { id, fields } of changed) {
      if (id === null) continue;
      const seen = await seenBefore(context, { table: 'taxes', id });
      if (!seen.ok) return seen;
      const { parts, places } = plain(fields);
      events.push(event('tax.set', id, context.today, { fields: { parts, places }, ...seen.value }));
    }
    return ok(events);
  },
  answer: (events) => {
    const added = events.filter((made) => made.type === 'tax.set' && made.data.fields.name !== undefined);
    return { added: added.length, changed: events.length - added.length };
  },
};

/** Arrays that events can hold. */
const plain = (fields: ReturnType<typeof planGroups>['added'][number]['fields']) => ({
  ...fields,
  parts: fields.parts.map(({ changes, ...part }) => ({
    ...part,
    ...(changes ? { changes: changes.map((change) => ({ ...change })) } : {}),
  })),
  places: [...fields.places],
});
