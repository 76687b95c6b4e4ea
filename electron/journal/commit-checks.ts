import {
  authorHash,
  type Envelope,
  NO_PREVIOUS,
  toHex,
  unpackCommit,
  zEnvelope,
} from '../../shared/events/commit.ts';
import { decodeAcknowledgement, unpackForeign } from '../../shared/events/confirmation.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { verifySignature } from '../security/device-key.ts';

/** A commit of a device as its envelope links it. */
interface Link {
  readonly frame: number;
  readonly hash: string;
  readonly previous: string;
}

interface DeviceChain {
  /** By the commit's sequence − 1; what was set aside (SY4) comes later, or is not here at all. */
  readonly links: (Link | undefined)[];
  publicKey: string | null;
}

interface SignatureFields {
  readonly device: string;
  readonly sequence: number;
  readonly hash: string;
  readonly signature: string;
}

/** What a walk over all commits found. */
export interface CommitFindings {
  readonly commits: number;
  readonly signatures: number;
  /** What does not fit, in words for support. */
  readonly problems: readonly string[];
  /** Files that plain commits name, by their SHA-256. */
  readonly blobs: readonly string[];
}

/**
 * Follows the author chains through the journal (EV1, EV2): every device's commits are numbered without gaps but for those
 * that were set aside (SY4), each names the hash of the one before, and every signature fits the commit that it names. Also
 * collects the blobs named (EV11).
 */
export class CommitChecks {
  readonly #sha256: (bytes: Uint8Array) => Uint8Array;
  readonly #devices = new Map<string, DeviceChain>();
  readonly #problems: string[] = [];
  readonly #blobs = new Set<string>();
  /** Hashes of commits that were set aside at some time. */
  readonly #aside = new Set<string>();
  #signatures = 0;
  #notUnderstood = 0;
  #sealed = 0;

  constructor(sha256: (bytes: Uint8Array) => Uint8Array) {
    this.#sha256 = sha256;
  }

  /** Blobs that plain commits name, by their SHA-256. */
  get blobs(): ReadonlySet<string> {
    return this.#blobs;
  }

  /** Commits whose body needs a key to be read (DV5). */
  get sealed(): number {
    return this.#sealed;
  }

  get problems(): readonly string[] {
    const gaps = [...this.#devices].flatMap(([device, { links }]) => this.#gaps(device, links));
    return [...this.#problems, ...gaps];
  }

  get findings(): CommitFindings {
    const commits = [...this.#devices.values()].reduce(
      (sum, { links }) => sum + links.filter((link) => link !== undefined).length,
      0,
    );
    return { commits, signatures: this.#signatures, problems: this.problems, blobs: [...this.#blobs] };
  }

  /** What was checked, in words. */
  get lines(): readonly string[] {
    const { commits } = this.findings;
    const lines = [`${commits} commits of ${this.#devices.size} devices, ${this.#signatures} signatures`];
    if (this.#notUnderstood > 0)
      lines.push(`${this.#notUnderstood} frames are of a kind or format that this version does not know`);
    return lines;
  }

  /** Takes the journal's sound frames in order. */
  inspect({ kind, number, payload }: Frame): void {
    if (kind === FRAME_KIND.ownCommit) this.#commit(number, payload);
    if (kind === FRAME_KIND.foreignCommit) this.#commit(number, unpackForeign(payload)?.commit);
    if (kind === FRAME_KIND.signature) this.#signature(number, payload);
    if (kind === FRAME_KIND.acknowledgement) this.#acknowledgement(payload);
  }

  #acknowledgement(payload: Uint8Array): void {
    const said = decodeAcknowledgement(payload);
    if (said) for (const { hash } of said.aside ?? []) this.#aside.add(hash);
    else this.#notUnderstood += 1;
  }

  #commit(number: number, packed: Uint8Array | undefined): void {
    const bytes = packed && unpackCommit(packed);
    const envelope = bytes && zEnvelope.safeParse(parse(bytes.envelope)).data;
    if (bytes === undefined || envelope === undefined) {
      this.#notUnderstood += 1;
      return;
    }
    this.#link(number, envelope, toHex(authorHash(bytes, this.#sha256)));
    if (envelope.keyEpoch === 0) this.#look(parse(bytes.body));
    else this.#sealed += 1;
  }

  #link(frame: number, { device, sequence, previous }: Envelope, hash: string): void {
    const { links } = this.#chainOf(device);
    // The same commit may come twice: sync delivers at least once.
    if (links[sequence - 1]?.hash === hash) return;
    const isTaken = links[sequence - 1] !== undefined;
    const before = sequence === 1 ? NO_PREVIOUS : links[sequence - 2]?.hash;
    const after = links[sequence]?.previous;
    if (isTaken) {
      this.#problems.push(
        `Frame ${frame}: commit ${sequence} of device ${device} where ${links.length + 1} was expected`,
      );
    } else if ((before !== undefined && previous !== before) || (after !== undefined && after !== hash)) {
      this.#problems.push(
        `Frame ${frame}: commit ${sequence} of device ${device} does not continue its author's chain`,
      );
    }
    while (links.length < sequence) links.push(undefined);
    links[sequence - 1] = { frame, hash, previous };
  }

  /** Commits before which others are missing that nobody has set aside. */
  #gaps(device: string, links: readonly (Link | undefined)[]): readonly string[] {
    return links.flatMap((link, index) => {
      const isFirst = index === 0 || links[index - 1] !== undefined;
      if (!link || isFirst || this.#aside.has(link.previous)) return [];
      const expected = links.findLastIndex((known, at) => at < index && known !== undefined) + 2;
      return [`Frame ${link.frame}: commit ${index + 1} of device ${device} where ${expected} was expected`];
    });
  }

  #signature(number: number, payload: Uint8Array): void {
    const fields = parse(payload) as Partial<SignatureFields> | null;
    const { device, sequence, hash, signature } = fields ?? {};
    if (
      typeof device !== 'string' ||
      typeof sequence !== 'number' ||
      typeof hash !== 'string' ||
      typeof signature !== 'string'
    ) {
      this.#notUnderstood += 1;
      return;
    }
    this.#signatures += 1;
    const chain = this.#chainOf(device);
    if (chain.links[sequence - 1]?.hash !== hash) {
      this.#problems.push(
        `Frame ${number}: the signature names a commit that is not here (device ${device}, ${sequence})`,
      );
    } else if (
      chain.publicKey === null ||
      !verifySignature(chain.publicKey, new TextEncoder().encode(hash), signature)
    ) {
      this.#problems.push(
        `Frame ${number}: the signature over commit ${sequence} of device ${device} is wrong`,
      );
    }
  }

  #chainOf(device: string): DeviceChain {
    const known = this.#devices.get(device);
    if (known !== undefined) return known;
    const chain: DeviceChain = { links: [], publicKey: null };
    this.#devices.set(device, chain);
    return chain;
  }

  /** Notes devices' keys and the blobs named anywhere in the events' data. */
  #look(body: unknown): void {
    const events = (body as { readonly events?: unknown } | null)?.events;
    for (const event of Array.isArray(events) ? events : []) {
      const { type, entity, data } = event as {
        type?: unknown;
        entity?: unknown;
        data?: { fields?: { publicKey?: unknown } };
      };
      const publicKey = data?.fields?.publicKey;
      if (type === 'device.set' && typeof entity === 'string' && typeof publicKey === 'string') {
        this.#chainOf(entity).publicKey = publicKey;
      }
      this.#noteBlobs(data);
    }
  }

  #noteBlobs(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'sha256' && typeof inner === 'string') this.#blobs.add(inner);
      else this.#noteBlobs(inner);
    }
  }
}

/** JSON in UTF-8; null when it is none. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
