/** DV4: what a revoked device had not sent yet is kept for a manager, who approves it by pushing it. */
import { ok } from '../../shared/errors/index.ts';
import type { AuthoredCommit } from '../../shared/wire/author.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput, WireOutput, WireQuery } from '../../shared/wire/wire.ts';
import { wireCommitOf } from '../bytes.ts';
import type { Answer, Asker, Context } from '../context.ts';
import { readCompany, readDevice, readHeld } from '../store/rows.ts';
import { take } from './take.ts';

/** Keeps what continues the device's chain and bears its signature; the answer is a refusal all the same. */
export async function holdBack(
  context: Context,
  asker: Asker,
  commits: readonly AuthoredCommit[],
  signatures: WireInput<'push'>['signatures'],
): Promise<Refusal> {
  const { company, device } = asker;
  return context.database.write(async (transaction): Promise<Refusal> => {
    await readCompany(transaction, company, true);
    const row = await readDevice(transaction, company, device);
    if (row === null) return { code: 'unknown-device' };
    const kept = await readHeld(transaction, company, device, LIMITS.heldCommits);
    const end = kept.at(-1) ?? row;
    const fresh = commits.filter((commit) => commit.sequence > end.sequence);
    const taken = take({ ...row, sequence: end.sequence, hash: end.hash }, fresh, signatures);
    if (taken.signature === null || kept.length + taken.commits.length > LIMITS.heldCommits)
      return { code: 'revoked', held: kept.length };
    await transaction.record({
      kind: 'held',
      company,
      device,
      commits: taken.commits.map(({ sequence, hash, bytes }) => ({ sequence, hash, ...bytes })),
      signature: taken.signature,
    });
    return { code: 'revoked', held: kept.length + taken.commits.length };
  });
}

export async function held(
  context: Context,
  asker: Asker,
  query: WireQuery<'held'>,
): Answer<WireOutput<'held'>> {
  const { company } = asker;
  const rows = await context.database.read((sql) => readHeld(sql, company, query.device, LIMITS.heldCommits));
  const signatures = rows.flatMap(({ sequence, hash, signature }) =>
    signature === null ? [] : [{ device: query.device, sequence, hash, signature }],
  );
  return ok({ commits: rows.map(wireCommitOf), signatures });
}
