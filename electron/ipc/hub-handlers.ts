/** Handlers of the office hub. */

import { ok } from '../../shared/errors/index.ts';
import { introduceOthers } from '../hub/keep-company.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';

type HubHandlers = Pick<Handlers, Extract<keyof Handlers, `hub.${string}`>>;

export function hubHandlers(services: MainServices): HubHandlers {
  const { hub, finder, sync, keepCompany, desktop, tasks } = services;
  return {
    'hub.state': async () => {
      const { state } = hub;
      const line = sync.line();
      return ok({
        state: state.state,
        why: state.state === 'waiting' ? state.why : null,
        at: state.state === 'waiting' ? state.at : null,
        port: await hub.port,
        backup: await hub.backup(),
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
    'hub.backup': async () => {
      const parent = await desktop.chooseFolder();
      if (parent === null) return ok({ folder: null });
      const made = await tasks.run('hub-backup', false, ({ report }) => hub.backUp(parent, report));
      return made.ok ? ok({ folder: made.value }) : made;
    },
    'hub.restore': async () => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const folder = await desktop.chooseFolder();
      if (folder === null) return ok({ restored: false });
      const restored = await tasks.run('hub-restore', false, ({ report }) => hub.restore(folder, report));
      if (!restored.ok) return restored;
      const kept = await keepCompany(company.value);
      if (!kept.ok) return kept;
      // Who joined after the backup was made is no stranger.
      const known = await introduceOthers(sync, company.value);
      return known.ok ? ok({ restored: true }) : known;
    },
    'hub.found': async () => ok(finder.found().map(({ name, address }) => ({ name, address }))),
  };
}
