/** `npm run seed -- --invoices N [--data FOLDER]`: a deterministic demo company of any size, written by the program itself. */
import { parseArgs } from 'node:util';
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  const { launchArguments } = await import('./launch.mjs');
  const { run } = await import('./run.mjs');

  const { values } = parseArgs({
    args,
    options: { invoices: { type: 'string', default: '600' }, data: { type: 'string' } },
  });
  const invoices = Number(values.invoices);
  if (!Number.isSafeInteger(invoices) || invoices < 1)
    throw new Error('--invoices takes a whole number above 0');
  const runtime = await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  const switches = [
    `--seed-invoices=${invoices}`,
    ...(values.data === undefined ? [] : [`--data=${values.data}`]),
  ];
  return run(...onDisplay(runtime.executable, launchArguments(switches)));
});
