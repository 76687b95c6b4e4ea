/** `npm start`: installs, prepares and builds what is missing or has changed, then opens the window. */
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  const { launchArguments } = await import('./launch.mjs');
  const { run } = await import('./run.mjs');

  const runtime = await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  return run(...onDisplay(runtime.executable, launchArguments(args)));
});
