/**
 * A commit that travels without its body (SY4): in the body's place stands its SHA-256, which is all that author hash, chain and
 * signatures (EV2) are made of. So the commit takes its place in every order, and the body is brought apart, as a file under that hash.
 *
 *     "CFHELD1\n" ‖ SHA-256 of the body (32)
 */
export const WITHHELD_MAGIC = Uint8Array.of(0x43, 0x46, 0x48, 0x45, 0x4c, 0x44, 0x31, 0x0a);
export const WITHHELD_BYTES = WITHHELD_MAGIC.length + 32;

/** What stands in the place of the body with this SHA-256. */
export const withheldBody = (hash: Uint8Array): Uint8Array => Uint8Array.from([...WITHHELD_MAGIC, ...hash]);

/** SHA-256 of the body that was withheld; `undefined` for a body that is here, sealed or plain. */
export function readWithheld(body: Uint8Array): Uint8Array | undefined {
  if (body.length !== WITHHELD_BYTES || WITHHELD_MAGIC.some((byte, at) => body[at] !== byte))
    return undefined;
  return body.subarray(WITHHELD_MAGIC.length);
}
