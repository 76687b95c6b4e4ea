/** Handlers of what leaves the office: the archived PDF shown, saved and opened; and what must not leave: voids. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { voidInvoice } from '../commands/take-back.ts';
import type { Company } from '../company/company.ts';
import type { PdfFile } from '../documents/document-files.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';
import { fileName, saveChosen } from './save-chosen.ts';

type OutputHandlers = Pick<
  Handlers,
  'invoices.void' | 'documents.pdf' | 'documents.savePdf' | 'documents.openPdf' | 'aging.print'
>;

export function outputHandlers(services: MainServices): OutputHandlers {
  const { documents, desktop, printers } = services;

  async function withFile<Output>(
    id: string,
    work: (company: Company, file: PdfFile) => Promise<Result<Output, AppError>>,
  ): Promise<Result<Output, AppError>> {
    const company = openCompany(services);
    if (!company.ok) return company;
    const file = await documents.file(company.value, id);
    return file.ok ? work(company.value, file.value) : file;
  }

  return {
    'invoices.void': executing(services, 'invoices.void', voidInvoice),
    'documents.pdf': ({ id }) =>
      withFile(id, async (_company, { bytes, number }) => ok({ bytes, name: fileName(number, 'pdf') })),
    'documents.savePdf': ({ id }) =>
      withFile(id, async (company, { bytes, number }) => {
        // Out of the house in the record before it is on another disk: never voided unnoticed (DO1).
        const leaving = () => documents.release(company, id, 'exported');
        const saved = await saveChosen(desktop, fileName(number, 'pdf'), 'pdf', bytes, leaving);
        return saved.ok ? ok({ saved: saved.value }) : saved;
      }),
    'documents.openPdf': ({ id }) =>
      withFile(id, async (company, { bytes, number }) => {
        const path = await documents.copyToView(company, fileName(number, 'pdf'), bytes);
        if (!path.ok) return path;
        const released = await documents.release(company, id, 'exported');
        if (!released.ok) return released;
        const problem = await desktop.openFile(path.value);
        return problem === ''
          ? ok({ id })
          : err({ kind: 'printing', problem: 'job-failed', detail: problem });
      }),
    'aging.print': async ({ asOf, by, printer, tray, copies, paper }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const report = await company.value.keeper.query('aging.report', { asOf, by });
      if (!report.ok) return report;
      const made = await documents.aging(company.value, report.value, paper);
      if (!made.ok) return made;
      return printers.print({ bytes: made.value, printer, tray, copies, paper, title: `Aging ${asOf}` });
    },
  };
}
