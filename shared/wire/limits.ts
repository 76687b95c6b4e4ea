/** The protocol's version and its bounds. Both sides hold to them; the server refuses what is beyond. */

/** Goes up whenever a shape of the wire changes; the fingerprint test holds it to that. It is the `5` of `/v5`. */
export const PROTOCOL = 5;

const KIB = 1024;
const MIB = 1024 * KIB;

/** How much longer a sealed file may be than the file (DV5). */
export const FILE_SEAL_BYTES = 256;

export const LIMITS = {
  /** SY1: a push brings at most so many commits, and at most so many bytes of envelopes and bodies, but at least one. */
  pushCommits: 500,
  pushBytes: MIB,
  /** Envelope and body of one commit: what fits a frame of the journal (JO3) together with its place. */
  commitBytes: MIB - 4 * KIB,
  /** SY3: a pull answers at most so many commits and stops after so many bytes, but brings at least one. */
  pullCommits: 1000,
  pullBytes: 4 * MIB,
  /** The longest that a pull with nothing to answer is held open, in milliseconds. */
  pullWait: 25_000,
  /** EV11. */
  blobBytes: 20_000_000,
  /** EV10: a key of personal data. */
  keyBytes: 4 * KIB,
  /** SY5: one chunk of a snapshot, and how many of them there may be. */
  chunkBytes: 4 * MIB,
  chunks: 4096,
  /** How far a request's time may be from the server's clock, either way, in milliseconds. */
  requestClock: 5 * 60_000,
  /** DV1: how long a pairing code lives, in milliseconds, and how many wrong tries it survives. */
  pairingLife: 10 * 60_000,
  pairingTries: 5,
  /** DV4: commits that are kept of a revoked device until a manager has looked at them. */
  heldCommits: 5000,
} as const;
