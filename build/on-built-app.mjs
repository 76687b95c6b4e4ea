/** Scripts that measure the built program: what they need is installed and built, then they run where there is a display. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

/**
 * Runs a script of the project, named from its root, with the arguments of this one.
 * @param {string} script
 */
export const onBuiltApp = (script) =>
  onProjectNode(async (args) => {
    const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
    const { ensureBuilt } = await import('./build-app.mjs');
    await ensureRuntime();
    const built = await ensureBuilt();
    if (built !== 0) return built;
    return run(...onDisplay(projectNode(), [join(ROOT, script), ...args]));
  });
