/** The file of a document is rendered after the answer; a crash before that is made good after the next start (EV11). */
import type { Company } from '../company/company.ts';
import type { MainServices } from './main-services.ts';

export function archiveSoon(services: MainServices, company: Company, id: string): void {
  setImmediate(() => {
    void services.documents.file(company, id).then((file) => {
      if (file.ok) services.push({ type: 'pdf-ready', document: id });
      else services.log.error(`the PDF of a document could not be made: ${file.error.kind}`);
    });
  });
}
