import { createSocket } from 'node:dgram';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import type { SeenHub } from './hub-ports.ts';
import { hubIn, mdnsNetwork } from './mdns-network.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const SERVICE = '_counterfoil._tcp.local';
const mark = '0123456789abcdef';
const instance = `${mark}.${SERVICE}`;
const records = (txt: readonly string[], port: unknown = 8471) => [
  { name: SERVICE, type: 'PTR', data: instance },
  { name: instance, type: 'SRV', data: { port, target: 'x.local' } },
  { name: instance, type: 'TXT', data: txt.map((line) => Buffer.from(line)) },
];

/** Whether this machine hands multicast back to itself. */
async function hasMulticast(port: number): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  return new Promise((resolve) => {
    const end = (heard: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(heard);
    };
    const timer = setTimeout(() => end(false), 2000);
    socket.on('error', () => end(false));
    socket.on('message', () => end(true));
    socket.bind(port, () => {
      try {
        socket.addMembership('224.0.0.251', '127.0.0.1');
        socket.setMulticastInterface('127.0.0.1');
        socket.send('x', port, '224.0.0.251');
      } catch {
        end(false);
      }
    });
  });
}

describe('hubs in the network', () => {
  it('are at the address that they were heard from, whatever else they say', () => {
    const said = records(['name=Front desk', `mark=${mark}`]);
    expect(hubIn(said, '192.0.2.7')).toEqual({ name: 'Front desk', mark, address: 'https://192.0.2.7:8471' });
  });

  it.each([
    ['no service of ours', [], '192.0.2.7'],
    ['no mark', records(['name=Front desk']), '192.0.2.7'],
    ['a mark that is none', records(['name=a', 'mark=<script>']), '192.0.2.7'],
    ['no port', records(['name=a', `mark=${mark}`], 'none'), '192.0.2.7'],
    ['an address of another kind', records(['name=a', `mark=${mark}`]), 'fe80::1'],
  ])('are passed over when they say %s', (_what, said, from) => {
    expect(hubIn(said, from)).toBeNull();
  });

  it('are heard of over real multicast, where the machine allows it', async () => {
    const port = 20_000 + (process.pid % 20_000);
    const network = mdnsNetwork({ log, socket: { port, interface: '127.0.0.1', bind: '0.0.0.0' } });
    const seen: SeenHub[] = [];
    const silence = network.announce({ name: 'Front desk', port: 8471, mark });
    const stop = network.listen((hub) => seen.push(hub));
    if (await hasMulticast(port + 1))
      await eventually(() =>
        expect(seen).toContainEqual({ name: 'Front desk', mark, address: 'https://127.0.0.1:8471' }),
      );
    stop();
    silence();
    expect(log.warn).not.toHaveBeenCalled();
  });
});
