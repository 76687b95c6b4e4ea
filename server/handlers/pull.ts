/** Pull (SY3) and how a company stands. */
import { err, ok } from '../../shared/errors/index.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { WireOutput, WireQuery } from '../../shared/wire/wire.ts';
import { wireCommitOf } from '../bytes.ts';
import type { Answer, Asker, Context } from '../context.ts';
import {
  type CommitRow,
  presentEpoch,
  readCommits,
  readCompany,
  readDevices,
  readSignatures,
} from '../store/rows.ts';

type Output = WireOutput<'pull'>;

export async function pull(context: Context, asker: Asker, query: WireQuery<'pull'>): Answer<Output> {
  if (query.wait === 0) return page(context, asker, query);
  const waiting = context.waiters.wait(asker.company, query.after, query.wait);
  try {
    const answer = await page(context, asker, query);
    if (!answer.ok || answer.value.commits.length > 0) return answer;
    await waiting.done;
  } finally {
    waiting.end();
  }
  return page(context, asker, query);
}

function page(context: Context, { company, device }: Asker, query: WireQuery<'pull'>): Answer<Output> {
  return context.database.read(async (sql) => {
    const state = await readCompany(sql, company);
    if (state === null) return err({ code: 'unknown-device' });
    const epoch = presentEpoch(state);
    const epochs = [...state.epochs];
    if (query.epoch !== epoch) return err({ code: 'wrong-epoch', epoch, epochs });
    if (query.after > state.head) return err({ code: 'ahead', head: state.head });
    const rows = await readCommits(sql, company, {
      after: query.after,
      limit: query.limit,
      bytes: LIMITS.pullBytes,
      ...(query.own === 'brief' ? { briefFor: device } : {}),
    });
    const last = rows.at(-1)?.sequence;
    const signatures = last === undefined ? [] : await readSignatures(sql, company, query.after + 1, last);
    const commits = rows.map((row) => pulled(row, epochs));
    return ok({ epoch, head: Math.max(state.head, last ?? 0), commits, signatures: [...signatures] });
  });
}

/** A row that was read without its bytes goes in brief. */
function pulled(row: CommitRow, epochs: readonly { readonly epoch: string }[]): Output['commits'][number] {
  const { sequence, received, chain, hash, id } = row;
  const placed = { sequence, received, epoch: epochs[row.epoch]?.epoch ?? '', chain, hash };
  return row.envelope.length === 0
    ? { kind: 'brief', ...placed, id }
    : { kind: 'full', ...placed, commit: wireCommitOf(row) };
}

export function status(context: Context, { company, role }: Asker): Answer<WireOutput<'status'>> {
  return context.database.read(async (sql) => {
    const state = await readCompany(sql, company);
    if (state === null) return err({ code: 'unknown-device' });
    const devices = await readDevices(sql, company);
    return ok({
      time: context.now(),
      epoch: presentEpoch(state),
      epochs: [...state.epochs],
      head: state.head,
      chain: state.chain,
      role,
      authors: devices.map(({ device, sequence, hash }) => ({ device, sequence, hash })),
    });
  });
}
