/** The archived file of every issued document: made once, named by a commit, and from then on the only one (EV11, DO3). */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrintChoice } from '../../shared/contract/printing.ts';
import { lawfulLegends } from '../../shared/domain/copy-legends.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { type DocumentKind, isOwed } from '../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { archiveDocument as archiveCommand, releaseDocument } from '../commands/document-facts.ts';
import type { Company } from '../company/company.ts';
import { writeAtomic } from '../journal/atomic-file.ts';
import { getBlob, putBlob } from '../journal/blobs.ts';
import type { Log } from '../ports.ts';
import { archiveDocument } from './archive.ts';
import { copyMarks } from './copy-marks.ts';
import { documentFormat } from './document-format.ts';
import { readLogo } from './logo.ts';
import { NamingQueue, type Stored } from './naming-queue.ts';
import type { PdfRenderer } from './pdf-renderer.ts';
import type { Picture } from './pen.ts';
import type { PrinterPort } from './printing/printer-port.ts';
import type { AgingPaper } from './render-aging.ts';
import type { ListPaper } from './render-list.ts';

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly number: string;
  readonly kind: DocumentKind;
}

export class DocumentFiles {
  private readonly renderer: PdfRenderer;
  private readonly log: Log;
  private readonly underWay = new Map<string, Promise<Result<PdfFile, AppError>>>();
  private readonly naming = new WeakMap<Company, NamingQueue>();
  /** Originals that no printer took: what is printed of them next is still the original (DO7). */
  private readonly untaken = new Set<string>();

  constructor(renderer: PdfRenderer, log: Log) {
    this.renderer = renderer;
    this.log = log;
  }

  /** Gets the renderer ready before its first document, while the clerk still types. */
  warmUp(): void {
    this.renderer.start();
  }

  /** The archived file; rendered, stored and named first when that has not happened yet. */
  file(company: Company, id: string): Promise<Result<PdfFile, AppError>> {
    const key = `${company.id}/${id}`;
    const present = this.underWay.get(key);
    if (present) return present;
    const making = this.make(company, id).finally(() => this.underWay.delete(key));
    this.underWay.set(key, making);
    return making;
  }

  /** Ends when the files that are being made now are archived and named, or could not be. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay.values());
  }

  private make(company: Company, id: string): Promise<Result<PdfFile, AppError>> {
    let naming = this.naming.get(company);
    if (!naming) {
      naming = new NamingQueue((inputs) => company.executeEach('documents.archive', archiveCommand, inputs));
      this.naming.set(company, naming);
    }
    return naming.add(() => this.store(company, id));
  }

  /** The document's file, stored; with the commit that must name it when none does yet. */
  private async store(company: Company, id: string): Promise<Result<Stored<PdfFile>, AppError>> {
    const found = await company.keeper.query('documents.get', { id, today: company.today });
    if (!found.ok) return found;
    const { document, archived, cleared } = found.value;
    const { number, kind, template } = document;
    if (archived) {
      const kept = await getBlob(company.folder, archived.sha256);
      if (kept.ok) return ok({ file: { bytes: kept.value, number, kind }, name: null });
      this.log.error(`the archived file of a document is ${kept.error.reason}: it is rendered again`);
    }
    const logo = await logoOf(company, document);
    const blobs = {
      put: (bytes: Uint8Array) => putBlob(company.folder, bytes),
      get: (sha256: string) => getBlob(company.folder, sha256),
    };
    const made = await archiveDocument(document, this.renderer, blobs, { logo, cleared });
    if (!made.ok) return made;
    const { sha256, bytes } = made.value;
    if (archived && archived.sha256 !== sha256) {
      // Only the file that the record names may leave the office (EV11).
      return err({ kind: 'storage', reason: 'damaged', path: `blobs/${archived.sha256}` });
    }
    const shown = cleared ? { clearance: cleared.number } : {};
    const commandId = company.commandFor(id, cleared ? `archive/${cleared.number}` : 'archive');
    const name = { commandId, id, sha256, bytes: bytes.length, template, ...shown };
    return ok({ file: { bytes, number, kind }, name });
  }

  /** A copy for the system's viewer: whatever that does to it, the archived file stays as it is. Answers its path. */
  async copyToView(company: Company, name: string, bytes: Uint8Array): Promise<Result<string, AppError>> {
    const folder = join(company.folder, 'viewed');
    await mkdir(folder, { recursive: true });
    const path = join(folder, name);
    const written = await writeAtomic(path, bytes);
    return written.ok ? ok(path) : written;
  }

  /**
   * Hands a document to a printer: the original first, later copies with their stamps (DO7). `leaving` is on the medium before
   * a printer has a byte, so that a document that may be on paper is never one that can be voided (DO1); refused, nothing is
   * printed. What no printer took counts as out of the house all the same.
   */
  async print(
    company: Company,
    id: string,
    choice: PrintChoice,
    printers: PrinterPort,
    leaving: () => Promise<Result<unknown, AppError>> = async () => ok(null),
  ): Promise<Result<{ readonly job: string; readonly kind: DocumentKind }, AppError>> {
    const file = await this.file(company, id);
    if (!file.ok) return file;
    const { number, kind } = file.value;
    const { printer, tray, copies, paper } = choice;
    const key = `${company.id}/${id}`;
    const original = choice.original === true || this.untaken.has(key);
    const sheets = await this.copies(company, id, file.value.bytes, { ...choice, original });
    if (!sheets.ok) return sheets;
    const left = await leaving();
    if (!left.ok) return left;
    // Each copy has pages of its own in the file, so that the printer makes one of it.
    const printed = await printers.print({
      ...{ printer, tray, paper, title: number },
      copies: sheets.value.sets === 0 ? copies : 1,
      bytes: sheets.value.bytes,
    });
    if (sheets.value.isOriginal && !printed.ok) this.untaken.add(key);
    else this.untaken.delete(key);
    return printed.ok ? ok({ job: printed.value.job, kind }) : printed;
  }

  /** The archived file, or the same stamped as a copy once the original was handed out (DO7). */
  async outgoing(company: Company, id: string): Promise<Result<PdfFile, AppError>> {
    const file = await this.file(company, id);
    if (!file.ok) return file;
    const stamped = await this.copies(company, id, file.value.bytes, { copies: 1 });
    return stamped.ok ? ok({ ...file.value, bytes: stamped.value.bytes }) : stamped;
  }

  /** The pages of all copies in one file; `sets` is 0 where the file is as it was. */
  private async copies(
    company: Company,
    id: string,
    archived: Uint8Array,
    choice: Pick<PrintChoice, 'copies' | 'letterhead' | 'letterheadOnAll' | 'paid' | 'original'>,
  ): Promise<
    Result<{ readonly bytes: Uint8Array; readonly sets: number; readonly isOriginal: boolean }, AppError>
  > {
    const found = await company.keeper.query('documents.get', { id, today: company.today });
    if (!found.ok) return found;
    const { document, handedOut, sheet, outstanding, settlements, cleared } = found.value;
    const customer = await company.keeper.lookup('customers', { ids: [document.customerId] });
    if (!customer.ok) return customer;
    const days = settlements.filter(({ until, target }) => until === null && target === id);
    // The customer holds the sheet: whatever is printed is a copy of it (NU6, DO7).
    const isAgain = sheet !== null || (handedOut && choice.original !== true);
    const isOriginal = !isAgain;
    const marks = copyMarks({
      language: document.language,
      isAgain,
      legends:
        company.company.paperCopies?.[document.kind] ??
        lawfulLegends(document.profile, document.kind, document.lines),
      wanted: customer.value[0]?.fields.copies ?? 1,
      asked: choice.copies,
      paidOn:
        choice.paid === true && outstanding === 0 && isOwed(document.kind)
          ? ([document.issueDate, ...days.map(({ from }) => from)].sort().at(-1) ?? null)
          : null,
      format: documentFormat(document),
    });
    let pdf = archived;
    if (choice.letterhead === true) {
      const bare = await this.renderer.render({
        document,
        letterhead: true,
        letterheadOnAll: choice.letterheadOnAll === true,
        ...(cleared ? { cleared } : {}),
      });
      if (!bare.ok) return bare;
      pdf = bare.value;
    }
    if (marks.every(({ head, paid }) => head === '' && paid === '') && marks.length === 1)
      return ok({ bytes: pdf, sets: 0, isOriginal });
    const stamped = await this.renderer.render({ stamp: { pdf, copies: marks } });
    return stamped.ok ? ok({ bytes: stamped.value, sets: marks.length, isOriginal }) : stamped;
  }

  /** Records that the document left the office (DO1). */
  async release(
    company: Company,
    id: string,
    how: 'printed' | 'mailed' | 'exported',
  ): Promise<Result<unknown, AppError>> {
    return company.execute('documents.release', releaseDocument, {
      commandId: company.commandFor(id, `release/${how}`),
      id,
      how,
    });
  }

  /** The aging report on paper, as of the day that it names. */
  aging(
    company: Company,
    report: AgingPaper['report'],
    paper: AgingPaper['paper'],
  ): Promise<Result<Uint8Array, AppError>> {
    const { name, profile, language } = company.company;
    return this.renderer.render({ aging: { report, company: name, profile, language, paper } });
  }

  /** An exported list on paper. */
  list(paper: ListPaper): Promise<Result<Uint8Array, AppError>> {
    return this.renderer.render({ list: paper });
  }

  /** A made-up document as it would look if it were issued, not kept anywhere. */
  async sample(company: Company, document: IssuedDocument): Promise<Result<Uint8Array, AppError>> {
    const logo = await logoOf(company, document);
    return this.renderer.render({ document, ...(logo ? { logo } : {}) });
  }

  /** A document as it would look, not kept anywhere. */
  async preview(company: Company, document: IssuedDocument): Promise<Result<Uint8Array, AppError>> {
    const logo = await logoOf(company, document);
    return this.renderer.render({ document, draft: true, ...(logo ? { logo } : {}) });
  }
}

/** The logo that the document names; none when it has none or its file is gone. */
async function logoOf(company: Company, document: IssuedDocument): Promise<Picture | null> {
  const sha256 = document.seller.logo;
  if (sha256 === null) return null;
  const kept = await getBlob(company.folder, sha256);
  const logo = kept.ok ? readLogo(kept.value) : kept;
  return logo.ok ? logo.value : null;
}
