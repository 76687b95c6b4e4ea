/** Handlers of the office hub. */
import { ok } from '../../shared/errors/index.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';

type HubHandlers = Pick<Handlers, Extract<keyof Handlers, `hub.${string}`>>;

export function hubHandlers(services: MainServices): HubHandlers {
  const { hub, finder, sync, keepCompany } = services;
  return {
    'hub.state': async () => {
      const { state } = hub;
      const line = sync.line();
      return ok({
        state: state.state,
        why: state.state === 'waiting' ? state.why : null,
        at: state.state === 'waiting' ? state.at : null,
        port: await hub.port,
        addresses: [...hub.outside],
        keeps: line.ok && line.value.link.pin !== '' && line.value.link.pin === (await hub.pin),
      });
    },
    'hub.on': async ({ port }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const switched = await hub.switchOn(port);
      if (!switched.ok) return switched;
      // What keeps it from serving is shown as its state; the company comes to it when it does.
      if (!hub.place) return ok({});
      const kept = await keepCompany(company.value);
      return kept.ok ? ok({}) : kept;
    },
    'hub.off': async () => {
      const switched = await hub.switchOff();
      return switched.ok ? ok({}) : switched;
    },
    'hub.found': async () => ok(finder.found().map(({ name, address }) => ({ name, address }))),
  };
}
