/** What the server lacks of the record is sent to it, whoever wrote it: when it was restored, and whenever it is found to lack something (SY7). */
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { FileSync } from './file-sync.ts';
import { collect, runOf } from './holdings.ts';
import type { AuthorEnd } from './reach.ts';
import { sendAs } from './send-as.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { WireClient } from './wire-client.ts';

/** Authors of whom the server has less than the record, with how far it has them. */
export function lackingOf(
  authors: readonly AuthorEnd[],
  { authors: there }: WireOutput<'status'>,
): Map<string, number> {
  const has = new Map(there.map(({ device, sequence }) => [device, sequence]));
  return new Map(
    authors.flatMap(({ device, sequence }) => {
      const end = has.get(device) ?? 0;
      return sequence > end ? [[device, end] as const] : [];
    }),
  );
}

interface Giving {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly files: FileSync;
  readonly epoch: string;
}

/** Sends what the server lacks of these devices; answers what keeps the desktop from going on. */
export async function give(
  { host, client, files, epoch }: Giving,
  lacking: ReadonlyMap<string, number>,
): Promise<SyncFailure | undefined> {
  const own = host.caller.device;
  const holdings = await collect(host, lacking);
  if (!holdings) return { code: 'storage' };
  // One's own first: they are what nobody else may hold.
  const order = [...holdings].sort((a, b) => Number(b.device === own) - Number(a.device === own));
  for (const holding of order) {
    const { device, signatures } = holding;
    const commits = runOf(holding);
    const { failure } = await sendAs({ host, client, files, epoch, device, commits, signatures });
    if (failure && (device === own || !PASSED.has(failure.code))) return failure;
  }
  return undefined;
}

/** What is in the way of another device's commits is its own desktop's matter, or a manager's; the refill goes on. */
const PASSED: ReadonlySet<SyncFailure['code']> = new Set([
  'unknown-author',
  'forked',
  'revoked',
  'bad-signature',
  'gap',
  'not-allowed',
]);

/** Looks now and then whether the server lacks what is here of other devices, and gives it. */
export class Replenishing {
  private readonly host: SyncHost;
  private readonly client: WireClient;
  private readonly files: FileSync;
  /** What was sent last: when the server did not take it then, it is not sent again until something has changed. */
  private sent = '';

  constructor(host: SyncHost, client: WireClient, files: FileSync) {
    this.host = host;
    this.client = client;
    this.files = files;
  }

  async run(): Promise<SyncFailure | undefined> {
    const { host, client, files } = this;
    const sync = await host.lookup('sync', {});
    if (!sync.ok) return { code: 'storage' };
    const { place, authors } = sync.value;
    const others = authors.filter(({ device }) => device !== host.caller.device);
    if (!place || others.length === 0) return undefined;
    const status = await client.call('status', { company: host.company }, {}, null);
    if (!status.ok) return status.error;
    const { epoch } = status.value;
    const lacking = lackingOf(others, status.value);
    const known = status.value.authors.map(({ device }) => device);
    const ends = others.filter(({ device }) => lacking.has(device)).map(({ sequence }) => sequence);
    const about = JSON.stringify([epoch, known, [...lacking], ends]);
    // Of another epoch it is the refill's matter.
    if (lacking.size === 0 || epoch !== place.epoch || about === this.sent) return undefined;
    const failure = await give({ host, client, files, epoch }, lacking);
    if (!failure) this.sent = about;
    return failure;
  }
}
