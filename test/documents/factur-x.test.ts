/**
 * Factur-X: the XML inside the very PDF, and the rules of PDF/A-3b that our paper and the update must keep (ISO 19005-3).
 * No validator of PDF/A runs offline here, so its rules for what our files contain are checked one by one.
 */
import { inflateSync } from 'node:zlib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { embedInvoice } from '../../electron/documents/einvoice/embed-invoice.ts';
import { srgbProfile } from '../../electron/documents/einvoice/srgb-profile.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FACES } from './faces.ts';
import { FIXTURES } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const { german } = FIXTURES;
const NOWHERE = { scheme: '', id: '' };
const facts = { buyerReference: 'ref', buyerEndpoint: NOWHERE, sellerEndpoint: NOWHERE };
const invoice = eInvoiceFrom(german, facts, 'factur-x');
const xml = writeEInvoice(invoice, 'cii');
const paper = renderInvoice(german, { faces: FACES });
const about = { title: 'Rechnung “1” (ü)', author: german.seller.name, day: german.issueDate };
const file = embedInvoice(paper, xml, about);
const text = Buffer.from(file).toString('latin1');

/** Every object by its number, the last edition of each, as cross-reference tables find it. */
function objectsOf(pdf: string): Map<number, string> {
  const found = new Map<number, string>();
  let at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf)?.[1]);
  while (Number.isInteger(at)) {
    const table = pdf.slice(at);
    const end = table.indexOf('trailer');
    const lines = table.slice(0, end).trim().split('\n').slice(1);
    for (let line = 0; line < lines.length; ) {
      const [first = 0, count = 0] = (lines[line] ?? '').split(' ').map(Number);
      for (let index = 0; index < count; index += 1) {
        const entry = /^(\d{10}) 00000 n ?$/.exec(lines[line + 1 + index] ?? '');
        if (!entry || found.has(first + index)) continue;
        const offset = Number(entry[1]);
        expect(pdf.slice(offset)).toMatch(new RegExp(`^${first + index} 0 obj\\n`));
        found.set(first + index, pdf.slice(offset, pdf.indexOf('endobj', offset)));
      }
      line += count + 1;
    }
    at = Number(/\/Prev (\d+)/.exec(table.slice(end, end + 400))?.[1] ?? Number.NaN);
  }
  return found;
}

const objects = objectsOf(text);
const numbered = (pattern: RegExp) => [...objects.values()].filter((object) => pattern.test(object));
const only = (pattern: RegExp) => {
  const found = numbered(pattern);
  expect(found).toHaveLength(1);
  return found[0] ?? '';
};
const root = objects.get(Number(/\/Root (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1])) ?? '';
const metadata = only(/\/Type \/Metadata/);

describe('the XML inside the PDF', () => {
  it('is found by a reader of PDFs and read as the same invoice', async () => {
    const task = getDocument({ data: file.slice(), verbosity: VerbosityLevel.ERRORS });
    const pdf = await task.promise;
    const attachments = await pdf.getAttachments();
    const [[id, { filename }] = ['', { filename: '' }]] = [...(attachments ?? [])];
    const content = await pdf.getAttachmentContent(id);
    await task.destroy();
    expect(attachments?.size).toBe(1);
    expect(filename).toBe('factur-x.xml');
    const read = readEInvoice(new Uint8Array(content ?? []));
    expect(read.ok && read.value).toEqual({ invoice, syntax: 'cii' });
  });

  it('changes nothing of the paper, whose bytes stand in front', async () => {
    expect(Buffer.compare(Buffer.from(file.slice(0, paper.length)), Buffer.from(paper))).toBe(0);
    const [before, after] = [await readPdf(paper), await readPdf(file)];
    expect(after.texts).toEqual(before.texts);
    expect(after).toMatchObject({
      pages: before.pages,
      title: about.title,
      author: about.author,
      language: 'de-DE',
    });
  });

  it('is the same file every time', () => {
    expect(Buffer.compare(Buffer.from(embedInvoice(paper, xml, about)), Buffer.from(file))).toBe(0);
    const other = embedInvoice(paper, xml.replace('ref', 'fer'), about);
    const id = (pdf: Uint8Array) =>
      Buffer.from(pdf)
        .toString('latin1')
        .slice(-400)
        .match(/\/ID \[ <(\w+)> <(\w+)> \]/);
    expect(id(other)?.[1]).toBe(id(file)?.[1]);
    expect(id(other)?.[2]).not.toBe(id(file)?.[2]);
  });

  it('goes only into a PDF of this program', () => {
    expect(() => embedInvoice(new TextEncoder().encode('%PDF-1.7\n%%EOF'), xml, about)).toThrow('not a PDF');
  });
});

describe('PDF/A-3b', () => {
  it('6.1.2, 6.1.3: header with binary mark, identifier in the trailer, nothing encrypted', () => {
    expect(text).toMatch(/^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/);
    expect(text.slice(text.lastIndexOf('trailer'))).toMatch(/\/ID \[ <[0-9A-F]{32}> <[0-9A-F]{32}> \]/);
    expect(text).not.toContain('/Encrypt');
  });

  it('6.1.7: every stream is as long as it says', () => {
    for (const object of numbered(/\bstream\n/)) {
      const length = Number(/\/Length (\d+)/.exec(object)?.[1]);
      const start = object.indexOf('stream\n') + 7;
      expect(object.slice(start + length)).toMatch(/^\r?\n?endstream\s*$/);
    }
  });

  it('6.2.2: one output intent of sRGB, whose profile says RGB', () => {
    expect(root).toMatch(/\/OutputIntents \[\d+ 0 R\]/);
    const intent = only(/\/Type \/OutputIntent/);
    expect(intent).toContain('/S /GTS_PDFA1');
    const profile = srgbProfile();
    expect(objects.get(Number(/\/DestOutputProfile (\d+)/.exec(intent)?.[1]))).toContain(
      profile.toString('latin1'),
    );
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.toString('latin1', 12, 20)).toBe('mntrRGB ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    for (let tag = 0; tag < profile.readUInt32BE(128); tag += 1) {
      const [offset, length] = [profile.readUInt32BE(136 + tag * 12), profile.readUInt32BE(140 + tag * 12)];
      expect(offset % 4).toBe(0);
      expect(offset + length).toBeLessThanOrEqual(profile.length);
    }
  });

  it('6.2.11: every face is embedded, maps its glyphs and can be read as text', () => {
    const fonts = numbered(/\/Subtype \/Type0/);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(font).toMatch(/\/ToUnicode \d+ 0 R/);
      const descendant = objects.get(Number(/\/DescendantFonts \[(\d+)/.exec(font)?.[1])) ?? '';
      expect(descendant).toContain('/CIDToGIDMap /Identity');
      const descriptor = objects.get(Number(/\/FontDescriptor (\d+)/.exec(descendant)?.[1])) ?? '';
      expect(descriptor).toMatch(/\/FontFile2 \d+ 0 R/);
    }
    expect(numbered(/\/Type \/Font\b/).filter((font) => /\/Subtype \/(Type1|TrueType)\b/.test(font))).toEqual(
      [],
    );
  });

  it('6.2.4, 6.2.10: pages use no colours of devices other than grey and RGB, and nothing transparent', () => {
    const contents = numbered(/\/FlateDecode/).flatMap((object) => {
      const data = Buffer.from(object.slice(object.indexOf('stream\n') + 7), 'latin1');
      const page = /\/Length1|\/Subtype/.test(object) ? '' : inflateSync(data).toString('latin1');
      return page.includes('BT') ? [page] : [];
    });
    expect(contents).toHaveLength(1);
    for (const content of contents) expect(content).not.toMatch(/ [kK]\n|\/GS\d+ gs/);
    expect(text).not.toContain('/SMask');
  });

  it('6.5, 6.6: nothing runs: no scripts, launches, forms or sounds', () => {
    for (const word of [
      '/JavaScript',
      '/JS',
      '/Launch',
      '/AA',
      '/AcroForm',
      '/RichMedia',
      '/Movie',
      '/Sound',
    ])
      expect(root + numbered(/\/Type \/Page\b/).join('')).not.toContain(`${word} `);
  });

  it('6.6.2, 6.6.4: metadata say what it is, and agree with the information dictionary', () => {
    expect(root).toMatch(/\/Metadata \d+ 0 R/);
    expect(metadata).not.toContain('/Filter');
    const packet = Buffer.from(metadata, 'latin1').toString('utf8');
    expect(packet).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(packet).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(packet).toContain('Rechnung “1” (ü)</rdf:li>');
    expect(packet).toContain('<xmp:CreateDate>2026-03-12T00:00:00+00:00</xmp:CreateDate>');
    const info = objects.get(Number(/\/Info (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1])) ?? '';
    expect(info).toContain("/CreationDate (D:20260312000000+00'00')");
    expect(info).toContain('/Producer (Counterfoil)');
    expect(packet).toContain('<pdf:Producer>Counterfoil</pdf:Producer>');
  });

  it('6.6.2.3.3: the properties of Factur-X are described in the file itself', () => {
    for (const name of ['DocumentType', 'DocumentFileName', 'Version', 'ConformanceLevel']) {
      expect(metadata).toContain(`<pdfaProperty:name>${name}</pdfaProperty:name>`);
      expect(metadata).toContain(`<fx:${name}>`);
    }
    expect(metadata).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>');
  });

  it('6.8: the file inside has a kind, two names, a date, a relationship, and belongs to the document', () => {
    const specification = only(/\/Type \/Filespec/);
    expect(specification).toContain('/AFRelationship /Alternative');
    expect(specification).toMatch(/\/F \(factur-x\.xml\) \/UF \(factur-x\.xml\)/);
    expect(only(/\/Type \/EmbeddedFile/)).toMatch(/\/Subtype \/text#2Fxml .*\/ModDate .*\/Size \d+/);
    expect(root).toMatch(/\/AF \[\d+ 0 R\]/);
    expect(root).toContain('/EmbeddedFiles');
  });
});
