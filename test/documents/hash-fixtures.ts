/**
 * Prints the SHA-256 of every fixture's PDF as JSON. Run in processes of other time zones by the test; run by hand, its output
 * is what `paper-hashes.json` must hold when a new template is added. An old template's hashes never change (DO3).
 */
import { createHash } from 'node:crypto';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { FACES } from './faces.ts';
import { FIXTURES } from './fixtures.ts';

const hashes = Object.entries(FIXTURES).map(([name, document]) => {
  const bytes = renderInvoice(document, { faces: FACES });
  return [name, createHash('sha256').update(bytes).digest('hex')];
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
