/** `npm run dev`: the demo company in a window that follows every change of the sources. */
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { launchArguments } = await import('./launch.mjs');
  const { projectNode, tool, toolEnvironment } = await import('./paths.mjs');
  const { run } = await import('./run.mjs');

  const runtime = await ensureRuntime();
  const switches = launchArguments().filter((argument) => argument.startsWith('--'));
  const command = [
    tool('electron-vite/bin/electron-vite.js'),
    'dev',
    '--watch',
    '--',
    ...switches,
    '--demo',
    ...args,
  ];
  const env = { ...toolEnvironment(), ELECTRON_EXEC_PATH: runtime.executable };
  return run(...onDisplay(projectNode(), command), { env });
});
