/**
 * Keys of personal data travel apart from the commits that need them (EV10): each as a small file that any writer's desktop
 * brings and fetches, sealed in a sealed company (DV5). What the record says is erased is taken from the server again, also
 * from one that was restored from before (AU4): so this looks at all of them, each time.
 */
import { createHash } from 'node:crypto';
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { Outgoing } from './outgoing.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import type { WireClient } from './wire-client.ts';

type NamedKey = LookupOutput<'personalKeys'>['keys'][number];

/** The names that one question may hold. */
const ASKED_AT_ONCE = 1000;

/** How an event that seals personal data begins, as canonical JSON writes it. */
const SEALS = '"type":"personal.set"';

/** The name of a key's file in a company whose files are not sealed. */
const plainName = (company: string, key: string): string =>
  createHash('sha256').update(`counterfoil-personal-key-1\n${company}\n${key}`).digest('hex');

export class KeySync {
  private readonly host: SyncHost;
  private readonly client: WireClient;

  constructor(host: SyncHost, client: WireClient) {
    this.host = host;
    this.client = client;
  }

  /** Before commits go out: the keys that they need are at the server when somebody reads them. */
  async bringFor(commits: readonly Pick<Outgoing, 'bytes'>[]): Promise<SyncFailure | undefined> {
    const seals = commits.some(({ bytes: { body } }) =>
      Buffer.from(body.buffer, body.byteOffset, body.length).includes(SEALS),
    );
    if (!seals) return undefined;
    const known = await this.host.lookup('personalKeys', {});
    return known.ok ? this.bring(known.value.keys) : { code: 'storage' };
  }

  async run(): Promise<Step<SyncFailure>> {
    const known = await this.host.lookup('personalKeys', {});
    if (!known.ok) return stepAfter({ code: 'storage' });
    const { keys } = known.value;
    if (keys.length === 0 || !this.host.personal) return { step: 'done' };
    const failure = (await this.drop(keys)) ?? (await this.bring(keys)) ?? (await this.fetch(keys));
    // Whoever only checks the books is given no keys of persons.
    return failure && failure.code !== 'not-allowed' ? stepAfter(failure) : { step: 'done' };
  }

  private async bring(keys: readonly NamedKey[]): Promise<SyncFailure | undefined> {
    const { company, sealing, personal } = this.host;
    const held = new Set(await personal?.held());
    const here = keys.filter(({ id, erased }) => !erased && held.has(id));
    const missing = await this.missing(here.flatMap(({ id }) => this.names(id)));
    if ('code' in missing) return missing;
    for (const key of here) {
      const [newest, ...older] = this.names(key.id);
      if (newest === undefined) return { code: 'no-key' };
      // Sealing was switched on since, or another key of the company is lost: one readable copy is enough, and no plain one.
      const plain = sealing.on ? plainName(company, key.id) : undefined;
      const isThere = [newest, ...older].some((name) => name !== plain && !missing.names.has(name));
      const bytes = isThere ? undefined : await personal?.get(key);
      if (bytes) {
        const sealed = sealing.names(plainName(company, key.id))[0]?.seal(bytes) ?? bytes;
        const put = await this.client.call('putFile', { company, kind: 'key', sha256: newest }, {}, sealed);
        if (!put.ok) return put.error;
      }
      if (plain !== undefined && !missing.names.has(plain)) {
        const dropped = await this.client.call('dropKeys', { company }, {}, { names: [plain] });
        if (!dropped.ok) return dropped.error;
      }
    }
    return undefined;
  }

  private async fetch(keys: readonly NamedKey[]): Promise<SyncFailure | undefined> {
    const { company, sealing, personal } = this.host;
    const held = new Set(await personal?.held());
    for (const key of keys.filter(({ id, erased }) => !erased && !held.has(id))) {
      const places = [
        ...sealing.names(plainName(company, key.id)),
        { name: plainName(company, key.id), unseal: (bytes: Uint8Array) => bytes },
      ];
      for (const { name, unseal } of places) {
        const got = await this.client.call('getFile', { company, kind: 'key', sha256: name }, {}, null);
        if (!got.ok && got.error.code !== 'not-found') return got.error;
        const plain = got.ok ? unseal(got.value) : undefined;
        if (plain && (await personal?.put(plain, key))) break;
      }
    }
    return undefined;
  }

  private async drop(keys: readonly NamedKey[]): Promise<SyncFailure | undefined> {
    const { company } = this.host;
    const names = keys.filter(({ erased }) => erased).flatMap(({ id }) => this.names(id));
    const missing = await this.missing(names);
    if ('code' in missing) return missing;
    const there = names.filter((name) => !missing.names.has(name));
    for (let at = 0; at < there.length; at += ASKED_AT_ONCE) {
      const dropped = await this.client.call(
        'dropKeys',
        { company },
        {},
        { names: there.slice(at, at + ASKED_AT_ONCE) },
      );
      if (!dropped.ok) return dropped.error;
    }
    return undefined;
  }

  /** The names under which a key may lie at the server: the one to write first, the plain one last. */
  private names(key: string): readonly string[] {
    const { company, sealing } = this.host;
    const plain = plainName(company, key);
    const sealed = sealing.names(plain).map(({ name }) => name);
    return sealing.on && sealed.length === 0 ? [] : [...sealed, plain];
  }

  private async missing(
    names: readonly string[],
  ): Promise<{ readonly names: ReadonlySet<string> } | SyncFailure> {
    const { company } = this.host;
    const missing = new Set<string>();
    for (let at = 0; at < names.length; at += ASKED_AT_ONCE) {
      const hashes = names.slice(at, at + ASKED_AT_ONCE);
      const asked = await this.client.call('missingFiles', { company }, {}, { kind: 'key', hashes });
      if (!asked.ok) return asked.error;
      for (const name of asked.value.missing) missing.add(name);
    }
    return { names: missing };
  }
}
