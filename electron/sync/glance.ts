/** A look at a commit's bytes before they are decoded: most hold nothing of what is looked for. */

/** Types as canonical JSON writes them; who writes them otherwise is not understood, and nothing of his counts. */
const GLANCE = { keys: Buffer.from('"key.'), device: Buffer.from('"device.set"') } as const;

/** Whether the bytes may hold an event of one of these kinds. */
export function mayHold(bytes: Uint8Array, ...kinds: readonly (keyof typeof GLANCE)[]): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return kinds.some((kind) => whole.includes(GLANCE[kind]));
}
