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
  readonly device: string;
  /** The server has the device's commits up to this number. */
  readonly after: number;
  /** By number among the device's; whole, or in short where the body was never here. */
  readonly commits: Map<number, Outgoing>;
  readonly signatures: Signature[];
}

/** The commits of devices behind what the server has of each, with the signatures over them, from the whole record. */
export async function collect(
  host: SyncHost,
  lacking: ReadonlyMap<string, number>,
): Promise<readonly Holding[] | undefined> {
  const holdings = new Map(
    Array.from(lacking, ([device, after]): [string, Holding] => [
      device,
      { device, after, commits: new Map(), signatures: [] },
    ]),
  );
  const of = ({ device, sequence }: { readonly device: string; readonly sequence: number }) => {
    const holding = holdings.get(device);
    return holding && sequence > holding.after ? holding : undefined;
  };
  if (lacking.size === 0) return [];
  for await (const read of framesFrom(host.journal, 1)) {
    if (!read.ok) return undefined;
    const signature = signatureIn(read.value);
    if (signature) of(signature)?.signatures.push(signature);
    const commit = commitOf(read.value);
    const held = commit && of(commit.envelope);
    if (commit && held) {
      const whole = { ...commit, hash: hashOf(commit.bytes), frame: read.value.number };
      held.commits.set(commit.envelope.sequence, whole);
    }
    for (const aside of asideIn(read.value)) {
      const short = inShort(aside);
      const holding = short && of(short.commit.envelope);
      if (!holding) continue;
      const { sequence } = short.commit.envelope;
      if (!holding.commits.has(sequence)) holding.commits.set(sequence, short.commit);
      holding.signatures.push(...short.signatures);
    }
  }
  return [...holdings.values()];
}

function asideIn({ kind, payload }: Frame): readonly Aside[] {
  return (kind === FRAME_KIND.acknowledgement && decodeAcknowledgement(payload)?.aside) || [];
}

/** Lies in no frame of its own. */
const IN_SHORT = 0;

/** A commit that was set aside, as it can be handed on; `undefined` where nothing of it was kept. */
function inShort({
  short,
  hash,
}: Aside): { readonly commit: Outgoing; readonly signatures: readonly Signature[] } | undefined {
  if (!short) return undefined;
  const bytes = {
    envelope: Buffer.from(short.envelope, 'base64'),
    body: withheldBody(Buffer.from(short.body, 'hex')),
  };
  const author = readAuthored(bytes, sha256);
  if (author?.hash !== hash) return undefined;
  const { id, device, sequence } = author;
  const { signature } = short;
  return {
    commit: { envelope: { id, device, sequence, recorded: 0 }, bytes, hash, frame: IN_SHORT },
    signatures: signature === null ? [] : [{ device, sequence, hash, signature }],
  };
}

/** The commits that follow what the server has, without a gap, up to the last that is here whole. */
export function runOf({ commits, after }: Holding): readonly Outgoing[] {
  const run: Outgoing[] = [];
  for (let next = commits.get(after + 1); next; next = commits.get(after + 1 + run.length)) run.push(next);
  return run.slice(0, run.findLastIndex(({ frame }) => frame !== IN_SHORT) + 1);
}
