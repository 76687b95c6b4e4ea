/** The aging report on paper: a table of customers per currency with its totals, over as many pages as it takes (AG1, AG3). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { PrintableText } from './missing-characters.ts';
import { paperFormat } from './paper-format.ts';
import { paperLayout } from './paper-layout.ts';
import { fill, paperWords } from './paper-words.ts';
import { type PaperFaces, Pen, TYPE } from './pen.ts';

export interface AgingPaper {
  readonly report: OutputOf<'aging.report'>;
  readonly company: string;
  readonly profile: ProfileCode;
  readonly language: 'en' | 'de';
  readonly paper: 'A4' | 'Letter';
}

const WORDS = {
  en: { title: '', asOf: 'As of', customer: 'Customer', current: 'Current', over: 'Over', unapplied: 'Credit', balance: 'Balance', total: 'Total' },
  de: { title: 'Offene Posten', asOf: 'Stand', customer: 'Kunde', current: 'Nicht fällig', over: 'Über', unapplied: 'Guthaben', balance: 'Saldo', total: 'Summe' },
} as const;

const GAP = 6;

/** Amounts are the report's own integers; nothing is added up here (TX9). */
export function renderAging(paper: AgingPaper, faces: PaperFaces): Uint8Array {
  const { report, profile, language } = paper;
  const words = WORDS[language];
  const pageWords = paperWords(profile, language);
  const format = paperFormat(profile, language);
  const layout = paperLayout(paper.paper);
  const printable = new PrintableText(language);
  const title = language === 'de' ? words.title : profileOf(profile).words.aging;
  const pen = new Pen({
    format: layout.format,
    faces,
    title,
    author: paper.company,
    language: language === 'de' ? 'de-DE' : profile === 'US' ? 'en-US' : 'en-GB',
    day: report.asOf,
    identity: JSON.stringify(paper),
  });
  const { widths } = report;
  const heads = [
    words.current,
    ...widths.map((width, index) => `${(widths[index - 1] ?? 0) + 1}–${width}`),
    `${words.over} ${widths.at(-1) ?? 0}`,
    words.unapplied,
    words.balance,
  ];
  const columnWidth = (layout.right - layout.left) * 0.108;
  const rights = heads.map((_, index) => layout.right - (heads.length - 1 - index) * columnWidth);
  const nameWidth = (rights[0] ?? layout.right) - columnWidth - layout.left;
  const bottom = layout.footBase - TYPE.small.leading - 8;
  let y = layout.top + TYPE.title.leading;

  const header = (currency: string) => {
    pen.text(`${words.customer} (${currency})`, layout.left, y, TYPE.smallStrong);
    heads.forEach((head, index) => pen.text(head, rights[index] ?? layout.right, y, TYPE.smallStrong, 'right'));
    pen.rule(layout.left, layout.right, y + 4);
    y += TYPE.body.leading + 3;
  };
  const room = (height: number, currency: string) => {
    if (y + height <= bottom) return;
    pen.addPage();
    y = layout.top + TYPE.body.leading;
    header(currency);
  };
  const figures = (amounts: readonly OutputOf<'aging.report'>['rows'][number]['balance'][], currency: string, strong: boolean) =>
    amounts.forEach((amount, index) =>
      pen.text(amount === 0 ? '–' : format.amount(amount, currency), rights[index] ?? layout.right, y, strong ? TYPE.smallStrong : TYPE.small, 'right'),
    );

  pen.text(title, layout.left, y, TYPE.title);
  y += TYPE.body.leading + 4;
  pen.text(`${printable.show(paper.company)} · ${words.asOf} ${format.day(report.asOf)}`, layout.left, y, TYPE.body);
  y += TYPE.body.leading * 2;
  for (const sums of report.sums) {
    room(TYPE.body.leading * 4, sums.currency);
    header(sums.currency);
    for (const row of report.rows) {
      if (row.currency !== sums.currency) continue;
      const name = pen.wrap(`${row.number} ${printable.show(row.name)}`, nameWidth - GAP, TYPE.small);
      room(name.length * TYPE.small.leading + 4, sums.currency);
      figures([...row.buckets, row.unapplied, row.balance], row.currency, false);
      y = pen.lines(name, layout.left, y, TYPE.small) + 3;
    }
    room(TYPE.body.leading * 2, sums.currency);
    pen.rule(layout.left, layout.right, y - TYPE.small.leading + 1);
    y += 3;
    pen.text(`${words.total} ${sums.currency}`, layout.left, y, TYPE.smallStrong);
    figures([...sums.buckets, sums.unapplied, sums.balance], sums.currency, true);
    y += TYPE.body.leading * 2;
  }
  const { pages } = pen;
  for (let page = 1; page <= pages; page += 1) {
    pen.turnTo(page);
    const count = fill(pageWords.page, { page: String(page), pages: String(pages) });
    pen.text(count, layout.right, layout.footBase, TYPE.small, 'right');
  }
  return pen.bytes();
}
