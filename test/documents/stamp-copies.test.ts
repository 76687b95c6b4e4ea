/** Copies (DO7): appended to the archived bytes, readable by others, one set of pages for each. */
import { createHash } from 'node:crypto';
import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { embedInvoice } from '../../electron/documents/einvoice/embed-invoice.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { type CopyMarks, stampCopies } from '../../electron/documents/stamp-copies.ts';
import { FACES, SHAPER } from './faces.ts';
import { FIXTURES } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const MM = 72 / 25.4;
const shaper = SHAPER;

const PLAIN: CopyMarks = { head: '', paid: '' };
const COPY: CopyMarks = { head: 'Copy · Duplicate for transporter', paid: '' };
const archived = renderInvoice(FIXTURES['many-lines'], { faces: FACES });

/** The boxes of what is filled on a page before its first text: the stamps. */
async function stampsOf(bytes: Uint8Array, page: number): Promise<readonly (readonly number[])[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS });
  const { fnArray, argsArray } = await (await (await task.promise).getPage(page)).getOperatorList();
  const first = fnArray.indexOf(OPS.beginText);
  const boxes = fnArray.slice(0, first).flatMap((op, at) => {
    if (op !== OPS.constructPath) return [];
    const [, , box] = argsArray[at] as [unknown, unknown, ArrayLike<number>];
    return [Array.from(box)];
  });
  await task.destroy();
  return boxes;
}

describe('stampCopies', () => {
  it('leaves an original without marks as it is', () => {
    expect(stampCopies(archived, [PLAIN], shaper)).toBe(archived);
  });

  it('appends to the archived bytes and touches none of them', () => {
    const stamped = stampCopies(archived, [PLAIN, COPY], shaper);
    expect(stamped.length).toBeGreaterThan(archived.length);
    expect(Buffer.compare(stamped.subarray(0, archived.length), archived)).toBe(0);
  });

  it('gives each copy all pages, with the words of the paper as they were', async () => {
    const before = await readPdf(archived);
    const after = await readPdf(stampCopies(archived, [PLAIN, COPY, COPY], shaper));
    expect(after.pages).toBe(3 * before.pages);
    for (let page = 1; page <= after.pages; page += 1)
      expect(after.page(page)).toBe(before.page(((page - 1) % before.pages) + 1));
    expect([after.title, after.author]).toEqual([before.title, before.author]);
  });

  it('stamps every page of a copy in the upper margin, where no template writes', async () => {
    const { pages, height, width } = await readPdf(archived);
    const stamped = stampCopies(archived, [PLAIN, COPY], shaper);
    for (let page = 1; page <= 2 * pages; page += 1) {
      const boxes = await stampsOf(stamped, page);
      expect(boxes.length, `page ${page}`).toBe(page <= pages ? 0 : 1);
      for (const [left = 0, bottom = 0, right = 0, top = 0] of boxes) {
        expect(height - top).toBeGreaterThan(7.9 * MM);
        expect(height - bottom).toBeLessThan(12 * MM);
        expect(left).toBeGreaterThan(width / 2);
        expect(right).toBeLessThan(width - 17 * MM);
      }
    }
  });

  it('says "Paid" once, on the first page, however long the words', async () => {
    const stamped = stampCopies(
      archived,
      [{ head: '', paid: `Bezahlt 12.03.2026 ${'x'.repeat(40)}` }],
      shaper,
    );
    const [box = []] = await stampsOf(stamped, 1);
    const [left = 0, , right = 0] = box;
    expect(left).toBeGreaterThan(0);
    expect(right).toBeLessThan(595);
    expect(await stampsOf(stamped, 2)).toEqual([]);
  });

  it('DO3: gives the same bytes for the same copies', () => {
    const hash = (copies: CopyMarks[]) =>
      createHash('sha256')
        .update(stampCopies(archived, copies, shaper))
        .digest('hex');
    expect(hash([COPY])).toBe(hash([COPY]));
    expect(hash([COPY])).not.toBe(hash([COPY, COPY]));
    expect(hash([COPY])).toBe('9abc6a021141a64066544c884470fa1ad811750db265057f1bc7acb2ced82dee');
  });

  it('refuses what it cannot read: a file that was updated already', () => {
    const updated = embedInvoice(archived, '<x/>', { title: '', author: '', day: '2026-03-12' });
    expect(() => stampCopies(updated, [COPY], shaper)).toThrow();
    expect(() => stampCopies(new TextEncoder().encode('%PDF-1.7'), [COPY], shaper)).toThrow();
  });
});
