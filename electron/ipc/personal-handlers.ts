/** Handlers of contact persons and call notes (EV10). */
import { ok } from '../../shared/errors/index.ts';
import { erasePersonal, removeCall, saveCall, saveContact } from '../commands/personal.ts';
import { retentionOf } from '../company/personal-data.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type PersonalHandlers = Pick<Handlers, Extract<keyof Handlers, `personal.${string}`>>;

export function personalHandlers(services: MainServices): PersonalHandlers {
  return {
    'personal.list': async ({ customer }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { personal, company: fields } = company.value;
      const listed = await personal.list(customer);
      return listed.ok ? ok({ ...listed.value, retention: retentionOf(fields.profile) }) : listed;
    },
    'personal.saveContact': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const command = saveContact(company.value.personal.sealing('contact'));
      return company.value.execute('personal.saveContact', command, input);
    },
    'personal.saveCall': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const command = saveCall(company.value.personal.sealing('call'));
      return company.value.execute('personal.saveCall', command, input);
    },
    'personal.removeCall': executing(services, 'personal.removeCall', removeCall),
    'personal.erase': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const erased = await company.value.execute('personal.erase', erasePersonal, input);
      // The keys are gone when this answers, and not some time later.
      if (erased.ok) await company.value.personal.settle();
      return erased;
    },
  };
}
