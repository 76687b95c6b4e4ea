/** Handlers of exchange rates, price lists and fees. */
import { err, ok } from '../../shared/errors/index.ts';
import { saveRates } from '../commands/save-rates.ts';
import { saveFee, savePriceList } from '../commands/save-record.ts';
import { priceListCsv } from '../documents/price-list-csv.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';
import { saveChosen } from './save-chosen.ts';

type PriceHandlers = Pick<Handlers, 'rates.save' | 'priceLists.save' | 'priceLists.export' | 'fees.save'>;

export function priceHandlers(services: MainServices): PriceHandlers {
  return {
    'rates.save': executing(services, 'rates.save', saveRates),
    'priceLists.save': executing(services, 'priceLists.save', savePriceList),
    'priceLists.export': async ({ id }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper } = company.value;
      const found = await keeper.lookup('priceLists', { ids: [id] });
      if (!found.ok) return found;
      const list = found.value[0];
      if (!list) return err({ kind: 'not-found', what: 'price-list', id });
      const items = await keeper.lookup('items', { ids: Object.keys(list.fields.prices) });
      if (!items.ok) return items;
      const bytes = new TextEncoder().encode(priceListCsv(list.fields, items.value));
      const name = `${list.fields.name.replace(/[^\p{L}\p{N} _-]/gu, '_')}.csv`;
      const saved = await saveChosen(services.desktop, name, 'csv', bytes);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
    'fees.save': executing(services, 'fees.save', saveFee),
  };
}
