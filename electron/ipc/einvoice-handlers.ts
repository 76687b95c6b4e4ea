/** Handlers of e-invoices: what stands in their way, and the file that is saved. */
import { ok } from '../../shared/errors/index.ts';
import { deliverDocument } from '../commands/fulfil-duty.ts';
import { checkDocument, eInvoiceFile, keepEInvoice } from '../documents/einvoice/einvoice-files.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';
import { fileName, saveChosen } from './save-chosen.ts';

type EInvoiceHandlers = Pick<Handlers, 'documents.checkEInvoice' | 'documents.saveEInvoice'>;

export function eInvoiceHandlers(services: MainServices): EInvoiceHandlers {
  const { documents, desktop } = services;
  return {
    'documents.checkEInvoice': async ({ id, format: asked }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const checked = await checkDocument(company.value, id, asked);
      if (!checked.ok) return checked;
      const { format, violations } = checked.value;
      return ok({ format, violations: violations.map((each) => ({ ...each, terms: [...each.terms] })) });
    },
    'documents.saveEInvoice': async ({ id, format }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const file = await eInvoiceFile(documents, company.value, id, format);
      if (!file.ok) return file;
      const { bytes, number, extension } = file.value;
      const name = fileName(format === 'factur-x' ? `${number}-factur-x` : number, extension);
      // Out of the house in the record before it is on another disk: never voided unnoticed (DO1).
      const leaving = () => documents.release(company.value, id, 'exported');
      const saved = await saveChosen(desktop, name, extension, bytes, leaving);
      if (!saved.ok || !saved.value) return saved.ok ? ok({ saved: false }) : saved;
      const kept = await keepEInvoice(company.value, id, format, bytes);
      if (!kept.ok) return kept;
      const commandId = company.value.commandFor(id, 'deliver/file');
      const told = await company.value.execute('documents.deliver', deliverDocument, {
        commandId,
        id,
        how: name,
      });
      return told.ok ? ok({ saved: true }) : told;
    },
  };
}
