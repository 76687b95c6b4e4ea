/** `npm run notices`: writes THIRD-PARTY-NOTICES.md anew. `npm run check` tells when that is due. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async () => {
  const { NOTICES, noticesOf } = await import('./notices.mjs');
  writeFileSync(join(ROOT, NOTICES), await noticesOf(ROOT));
  console.log(`Wrote ${NOTICES}.`);
  return 0;
});
