/** Price lists and fees, all from memory. */
import { applicableLists } from '../../../shared/domain/price-lists.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { Queries } from './context.ts';
import { notFound, sortedRecords } from './records.ts';

export const priceListQueries: Queries<
  'priceLists.list' | 'priceLists.get' | 'priceLists.for' | 'fees.list'
> = {
  'priceLists.list': (_input, { memory }) =>
    ok(
      sortedRecords(memory, 'priceLists').map(({ id, revision, fields: { prices, ...fields } }) => ({
        id,
        revision,
        fields,
        items: Object.keys(prices).length,
      })),
    ),
  'priceLists.get': ({ id }, { memory }) => {
    const list = memory.records.priceLists.get(id);
    return list ? ok(list) : notFound('price-list', id);
  },
  'priceLists.for': ({ customer, group, currency, day }, { memory }) => {
    const lists = [...memory.records.priceLists.values()].map(({ id, fields }) => ({ id, ...fields }));
    return ok(applicableLists(lists, { customer, group }, currency, day));
  },
  'fees.list': (_input, { memory }) => ok(sortedRecords(memory, 'fees')),
};
