/** Handlers of what a person says of a document's duties (DO5). */
import { clearDocument, deliverDocument } from '../commands/fulfil-duty.ts';
import { archiveSoon } from './archive-soon.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type DutyHandlers = Pick<Handlers, 'documents.clear' | 'documents.deliver'>;

export function dutyHandlers(services: MainServices): DutyHandlers {
  return {
    'documents.clear': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const cleared = await company.value.execute('documents.clear', clearDocument, input);
      // The paper that shows it is the one that goes out from now on.
      if (cleared.ok) archiveSoon(services, company.value, input.id);
      return cleared;
    },
    'documents.deliver': executing(services, 'documents.deliver', deliverDocument),
  };
}
