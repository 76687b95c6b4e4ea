/** The office hub's server as a utility process of Electron: Node without a window, which ends with the program. */
import { utilityProcess } from 'electron';
import type { FromServer } from '../../shared/wire/server-child.ts';
import type { HubProcess } from '../hub/hub-ports.ts';
import type { Log } from '../ports.ts';

/** @param entry the built server, beside the main process. */
export function serverProcess(entry: string, log: Log): (args: readonly string[]) => HubProcess {
  return (args) => {
    const child = utilityProcess.fork(entry, [...args], { stdio: 'pipe', serviceName: 'Counterfoil hub' });
    // The server's log is lines of JSON without names, addresses or contents.
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => log.info(`hub: ${text.toString('utf8').trim()}`));
    return {
      send: (message) => child.postMessage(message),
      onMessage: (take) => void child.on('message', (message: FromServer) => take(message)),
      onExit: (take) => void child.once('exit', take),
      kill: () => void child.kill(),
    };
  };
}
