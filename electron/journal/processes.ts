import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the lock asks about processes; injected in tests. */
export interface Processes {
  /** This process. */
  readonly pid: number;
  alive(pid: number): boolean;
  /**
   * When a process started, as text that is the same whenever it is asked for and differs when its number was given to
   * another; null when the system does not tell.
   */
  startOf(pid: number): string | null;
}

/** The processes of this machine. */
export function systemProcesses(platform: NodeJS.Platform = process.platform): Processes {
  return {
    pid: process.pid,
    alive: (pid) => {
      try {
        process.kill(pid, 0);
        return true;
      } catch (thrown) {
        // Another user's process may not be signalled, but it is there.
        return (thrown as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
    startOf: (pid) => {
      try {
        return platform === 'linux' ? linuxStart(pid) : askSystem(pid, platform);
      } catch {
        return null;
      }
    },
  };
}

/** Boot id and start time in clock ticks since boot: neither moves when somebody sets the clock. */
function linuxStart(pid: number): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field, the program's name in parentheses, may hold spaces.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${boot}:${ticks}`;
}

function askSystem(pid: number, platform: NodeJS.Platform): string | null {
  const [program, ...args] =
    platform === 'win32'
      ? ['powershell.exe', '-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]
      : ['ps', '-o', 'lstart=', '-p', String(pid)];
  const answer = execFileSync(program as string, args, {
    encoding: 'utf8',
    timeout: 10_000,
    windowsHide: true,
  }).trim();
  return answer === '' ? null : answer;
}
