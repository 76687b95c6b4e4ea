/** Handlers of how the paper looks: a sample document while the office chooses. */
import { err, ok } from '../../shared/errors/index.ts';
import { sampleDocument } from '../commands/sample-document.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';

export function paperHandlers(services: MainServices): Pick<Handlers, 'paper.preview'> {
  return {
    'paper.preview': async ({ fields, kind, language }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const sample = await sampleDocument(
        company.value.looking(),
        company.value.today,
        fields,
        kind,
        language,
      );
      if (!sample.ok) return sample;
      if (!sample.value.ok) return err({ kind: 'invalid', fields: sample.value.error });
      const rendered = await services.documents.sample(company.value, sample.value.value);
      return rendered.ok ? ok({ bytes: rendered.value }) : rendered;
    },
  };
}
