/** A list of the open company: as a table, with what its file is called and how it becomes a PDF. */
import type { ListSelection } from '../../../shared/contract/exports.ts';
import { dayIn } from '../../../shared/domain/day-in.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { Company } from '../../company/company.ts';
import { listDrafts } from '../../company/draft-list.ts';
import type { DocumentFiles } from '../document-files.ts';
import type { ListPaper } from '../render-list.ts';
import { type DeskLists, NO_DESK } from './list-source.ts';
import type { Row } from './list-table.ts';
import { listWords } from './list-words.ts';
import { tableOf } from './lists.ts';

/** What the file is called: the list, and the days that it is about. */
const nameOf = (title: string, what: ListSelection, today: string): string => {
  if (what.list === 'number-report' && what.year !== null) return `${title} ${what.year}`;
  if (what.list === 'tax-report') return `${title} ${what.from} ${what.to}`;
  return `${title} ${what.list === 'aging' ? what.asOf : today}`;
};

/** `desk` has what lies beside the record; reports that are filed ask for none of it. */
export function companyList(
  company: Company,
  documents: DocumentFiles,
  what: ListSelection,
  desk: DeskLists = NO_DESK,
) {
  const { keeper, today, company: fields } = company;
  const words = listWords(fields.language);
  const dayOf = (instant: number) => dayIn(fields.timeZone, instant);
  const drafts = async () => {
    const rows = await listDrafts(company, () => []);
    if (!rows.ok) return rows;
    return ok(rows.value.map((row) => ({ ...row, changedOn: dayOf(row.changed) })));
  };
  const { currency } = fields;
  const table = tableOf(what, { books: keeper, drafts, desk, words, today, dayOf, currency });
  const { name, profile, language } = fields;
  const sheet = { title: table.title, columns: table.columns, company: name, profile, language };
  const renderOn = (paper: ListPaper['paper']) => (rows: readonly Row[]) =>
    documents.list({ ...sheet, paper, rows, day: today });
  return { table, title: nameOf(table.title, what, today), renderOn };
}
