/** Handlers of what goes out as files: lists as CSV, Excel and PDF, documents as a ZIP. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { releaseDocument } from '../commands/document-facts.ts';
import type { Company } from '../company/company.ts';
import { companyList } from '../documents/export/company-list.ts';
import { type ListWords, listWords } from '../documents/export/list-words.ts';
import { listBytes, type Watch, writeList } from '../documents/export/write-list.ts';
import { writeZip } from '../documents/export/write-zip.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';
import { fileName } from './save-chosen.ts';
import type { TaskProgress } from './tasks.ts';

type ExportHandlers = Pick<Handlers, 'lists.export' | 'lists.print' | 'documents.exportZip'>;
type DocumentSet = Parameters<ExportHandlers['documents.exportZip']>[0]['documents'];

/** Releases that share one append. */
const AT_ONCE = 25;
const PAGE = 200;

const watching =
  (progress: TaskProgress, total: number | null): Watch =>
  (done) => {
    progress.report(done, total);
    return progress.cancelled ? 'stop' : 'go-on';
  };

export function exportHandlers(services: MainServices): ExportHandlers {
  const { desktop, documents, printers, tasks } = services;
  const desk = {
    outbox: () => services.mail.state.rows,
    printRun: () => services.prints.run?.rows ?? [],
  };

  return {
    'lists.export': async ({ what, format }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { table, title, renderOn } = companyList(company.value, documents, what, desk);
      const path = await desktop.chooseSavePath(fileName(title, format), format);
      if (path === null) return ok({ saved: false, rows: 0 });
      const render = renderOn(company.value.company.paper);
      const written = await tasks.run('export', true, (progress) =>
        writeList(path, table, format, { watch: watching(progress, null), render }),
      );
      return written.ok ? ok({ saved: true, rows: written.value }) : written;
    },
    'lists.print': async ({ what, printer, tray, copies, paper }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { table, title, renderOn } = companyList(company.value, documents, what, desk);
      const made = await tasks.run('print', true, (progress) =>
        listBytes(table, 'pdf', { watch: watching(progress, null), render: renderOn(paper) }),
      );
      if (!made.ok) return made;
      return printers.print({ bytes: made.value, printer, tray, copies, paper, title });
    },
    'documents.exportZip': async ({ documents: set }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper, today, company: fields } = company.value;
      const words = listWords(fields.language);
      const name = fileName(`${setTitle(set, words)} ${today}`, 'zip');
      const path = await desktop.chooseSavePath(name, 'zip');
      if (path === null) return ok({ saved: false, count: 0, missing: 0 });
      const written = await tasks.run('export', true, async (progress) => {
        const ids = await idsOf(company.value, set);
        if (!ids.ok) return ids;
        const source = {
          get: (id: string) => keeper.query('documents.get', { id, today }),
          file: (id: string) => documents.file(company.value, id),
          release: (done: readonly string[]) => releaseAll(company.value, done),
          nameOf: (number: string) => fileName(number, 'x').slice(0, -2),
        };
        return writeZip(path, ids.value, source, words, watching(progress, ids.value.length));
      });
      return written.ok ? ok({ saved: true, ...written.value }) : written;
    },
  };
}

/** The documents of a set: those named, or all that a filter shows, in its list's order. */
async function idsOf(company: Company, set: DocumentSet): Promise<Result<readonly string[], AppError>> {
  if (Array.isArray(set)) return ok(set);
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(company, set, cursor);
    if (!page.ok) return page;
    ids.push(...page.value.rows.map(({ id }) => id));
    cursor = page.value.next;
    if (cursor === null) return ok(ids);
  }
}

function pageOf({ keeper, today }: Company, filter: Exclude<DocumentSet, string[]>, cursor: string | null) {
  const page = { today, cursor, limit: PAGE };
  return 'offers' in filter
    ? keeper.query('offers.list', { ...filter.offers, ...page })
    : keeper.query('documents.list', { ...filter, sort: 'issueDate', direction: 'asc', ...page });
}

/** What a set of documents is called; a choice of several may be of any kind. */
const setTitle = (set: DocumentSet, words: ListWords): string =>
  'offers' in set ? words.shelves[set.offers.shelf ?? 'offer'] : words.title.documents;

async function releaseAll(company: Company, ids: readonly string[]): Promise<Result<null, AppError>> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const inputs = ids
      .slice(from, from + AT_ONCE)
      .map((id) => ({ commandId: company.commandFor(id, 'release/exported'), id, how: 'exported' as const }));
    const answers = await company.executeEach('documents.release', releaseDocument, inputs);
    const failed = answers.find((answer) => !answer.ok);
    if (failed && !failed.ok) return err(failed.error);
  }
  return ok(null);
}
