/** Bytes as text and back by Node's own means, many times faster than the wire's, which know no runtime. */
import type { CommitBytes } from '../shared/wire/author.ts';
import type { WireCommit } from '../shared/wire/commits.ts';

/** A view, without a copy. */
const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

export const hexOf = (bytes: Uint8Array): string => viewOf(bytes).toString('hex');
export const base64Of = (bytes: Uint8Array): string => viewOf(bytes).toString('base64');
export const fromHex = (text: string): Uint8Array => Buffer.from(text, 'hex');
export const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');

export const wireCommitOf = ({ envelope, body }: CommitBytes): WireCommit => ({
  envelope: base64Of(envelope),
  body: base64Of(body),
});

/** The bytes of a commit; `undefined` unless its texts are exactly what they are written as. */
export function bytesOfWireCommit(commit: WireCommit): CommitBytes | undefined {
  const envelope = fromBase64(commit.envelope);
  const body = fromBase64(commit.body);
  return base64Of(envelope) === commit.envelope && base64Of(body) === commit.body
    ? { envelope, body }
    : undefined;
}
