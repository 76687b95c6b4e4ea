/** The reports that are filed with a close (PC4): each as a file for spreadsheets and on paper, kept under its hash (EV11). */
import type { ListSelection } from '../../shared/contract/exports.ts';
import { addDays } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import { numberingYear } from '../../shared/domain/numbering.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { PeriodClose } from '../../shared/events/closes.ts';
import type { Company } from '../company/company.ts';
import { putBlob } from '../journal/blobs.ts';
import type { DocumentFiles } from './document-files.ts';
import { companyList } from './export/company-list.ts';
import { listBytes } from './export/write-list.ts';

export interface FilingDays {
  /** Last day that is closed already; `null` for the first close. */
  readonly before: Day | null;
  readonly through: Day;
}

/** What belongs to a period: who owed what at its end, its taxes, and every number up to it. */
function selections({ company }: Company, { before, through }: FilingDays): ListSelection[] {
  const from = before === null ? `${through.slice(0, 8)}01` : addDays(before, 1);
  return [
    { list: 'aging', asOf: through, by: 'due', widths: [...company.agingWidths] },
    { list: 'tax-report', from, to: through, by: 'issue' },
    { list: 'number-report', year: numberingYear(through, company.fiscalYearStart) },
  ];
}

/** @param done told after each file. */
export async function fileReports(
  company: Company,
  documents: DocumentFiles,
  days: FilingDays,
  done: (files: number, of: number) => void,
): Promise<Result<PeriodClose['files'], AppError>> {
  const files: PeriodClose['files'] = [];
  const wanted = selections(company, days).flatMap((what) =>
    (['csv', 'pdf'] as const).map((format) => ({ what, format })),
  );
  for (const { what, format } of wanted) {
    const { table, title, renderOn } = companyList(company, documents, what);
    const render = renderOn(company.company.paper);
    const made = await listBytes(table, format, { watch: () => 'go-on', render });
    if (!made.ok) return made;
    const stored = await putBlob(company.folder, made.value);
    if (!stored.ok) return stored;
    files.push({ name: `${title}.${format}`, sha256: stored.value, bytes: made.value.length });
    done(files.length, wanted.length);
  }
  return ok(files);
}
