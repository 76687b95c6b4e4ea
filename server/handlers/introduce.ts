/** The server's half of an introduction (`shared/wire/introduction.ts`): which certificate it shows, proven by a code. */
import { createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { err, ok } from '../../shared/errors/index.ts';
import { introductionText, STRETCH, STRETCHED_BYTES, stretchSalt } from '../../shared/wire/introduction.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';
import type { Answer, Context } from '../context.ts';
import { readPairing } from '../store/rows.ts';

const stretch = promisify<string, Uint8Array, number, typeof STRETCH, Buffer>(scrypt);

export async function introduce(
  { database, server, certificate, now }: Context,
  { lookup, nonce }: WireInput<'introduce'>,
): Answer<WireOutput<'introduce'>> {
  if (certificate === null) return ok({ server, proof: null });
  const present = await database.read((sql) => readPairing(sql, lookup));
  if (present === null) return err({ code: 'pairing', why: 'unknown' });
  if (present.expires < now()) return err({ code: 'pairing', why: 'expired' });
  const key = await stretch(present.secret, stretchSalt(lookup), STRETCHED_BYTES, STRETCH);
  const proof = createHmac('sha256', key)
    .update(introductionText({ server, nonce, certificate }))
    .digest('hex');
  return ok({ server, proof });
}
