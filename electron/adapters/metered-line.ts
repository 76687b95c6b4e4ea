/** Whether the line is paid by volume, as far as the system says: asked only while the office wants to know (SY4). */
import { execFile } from 'node:child_process';
import type { LinePort } from '../ports.ts';

/** A system that does not answer in this time is not asked for longer, milliseconds. */
const PATIENCE = 10_000;

const COST =
  '[Windows.Networking.Connectivity.NetworkInformation,Windows,ContentType=WindowsRuntime] | Out-Null; ' +
  '[Windows.Networking.Connectivity.NetworkInformation]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType';

const MANAGER = 'org.freedesktop.NetworkManager';
const MANAGER_PATH = '/org/freedesktop/NetworkManager';

/** Program and arguments that tell it; `null` where the system has no word for it. */
export function meteredQuestion(platform: string): readonly [string, readonly string[]] | null {
  if (platform === 'win32') return ['powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', COST]];
  if (platform === 'linux')
    return ['busctl', ['--system', 'get-property', MANAGER, MANAGER_PATH, MANAGER, 'Metered']];
  return null;
}

/**
 * What the system said. Windows: `Fixed` and `Variable` cost by volume, `Unrestricted` does not. NetworkManager: 1 is yes and
 * 3 a guess at yes. Whatever else is said, or nothing, counts as a line that costs nothing.
 */
export function saysMetered(platform: string, said: string): boolean {
  const word = said.trim();
  return platform === 'win32' ? /^(Fixed|Variable)$/.test(word) : /^u (1|3)$/.test(word);
}

export function systemLine(platform: string): LinePort {
  const question = meteredQuestion(platform);
  return {
    tellsMetered: question !== null,
    isMetered: () =>
      new Promise((resolve) => {
        if (!question) return resolve(false);
        const [program, words] = question;
        execFile(program, [...words], { timeout: PATIENCE, windowsHide: true }, (fault, said) =>
          resolve(!fault && saysMetered(platform, said)),
        );
      }),
  };
}
