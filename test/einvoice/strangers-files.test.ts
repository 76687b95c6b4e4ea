/** Files of strangers: bombs, entities, wrong encodings, endless depth, and whatever is no invoice. */
import { describe, expect, it } from 'vitest';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { READ_LIMITS } from '../../shared/einvoice/read-xml.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FULL } from './full-invoice.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problem = (text: string | Uint8Array) => {
  const read = readEInvoice(typeof text === 'string' ? bytes(text) : text);
  return read.ok ? 'read' : read.error;
};

const good = writeEInvoice(FULL, 'cii');
const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
const body = good.slice(prolog.length);

describe('a received file', () => {
  it('with a document type is refused, whatever that declares', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`;
    expect(problem(`${prolog}${bomb}${body.replace('R-1', '&c;')}`)).toBe('document-type');
    const external = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    expect(problem(`${prolog}${external}${body.replace('R-1', '&f;')}`)).toBe('document-type');
    expect(problem(`${prolog}<!DOCTYPE x SYSTEM "http://example.org/x.dtd">${body}`)).toBe('document-type');
  });

  it('with an entity that nobody declared is not well-formed', () => {
    expect(problem(good.replace('R-1', '&f;'))).toBe('not-well-formed');
  });

  it('that is cut off, doubled or no XML at all is not well-formed', () => {
    expect(problem(good.slice(0, -20))).toBe('not-well-formed');
    expect(problem(good + body)).toBe('not-well-formed');
    expect(problem('')).toBe('not-well-formed');
    expect(problem('%PDF-1.7')).toBe('not-well-formed');
  });

  it('of another kind is no e-invoice', () => {
    expect(problem('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toBe('not-an-einvoice');
    expect(problem('<Invoice/>')).toBe('not-an-einvoice');
    expect(problem('<constructor/>')).toBe('not-an-einvoice');
  });

  it('too deep, too wide or too large is refused', () => {
    const deep = READ_LIMITS.depth + 1;
    expect(problem('<a>'.repeat(deep) + '</a>'.repeat(deep))).toBe('too-deep');
    expect(problem(`<a>${'<b/>'.repeat(READ_LIMITS.elements)}</a>`)).toBe('too-many-elements');
    const attributes = Array.from({ length: READ_LIMITS.attributes + 1 }, (_, index) => ` a${index}=""`).join(
      '',
    );
    expect(problem(`<a${attributes}/>`)).toBe('too-many-elements');
    expect(problem(new Uint8Array(READ_LIMITS.bytes + 1))).toBe('too-large');
  });

  it('is read in the encoding that it declares', () => {
    const latin = good.replace('UTF-8', 'ISO-8859-1').replace('Seller GmbH', 'Müller GmbH');
    const read = readEInvoice(Uint8Array.from(latin, (character) => character.charCodeAt(0)));
    expect(read.ok && read.value.invoice.seller.name).toBe('Müller GmbH');
    const utf16 = new Uint8Array(2 + good.length * 2);
    utf16.set([0xff, 0xfe]);
    for (let index = 0; index < good.length; index += 1) utf16[2 + index * 2] = good.charCodeAt(index);
    expect(problem(utf16)).toBe('read');
    expect(problem(utf16.slice(2))).toBe('read');
    const bigEndian = utf16.slice(2).map((_, index, all) => all[index ^ 1] ?? 0);
    expect(problem(bigEndian)).toBe('read');
    expect(problem(bigEndian.slice(0, -1))).toBe('bad-encoding');
    expect(problem(bytes(`\ufeff${good}`))).toBe('read');
  });

  it('in bytes that are not what it declares, or in an encoding that nobody knows, is refused', () => {
    const broken = bytes(good);
    broken[broken.indexOf(0x52)] = 0xff;
    expect(problem(broken)).toBe('bad-encoding');
    expect(problem(good.replace('UTF-8', 'EBCDIC-X'))).toBe('bad-encoding');
  });

  it('with other prefixes and elements of others is read all the same', () => {
    const strange = good
      .replaceAll('ram:', 'x:')
      .replace('xmlns:ram', 'xmlns:x')
      .replace(
        '</x:ApplicableHeaderTradeSettlement>',
        '<own:More xmlns:own="urn:own">1</own:More></x:ApplicableHeaderTradeSettlement>',
      );
    const read = readEInvoice(bytes(strange));
    expect(read.ok && read.value.invoice).toEqual(FULL);
  });

  it('cannot reach into objects through the names of its elements', () => {
    const read = readEInvoice(bytes(good.replaceAll('ram:BuyerReference', 'ram:__proto__')));
    expect(read.ok && read.value.invoice.buyerReference).toBeUndefined();
    expect(({} as Record<string, unknown>).buyerReference).toBeUndefined();
  });
});

it('what XML cannot carry is replaced visibly, so that the file stays well-formed', () => {
  const odd = { ...FULL, buyerReference: 'a\u0000b\ud800c\u0008' };
  const read = readEInvoice(bytes(writeEInvoice(odd, 'ubl')));
  expect(read.ok && read.value.invoice.buyerReference).toBe('a\ufffdb\ufffdc\ufffd');
});
