/** A network for hubs without mDNS, and the server as a forked process of plain Node. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../build/paths.mjs';
import type { HubNetwork, HubPorts, HubProcess, SeenHub } from '../../electron/hub/hub-ports.ts';
import type { FromServer } from '../../shared/wire/server-child.ts';

/** How often who listens hears of everybody again, milliseconds: as those that are asked again and again answer. */
const AGAIN = 50;

/** What is announced by one is heard by all who listen, for as long as they do. */
export class Air {
  private readonly hubs = new Set<SeenHub>();
  private readonly ears = new Set<(hub: SeenHub) => void>();

  readonly network: HubNetwork = {
    announce: ({ name, port, mark }) => {
      const hub = { name, mark, address: `https://127.0.0.1:${port}` };
      this.hubs.add(hub);
      for (const hear of this.ears) hear(hub);
      return () => this.hubs.delete(hub);
    },
    listen: (onSeen) => {
      this.ears.add(onSeen);
      const tell = () => {
        for (const hub of this.hubs) onSeen(hub);
      };
      tell();
      const again = setInterval(tell, AGAIN);
      return () => {
        clearInterval(again);
        this.ears.delete(onSeen);
      };
    },
    addresses: () => ['127.0.0.1'],
  };
}

/** The server's processes that tests started, newest last. */
export interface ForkedServers {
  readonly ports: HubPorts;
  readonly pids: number[];
  /** Ends the newest as `kill -9` does. */
  kill(): void;
}

export function forkedServers(network: HubNetwork): ForkedServers {
  const pids: number[] = [];
  const start = (args: readonly string[]): HubProcess => {
    const child = fork(join(ROOT, 'server/main.ts'), [...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    pids.push(child.pid ?? 0);
    return {
      send: (message) => void (child.connected && child.send(message)),
      onMessage: (take) => void child.on('message', (message) => take(message as FromServer)),
      onExit: (take) => void child.once('exit', take),
      kill: () => void child.kill('SIGKILL'),
    };
  };
  return {
    ports: { start, network, host: '127.0.0.1' },
    pids,
    kill: () => process.kill(pids.at(-1) ?? 0, 'SIGKILL'),
  };
}

/** Ports for offices without a hub. */
export const NO_HUB: HubPorts = {
  start: () => {
    throw new Error('no hub was expected here');
  },
  network: { announce: () => () => undefined, listen: () => () => undefined, addresses: () => [] },
  host: '127.0.0.1',
};

/** Ports of a desktop on which another program holds every port: the server says so and ends. */
export const PORTS_TAKEN: HubPorts = {
  ...NO_HUB,
  start: () => {
    const ears: (() => void)[] = [];
    return {
      send: () => undefined,
      onMessage: (take) => queueMicrotask(() => take({ kind: 'not-started', why: 'port-taken', detail: '' })),
      onExit: (take) => ears.push(take),
      kill: () => {
        for (const hear of ears.splice(0)) hear();
      },
    };
  },
};
