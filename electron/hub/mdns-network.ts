/**
 * The office's network by mDNS (RFC 6762) and DNS-SD (RFC 6763): a hub is a service of `_counterfoil._tcp`. What is heard is
 * only where a hub may be; who it is, its certificate has to prove.
 */
import { networkInterfaces } from 'node:os';
import type { MulticastDNS, Options } from 'multicast-dns';
import { z } from '../../shared/events/zod.ts';
import type { Log } from '../ports.ts';
import type { HubNetwork, SeenHub } from './hub-ports.ts';

const SERVICE = '_counterfoil._tcp.local';
/** How long others may remember what was said, seconds. */
const LIFE = 120;
/** How often is asked again while somebody listens, milliseconds. */
const ASK_EVERY = 2_000;

/** What anybody in the network may have said of a hub. */
const zSaid = z.object({
  port: z.number().int().min(1).max(65_535),
  name: z.string().min(1).max(200),
  mark: z.string().regex(/^[0-9a-f]{16}$/),
});

interface Answers {
  readonly name: string;
  readonly type: string;
  readonly data?: unknown;
}

export interface MdnsOptions {
  readonly log: Log;
  /** Socket options, for tests on one machine. */
  readonly socket?: Options;
}

export function mdnsNetwork({ log, socket = {} }: MdnsOptions): HubNetwork {
  // Loaded at the first use: most desktops need none of it.
  const open = async (): Promise<MulticastDNS> => {
    const { default: multicastDns } = await import('multicast-dns');
    const mdns = multicastDns(socket);
    // A network that allows no multicast finds nothing; addresses can be typed.
    mdns.on('error', (fault: Error) => log.error('the network allows no search for hubs', fault));
    mdns.on('warning', () => undefined);
    return mdns;
  };
  return {
    announce({ name, port, mark }) {
      const instance = `${mark}.${SERVICE}`;
      const host = `counterfoil-${mark}.local`;
      const answer = (ttl: number) => ({
        answers: [
          { name: SERVICE, type: 'PTR' as const, ttl, data: instance },
          { name: instance, type: 'SRV' as const, ttl, data: { port, target: host } },
          { name: instance, type: 'TXT' as const, ttl, data: [`name=${name.slice(0, 80)}`, `mark=${mark}`] },
          ...addressesHere().map((data) => ({ name: host, type: 'A' as const, ttl, data })),
        ],
      });
      const opened = open().then((mdns) => {
        mdns.on('query', ({ questions }: { readonly questions: readonly { readonly name: string }[] }) => {
          const asked = (wanted: string) => questions.some((question) => question.name === wanted);
          if (asked(SERVICE) || asked(instance) || asked(host)) mdns.respond(answer(LIFE));
        });
        mdns.on('ready', () => mdns.respond(answer(LIFE)));
        return mdns;
      });
      // Goodbye (RFC 6762, 10.1).
      return () => void opened.then((mdns) => mdns.respond(answer(0), () => mdns.destroy()));
    },
    listen(onSeen) {
      const opened = open().then((mdns) => {
        mdns.on('response', ({ answers, additionals }: MdnsPacket, from: { readonly address: string }) => {
          const hub = hubIn([...answers, ...additionals], from.address);
          if (hub) onSeen(hub);
        });
        const ask = () => mdns.query([{ name: SERVICE, type: 'PTR' }]);
        mdns.on('ready', ask);
        return { mdns, timer: setInterval(ask, ASK_EVERY) };
      });
      return () =>
        void opened.then(({ mdns, timer }) => {
          clearInterval(timer);
          mdns.destroy();
        });
    },
    addresses: addressesHere,
  };
}

interface MdnsPacket {
  readonly answers: readonly Answers[];
  readonly additionals: readonly Answers[];
}

/** The hub that an answer tells of; its address is where the answer came from, whatever else it says. */
export function hubIn(records: readonly Answers[], from: string): SeenHub | null {
  const instance = records.find(({ name, type }) => type === 'PTR' && name === SERVICE)?.data;
  const of = (wanted: string) => records.find(({ name, type }) => type === wanted && name === instance)?.data;
  const lines = of('TXT');
  const said: Record<string, unknown> = { port: (of('SRV') as { port?: unknown } | undefined)?.port };
  for (const line of Array.isArray(lines) ? lines : []) {
    const [key = '', value = ''] = String(line).split(/=(.*)/s);
    said[key] = value;
  }
  const hub = zSaid.safeParse(said).data;
  if (!hub || from.includes(':')) return null;
  return { name: hub.name, mark: hub.mark, address: `https://${from}:${hub.port}` };
}

/** This machine's IPv4 addresses in its networks. */
function addressesHere(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, family, internal }) => (family === 'IPv4' && !internal ? [address] : [])),
  );
}
