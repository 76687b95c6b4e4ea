/** What the record holds of devices' commits, as it can be handed on to a server that lacks them (SY7). */
import { createHash } from 'node:crypto';
import { type Aside, decodeAcknowledgement } from '../../shared/events/confirmation.ts';
import { withheldBody } from '../../shared/events/withheld-body.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { readAuthored } from '../../shared/wire/author.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import { commitOf, framesFrom, hashOf, type Outgoing, signatureIn } from './outgoing.ts';
import type { SyncHost } from './sync-host.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export interface Holding {
  /** By number among the device's; whole, or in short where the body was never here. */
  readonly commits: Map<number, Outgoing>;
  readonly signatures: Signature[];
}

/** The commits of devices behind what the server has of each, with the signatures over them, from the whole record. */
export async function collect(
  host: SyncHost,
  lacking: ReadonlyMap<string, number>,
): Promise<Map<string, Holding> | undefined> {
  const holdings = new Map<string, Holding>();
  const of = (device: string): Holding => {
    const known = holdings.get(device) ?? { commits: new Map(), signatures: [] };
    holdings.set(device, known);
    return known;
  };
  const isLacking = (device: string, sequence: number): boolean =>
    sequence > (lacking.get(device) ?? Number.POSITIVE_INFINITY);
  if (lacking.size === 0) return holdings;
  for await (const read of framesFrom(host.journal, 1)) {
    if (!read.ok) return undefined;
    const signature = signatureIn(read.value);
    if (signature && isLacking(signature.device, signature.sequence))
      of(signature.device).signatures.push(signature);
    const commit = commitOf(read.value);
    if (commit && isLacking(commit.envelope.device, commit.envelope.sequence))
      of(commit.envelope.device).commits.set(commit.envelope.sequence, {
        ...commit,
        hash: hashOf(commit.bytes),
        frame: read.value.number,
      });
    for (const aside of asideIn(read.value)) {
      const short = inShort(aside);
      if (!short || !isLacking(short.envelope.device, short.envelope.sequence)) continue;
      const { commits, signatures } = of(short.envelope.device);
      if (!commits.has(short.envelope.sequence)) commits.set(short.envelope.sequence, short);
      if (aside.short?.signature)
        signatures.push({
          device: short.envelope.device,
          sequence: short.envelope.sequence,
          hash: short.hash,
          signature: aside.short.signature,
        });
    }
  }
  return holdings;
}

function asideIn({ kind, payload }: Frame): readonly Aside[] {
  return (kind === FRAME_KIND.acknowledgement && decodeAcknowledgement(payload)?.aside) || [];
}

/** Lies in no frame of its own. */
const IN_SHORT = 0;

/** A commit that was set aside, as it can be handed on; `undefined` where nothing of it was kept. */
function inShort({ short, hash }: Aside): Outgoing | undefined {
  if (!short) return undefined;
  const bytes = {
    envelope: Buffer.from(short.envelope, 'base64'),
    body: withheldBody(Buffer.from(short.body, 'hex')),
  };
  const author = readAuthored(bytes, sha256);
  if (author?.hash !== hash) return undefined;
  const { id, device, sequence } = author;
  return { envelope: { id, device, sequence, recorded: 0 }, bytes, hash, frame: IN_SHORT };
}

/** The commits that follow one another from a number on, up to the last that is here whole. */
export function runFrom(held: ReadonlyMap<number, Outgoing>, from: number): readonly Outgoing[] {
  const run: Outgoing[] = [];
  for (let next = held.get(from); next; next = held.get(from + run.length)) run.push(next);
  return run.slice(0, run.findLastIndex(({ frame }) => frame !== IN_SHORT) + 1);
}
