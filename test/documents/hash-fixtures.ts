/**
 * Prints the SHA-256 of every fixture's PDF as JSON. Run in processes of other time zones by the test; run by hand, its output
 * is what `paper-hashes.json` and `look-hashes.json` must hold when a new template is added. An old template's hashes never change (DO3).
 */
import { createHash } from 'node:crypto';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { FACES, SHAPER } from './faces.ts';
import { EARLIER, FIXTURES, onTemplate, TEMPLATES } from './fixtures.ts';

const hashesOf = (documents: readonly (readonly [string, IssuedDocument])[]) =>
  Object.fromEntries(
    documents.map(([name, document]) => {
      const bytes = renderInvoice(document, { faces: FACES, shaper: SHAPER });
      return [name, createHash('sha256').update(bytes).digest('hex')];
    }),
  );
const all = Object.entries(FIXTURES);
const looks = [...EARLIER, ...TEMPLATES].map((template) => [
  template,
  hashesOf(all.map(([name, document]) => [name, onTemplate(document, template)])),
]);
process.stdout.write(
  `${JSON.stringify({ classic: hashesOf(all), looks: Object.fromEntries(looks) }, null, 2)}\n`,
);
