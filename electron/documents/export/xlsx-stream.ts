/**
 * A workbook with one sheet (ECMA-376, Office Open XML), written row by row: a hundred thousand rows take no more memory
 * than a few. Amounts are numbers with the decimals of their currency, days are dates; texts are never formulas.
 */
import { exponentOf, fromMinor } from '../../../shared/domain/currency.ts';
import { dayNumber } from '../../../shared/domain/day.ts';
import { type Cell, type Column, type ColumnKind, isMoney, type Row } from './list-table.ts';
import { ZipStream } from './zip-stream.ts';

/** Spreadsheets count days from here (1900-01-01 is 1, with the leap day that 1900 did not have). */
const FIRST_DAY = dayNumber('1970-01-01') - 25_569;

const STYLE = { plain: 0, head: 1, day: 2, decimal: 3 } as const;
/** Formats of amounts with 0, 1, 2, 3 and 4 decimals begin here. */
const FIRST_AMOUNT = 4;
const AMOUNT_FORMATS = ['#,##0', '#,##0.0', '#,##0.00', '#,##0.000', '#,##0.0000'];
/** Format ids below this belong to the program that reads the file. */
const FIRST_FORMAT = 164;
/** A spreadsheet computes with this many digits: a longer decimal stays text, so that none is lost. */
const EXACT_DIGITS = 15;

const WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 28, code: 12, day: 12, amount: 16, decimal: 12 };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML; characters that XML cannot hold are left out, a longer cell than a spreadsheet takes is cut. */
const escaped = (text: string): string =>
  text
    .slice(0, 32_767)
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"]/g, (sign) => NAMES[sign] ?? '');

const files = (sheetName: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles(),
});

function styles(): string {
  const formats = AMOUNT_FORMATS.map(
    (code, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${code}"/>`,
  );
  const amounts = AMOUNT_FORMATS.map(
    (_code, index) =>
      `<xf numFmtId="${FIRST_FORMAT + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  const head = '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>';
  // 14 is the short date of whoever opens the file.
  const day = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>';
  const font = '<sz val="11"/><name val="Calibri"/>';
  return [
    `<styleSheet xmlns="${SHEET}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${FIRST_AMOUNT + amounts.length}">${plain}${head}${day}${plain}${amounts.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}

/** `A`, `B`, … `Z`, `AA`: the name of a column. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const textCell = (at: string, text: string, style: number): string =>
  text === ''
    ? ''
    : `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
const numberCell = (at: string, number: string, style: number): string =>
  `<c r="${at}" s="${style}"><v>${number}</v></c>`;

function cellOf(at: string, value: Cell, kind: ColumnKind): string {
  if (value === null) return '';
  if (isMoney(value)) {
    const text = fromMinor(value.amount, value.currency);
    return numberCell(at, text, FIRST_AMOUNT + exponentOf(value.currency));
  }
  if (kind === 'day' && value !== '') return numberCell(at, String(dayNumber(value) - FIRST_DAY), STYLE.day);
  if (kind === 'decimal' && /^-?\d+(\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= EXACT_DIGITS)
    return numberCell(at, value, STYLE.decimal);
  return textCell(at, value, STYLE.plain);
}

export class XlsxStream {
  private readonly zip = new ZipStream();
  private readonly columns: readonly Column[];
  private readonly sheet: ReturnType<ZipStream['file']>;
  private row = 0;

  /** @param title name of the sheet; what a sheet's name cannot hold is left out. */
  constructor(title: string, columns: readonly Column[]) {
    this.columns = columns;
    const name = title.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31);
    for (const [path, content] of Object.entries(files(name))) {
      const file = this.zip.file(path);
      file.push(encode(XML + content));
      file.end();
    }
    this.sheet = this.zip.file('xl/worksheets/sheet1.xml');
    const widths = columns.map(
      ({ kind }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${WIDTHS[kind]}" customWidth="1"/>`,
    );
    this.push(
      `${XML}<worksheet xmlns="${SHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`,
    );
    this.addRow(columns.map(({ head }, index) => textCell(`${columnName(index)}1`, head, STYLE.head)));
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const number = this.row + 1;
      this.addRow(
        this.columns.map(({ kind }, index) =>
          cellOf(`${columnName(index)}${number}`, row[index] ?? null, kind),
        ),
      );
    }
  }

  end(): void {
    const last = `${columnName(this.columns.length - 1)}${this.row}`;
    this.push(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`);
    this.sheet.end();
    this.zip.end();
  }

  /** The bytes since the last call. */
  take(): Uint8Array {
    return this.zip.take();
  }

  private addRow(cells: readonly string[]): void {
    this.row += 1;
    this.push(`<row r="${this.row}">${cells.join('')}</row>`);
  }

  private push(text: string): void {
    this.sheet.push(encode(text));
  }
}

const encoder = new TextEncoder();
const encode = (text: string): Uint8Array => encoder.encode(text);
