import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { FACES } from './faces.ts';
import { FIXTURES } from './fixtures.ts';
import looks from './look-hashes.json' with { type: 'json' };
import hashes from './paper-hashes.json' with { type: 'json' };

const script = join(import.meta.dirname, 'hash-fixtures.ts');
const hashedIn = (zone: string, locale: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [script], {
      env: { ...process.env, TZ: zone, LC_ALL: locale, LANG: locale },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

describe('the bytes of the paper', () => {
  it.each([
    ['America/New_York', 'en_US.UTF-8'],
    ['Asia/Kolkata', 'de_DE.UTF-8'],
    ['Pacific/Kiritimati', 'C'],
  ])('DO3: are those of the release, in %s with %s', (zone, locale) => {
    expect(hashedIn(zone, locale)).toEqual({ classic: hashes, looks });
  });

  it('DO3: are the same twice in one process, and others for another number', () => {
    const german = FIXTURES.german;
    const first = renderInvoice(german, { faces: FACES });
    renderInvoice(FIXTURES.american, { faces: FACES });
    expect(renderInvoice(german, { faces: FACES })).toEqual(first);
    expect(renderInvoice({ ...german, number: 'RE-2026-00099' }, { faces: FACES })).not.toEqual(first);
  });
});
