/** Runs a program of the system without a shell; injected, so that tests can stand in for `lp` and PowerShell. */
import { execFile } from 'node:child_process';

export interface CommandOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `null` when there is no such program. A program that hangs or cannot be started answers with a code that is not 0. */
export type RunCommand = (
  command: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<CommandOutput | null>;

const TIMEOUT = 30_000;

/** Runs the real program, with the surroundings of this process and `env` on top. */
export const runCommand: RunCommand = (command, args, env = {}) =>
  new Promise((resolve) => {
    const options = {
      env: { ...process.env, ...env },
      timeout: TIMEOUT,
      windowsHide: true,
      encoding: 'utf8',
    } as const;
    execFile(command, args, options, (fault, stdout, stderr) => {
      if (fault?.code === 'ENOENT') resolve(null);
      else resolve({ code: fault ? (typeof fault.code === 'number' ? fault.code : 1) : 0, stdout, stderr });
    });
  });
