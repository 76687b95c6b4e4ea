/** What the server says of itself, and how a company stands. */
import { z } from '../events/zod.ts';
import { zEpoch, zEpochs, zId, zInstant, zPlace, zRole, zSha256 } from './primitives.ts';

/** For everybody who asks. */
export const zHello = z.object({
  /** The server's own id: requests are signed for it alone. */
  server: zId,
  protocols: z.array(z.number().int()),
  version: z.string().max(40),
  /** The server's clock, UTC milliseconds. */
  time: zInstant,
  /** `embedded`: one machine, up to about five desktops (SV3). */
  store: z.enum(['embedded', 'postgresql']),
});

export const zStatus = z.object({
  time: zInstant,
  epoch: zEpoch,
  epochs: zEpochs,
  head: zPlace,
  /** The company's chain at the head, hex. */
  chain: zSha256,
  role: zRole,
  /** How far the server has each author's commits. */
  authors: z.array(z.object({ device: zId, sequence: z.number().int().min(0), hash: zSha256.nullable() })),
});
