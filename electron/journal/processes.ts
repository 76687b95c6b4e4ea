import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the lock asks about processes; injected in tests. */
export interface Processes {
  /** This process. */
  readonly pid: number;
  /** UTC milliseconds. */
  now(): number;
  alive(pid: number): boolean;
  /**
   * Text that stays the same as long as a process runs and differs when its number was given to another; null where the
   * system has nothing of the kind that is cheap to ask for.
   */
  startOf(pid: number): string | null;
  /** When a process started, UTC milliseconds; null when the system does not tell. May take a second. */
  startedAt(pid: number): number | null;
}

/** Runs a program of the system and answers what it prints. @throws when it cannot. */
type AskProgram = (program: string, args: readonly string[]) => string;

const runProgram: AskProgram = (program, args) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    timeout: 10_000,
    windowsHide: true,
    env: { ...process.env, LC_ALL: 'C' },
  });

/** The processes of this machine. */
export function systemProcesses(
  platform: NodeJS.Platform = process.platform,
  ask: AskProgram = runProgram,
): Processes {
  return {
    pid: process.pid,
    now: Date.now,
    alive: (pid) => {
      try {
        process.kill(pid, 0);
        return true;
      } catch (thrown) {
        // Another user's process may not be signalled, but it is there.
        return (thrown as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
    startOf: (pid) => (platform === 'linux' ? orNull(() => linuxStart(pid)) : null),
    startedAt: (pid) => (platform === 'linux' ? null : orNull(() => askSystem(pid, platform, ask))),
  };
}

function orNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** Boot id and start time in clock ticks since boot: neither moves when somebody sets the clock. */
function linuxStart(pid: number): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field, the program's name in parentheses, may hold spaces.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${boot}:${ticks}`;
}

function askSystem(pid: number, platform: NodeJS.Platform, ask: AskProgram): number | null {
  const started = `([DateTimeOffset](Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
  const instant =
    platform === 'win32'
      ? Number(ask('powershell.exe', ['-NoProfile', '-Command', started]))
      : Date.parse(ask('ps', ['-o', 'lstart=', '-p', String(pid)]));
  return Number.isNaN(instant) ? null : instant;
}
