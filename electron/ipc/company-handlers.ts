/** Handlers of the program around the company: opening, founding, settings, verification. */
import { hostname } from 'node:os';
import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { CompanyEntry } from '../company/company-list.ts';
import { type Founding, foundCompany } from '../company/found-company.ts';
import { DEMO_OFFICE } from '../demo/demo-office.ts';
import { makeDemo } from '../demo/make-demo.ts';
import { derivedId } from '../time-id.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { keepLogo } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type CompanyHandlers = Pick<
  Handlers,
  | 'app.state'
  | 'settings.save'
  | 'companies.create'
  | 'companies.createDemo'
  | 'companies.open'
  | 'companies.close'
  | 'companies.rebuildBooks'
  | 'companies.verify'
  | 'companies.showFolder'
  | 'tasks.cancel'
  | 'log.fault'
>;

type Opening = { id: string; name: string };

/** The desktop's name in the record; the user can change it later. */
export const deviceName = (): string => hostname().slice(0, 80);

export function companyHandlers(services: MainServices): CompanyHandlers {
  const { workspace, list, settings, desktop, tasks, log } = services;

  return {
    'app.state': async () =>
      ok({
        version: desktop.version,
        platform: desktop.platform,
        locale: desktop.locale,
        dataFolder: services.dataFolder,
        logFile: services.logFile,
        settings: settings.current,
        companies: list.all(),
        troubles: services.troubles.all,
        company: await workspace.state(),
      }),
    'settings.save': async (changes) => {
      const changed = await settings.change(changes);
      if (changed.ok) services.onSettings(changed.value);
      return changed;
    },
    'companies.create': async (input) => {
      const entry = entryOf(services, input.commandId, input.company.name, false);
      const logo = await keepLogo(list.folderOf(entry.id), input.logo);
      if (!logo.ok) return logo;
      const { company, owner, series } = input;
      return found(services, entry, { company, owner, series, logo: logo.value });
    },
    'companies.createDemo': (input) => demo(input),
    'companies.open': async ({ id }) => {
      if (workspace.company?.id === id) return ok({ id, name: workspace.company.company.name });
      const entry = list.find(id);
      if (!entry) return err({ kind: 'not-found', what: 'company', id });
      const opened = await workspace.open(entry);
      return opened.ok ? ok({ id, name: opened.value.company.name }) : opened;
    },
    'companies.close': async () => {
      const closed = await workspace.close();
      return closed.ok ? ok({}) : closed;
    },
    'companies.rebuildBooks': async () => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const rebuilt = await company.value.rebuildBooks();
      await workspace.restate();
      return rebuilt.ok ? ok({}) : rebuilt;
    },
    'companies.verify': async () => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const checked = await company.value.check((step, work) => tasks.run(step, true, work));
      await workspace.restate();
      return checked;
    },
    'companies.showFolder': async () => {
      const id = workspace.company?.id ?? list.all()[0]?.id;
      desktop.showFolder(id ? list.folderOf(id) : services.dataFolder);
      return ok({});
    },
    'tasks.cancel': async ({ task }) => {
      tasks.cancel(task);
      return ok({});
    },
    'log.fault': async ({ message, stack }) => {
      // What the page's fault says may quote what was typed: it goes by the same rule as one of this process.
      const name = /^(?:Uncaught )?([A-Za-z]*Error)\b/.exec(stack)?.[1] ?? 'Error';
      const said = message.replace(/^(?:Uncaught )?[A-Za-z]*Error: /, '');
      log.error('fault of the page', Object.assign(new Error(said), { name, stack }));
      return ok({});
    },
  };

  async function demo(input: ParsedInputOf<'companies.createDemo'>): Promise<Result<Opening, AppError>> {
    const founded = await foundDemo(services, input);
    const company = openCompany(services);
    if (!founded.ok || !company.ok) return founded;
    const made = await tasks.run('seed', true, (progress) =>
      makeDemo(company.value, input.invoices, progress),
    );
    if (!made.ok) return made;
    await workspace.restate();
    return founded;
  }
}

/** The entry of a new company; its id comes from the command, so that a retry founds no second one. */
const entryOf = (services: MainServices, commandId: string, name: string, demo: boolean): CompanyEntry => ({
  id: derivedId(commandId, 'company'),
  name,
  demo,
  opened: services.now(),
});

async function found(
  services: MainServices,
  entry: CompanyEntry,
  founding: Founding,
): Promise<Result<Opening, AppError>> {
  const opened = await services.workspace.open(entry, ({ company, owner, device, deviceFields, today }) => {
    const newId = (purpose: string) => derivedId(company, purpose);
    return foundCompany(founding, { company, owner, device, newId }, deviceFields, today);
  });
  return opened.ok ? ok({ id: entry.id, name: entry.name }) : opened;
}

/** Founds the demo company, still without customers and documents. */
export function foundDemo(
  services: MainServices,
  input: Pick<ParsedInputOf<'companies.createDemo'>, 'commandId' | 'profile' | 'name'>,
): Promise<Result<Opening, AppError>> {
  const profile = profileOf(input.profile);
  const { bankDetails, ...office } = DEMO_OFFICE[input.profile];
  return found(services, entryOf(services, input.commandId, input.name, true), {
    company: {
      name: input.name,
      profile: input.profile,
      currency: profile.currency,
      ...office,
      bankDetails: [input.name, ...bankDetails],
      contact: 'Accounts',
      email: 'billing@example.com',
      website: 'www.example.com',
    },
    owner: '',
    // A made-up history spans several years: its counter runs through, so that every size fits one series.
    series: { prefix: profile.series.prefix, width: 6, yearly: false, first: 1 },
    logo: null,
  });
}
