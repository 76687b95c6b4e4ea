/**
 * Push (SY1): in one transaction what is known is passed over, the longest run that continues the author's chain and is
 * vouched for by a signature gets its places, and the places of all are answered. Sending again gives the same answer.
 */
import { err, ok, type Result } from '../../shared/errors/index.ts';
import type { AuthoredCommit } from '../../shared/wire/author.ts';
import { nextCompanyChain } from '../../shared/wire/company-chain.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';
import type { Answer, Asker, Context } from '../context.ts';
import { sha256 } from '../crypto.ts';
import type { Sql } from '../store/database.ts';
import type { PlacedCommit } from '../store/records.ts';
import {
  type Company,
  type DeviceRow,
  type PlacedHash,
  presentEpoch,
  readCompany,
  readDevice,
  readPlaces,
} from '../store/rows.ts';
import { holdBack } from './held.ts';
import { readPush } from './read-push.ts';
import { take } from './take.ts';

type Input = WireInput<'push'>;
type Output = WireOutput<'push'>;
type Accepted = Output['accepted'];

/** Whether what the server has under a device's number is what was sent: the same commit, not only the same number. */
const isSameCommit = (stored: PlacedHash, sent: AuthoredCommit): boolean => stored.hash === sent.hash;

export async function push(
  context: Context,
  asker: Asker,
  input: Input,
  isSame: typeof isSameCommit = isSameCommit,
): Answer<Output> {
  const { commits, stopped } = readPush(asker.company, input);
  if (commits.length === 0) return err(stopped ?? { code: 'malformed', detail: 'no commits' });
  if (asker.state === 'revoked') return err(await holdBack(context, asker, commits, input.signatures));
  const answer = await context.database.write(async (transaction): Promise<Result<Output, Refusal>> => {
    const company = await readCompany(transaction, asker.company, true);
    if (company === null) return err({ code: 'unknown-device' });
    const epoch = presentEpoch(company);
    if (input.epoch !== null && input.epoch !== epoch)
      return err({ code: 'wrong-epoch', epoch, epochs: [...company.epochs] });
    const author = await readDevice(transaction, asker.company, input.author);
    if (author === null) return err({ code: 'unknown-author' });
    // What a desktop hands on to a server that was restored its managers had approved before (SY7).
    if (author.state === 'revoked' && !isManager(asker) && company.epochs.length === 1)
      return err({ code: 'not-allowed', needs: ['manager', 'owner'] });

    const known = await passOver(transaction, asker.company, author, commits, isSame);
    if (known.stopped !== null) return answerOf(epoch, company.head, known.accepted, known.stopped);
    const taken = take(author, commits.slice(known.accepted.length), input.signatures);
    if (taken.commits.length === 0)
      return answerOf(epoch, company.head, known.accepted, taken.stopped ?? stopped);
    const placed = place(company, taken.commits, context.now());
    const { signature } = taken;
    await transaction.record({
      kind: 'commits',
      company: asker.company,
      commits: placed,
      signatures: signature === null ? [] : [signature],
    });
    const accepted = [
      ...known.accepted,
      ...placed.map(({ id, sequence, received }) => ({ id, sequence, received })),
    ];
    const head = placed.at(-1)?.sequence ?? company.head;
    return answerOf(epoch, head, accepted, taken.stopped ?? stopped);
  });
  if (answer.ok) context.waiters.tell(asker.company, answer.value.head);
  return answer;
}

const isManager = ({ role }: Asker): boolean => role === 'manager' || role === 'owner';

function answerOf(
  epoch: string,
  head: number,
  accepted: Accepted,
  stopped: Refusal | null,
): Result<Output, Refusal> {
  if (accepted.length === 0 && stopped !== null) return err(stopped);
  return ok({ epoch, head, accepted, stopped });
}

/** The places of those commits at the front that the server has already. */
async function passOver(
  sql: Sql,
  company: string,
  author: DeviceRow,
  commits: readonly AuthoredCommit[],
  isSame: typeof isSameCommit,
): Promise<{ readonly accepted: Accepted; readonly stopped: Refusal | null }> {
  const first = commits[0]?.sequence ?? 0;
  const accepted: Accepted = [];
  if (first > author.sequence) return { accepted, stopped: null };
  const last = Math.min(author.sequence, commits.at(-1)?.sequence ?? 0);
  const places = await readPlaces(sql, company, author.device, first, last);
  for (const [index, place] of places.entries()) {
    const sent = commits[index];
    if (sent === undefined || !isSame(place, sent))
      return { accepted, stopped: { code: 'forked', sequence: place.deviceSequence, hash: place.hash } };
    accepted.push({ id: place.id, sequence: place.sequence, received: place.received });
  }
  return { accepted, stopped: null };
}

/** Gives the next places of the company, under its one chain (SY3). The time of receipt never runs backwards. */
function place(company: Company, commits: readonly AuthoredCommit[], now: number): readonly PlacedCommit[] {
  const received = Math.max(now, company.received);
  let { head, chain } = company;
  return commits.map(({ id, device, sequence, hash, bytes }) => {
    head += 1;
    chain = nextCompanyChain(chain, { sequence: head, received, hash }, sha256);
    return {
      sequence: head,
      received,
      epoch: company.epochs.length - 1,
      chain,
      hash,
      id,
      device,
      deviceSequence: sequence,
      ...bytes,
    };
  });
}
