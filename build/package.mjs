/** `npm run package`: an unpacked application of this system in `dist/`. */
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async () => {
  const { ensureRuntime } = await import('./runtime.mjs');
  const { packageApp } = await import('./package-app.mjs');

  const { code, folder } = await packageApp(await ensureRuntime());
  if (code === 0) console.log(`Counterfoil: packaged in ${folder}`);
  return code;
});
