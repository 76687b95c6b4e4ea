/** The new desktop's half of pairing (DV1): it shows who it is with a code, and asks until a person has answered. */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import { claimText, normalCode, pairingDigits, zCode } from '../../shared/wire/pairing.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { DeviceKey } from '../security/device-key.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { WireClient } from './wire-client.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export interface Claimant {
  readonly device: string;
  readonly name: string;
  readonly key: DeviceKey;
  /** Raw X25519 public key, base64: company keys are sealed to it (DV5). */
  readonly exchangeKey: string;
  /** Its own company, when it brings one to the server or is to be known again; `null` when it joins one. */
  readonly company: string | null;
}

export type Claimed = WireOutput<'claim'> & {
  /** Six digits that both screens show. */
  readonly digits: string;
};

/** Claims with a code; asking again with the same keys tells how things stand. */
export async function claim(
  client: WireClient,
  typed: string,
  { device, name, key, company, exchangeKey }: Claimant,
): Promise<Result<Claimed, SyncFailure>> {
  const code = zCode.safeParse(normalCode(typed)).data;
  if (code === undefined) return err({ code: 'pairing', why: 'unknown' });
  const server = await client.server();
  if (!server.ok) return server;
  const { publicKey } = key;
  const said = { code, company, device, name: name.slice(0, 60), publicKey, exchangeKey };
  const proof = Buffer.from(key.sign(claimText(server.value, said))).toString('base64');
  const claimed = await client.call('claim', {}, {}, { ...said, proof });
  if (!claimed.ok) return claimed;
  const { pairing } = claimed.value;
  const about = { server: server.value, pairing, device, publicKey, exchangeKey };
  return ok({ ...claimed.value, digits: pairingDigits(about, sha256) });
}
