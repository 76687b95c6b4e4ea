/** Handlers of contact persons and call notes (EV10). */
import { err, ok } from '../../shared/errors/index.ts';
import { erasePersonal, removeCall, saveCall, saveContact } from '../commands/personal.ts';
import { retentionOf } from '../company/personal-data.ts';
import { personalCsv } from '../documents/personal-csv.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';
import { fileName, saveChosen } from './save-chosen.ts';

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
    'personal.export': async ({ customer }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper, personal, company: fields } = company.value;
      const [found, listed] = await Promise.all([
        keeper.lookup('customers', { ids: [customer] }),
        personal.list(customer),
      ]);
      if (!found.ok) return found;
      if (!listed.ok) return listed;
      const [record] = found.value;
      if (!record) return err({ kind: 'not-found', what: 'customer', id: customer });
      const { title, text } = personalCsv(listed.value, fields.language);
      const name = fileName(`${title} ${record.fields.name}`, 'csv');
      const saved = await saveChosen(services.desktop, name, 'csv', new TextEncoder().encode(text));
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
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
