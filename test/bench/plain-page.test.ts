import { describe, expect, it } from 'vitest';
import { FIXTURES } from '../documents/fixtures.ts';
import { type ReadPdf, readPdf } from '../documents/read-pdf.ts';
import { drawPlain, joined, plainPage } from './plain-page.ts';

const places = ({ texts }: ReadPdf) =>
  texts.map(({ page, x, y }) => `${page} ${x.toFixed(0)} ${y.toFixed(0)}`);

describe('the floor of J7', () => {
  it('is a page with the same texts at the same places, and no font in it', async () => {
    let drawn = 0;
    for (const document of Object.values(FIXTURES)) {
      const ours = await plainPage(document);
      if (!ours) continue;
      const bytes = drawPlain(ours);
      const plain = await readPdf(bytes);
      expect(joined(plain)).toBe(joined(ours));
      // Neighbours on a line are read as one text where the other face is as wide as the gap.
      expect(places(ours)).toEqual(expect.arrayContaining(places(plain)));
      expect(Buffer.from(bytes).includes('/FontFile')).toBe(false);
      drawn += 1;
    }
    expect(drawn).toBeGreaterThan(2);
  });
});
