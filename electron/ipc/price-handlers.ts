/** Handlers of exchange rates, price lists and fees. */
import { saveRates } from '../commands/save-rates.ts';
import type { MainServices } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type PriceHandlers = Pick<Handlers, 'rates.save'>;

export function priceHandlers(services: MainServices): PriceHandlers {
  return { 'rates.save': executing(services, 'rates.save', saveRates) };
}
