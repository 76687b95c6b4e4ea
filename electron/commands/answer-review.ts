/** A person's word on what came together (EV4, EV9), with what follows from it in the same commit. */
import { createHash } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { onceId } from '../../shared/events/once.ts';
import type { Command, CommandContext, Decision } from './command.ts';
import { giveWay, release, takeReductionBack, voidNote, voidTaker } from './resolve-review.ts';
import { saveCustomer } from './save-record.ts';
import { voidInvoice, voidPayment } from './take-back.ts';

type Input = ParsedInputOf<'review.answer'>;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** One record for one entry on all desktops, so that two words on it meet and the later stands. */
const answerId = (key: string): string => onceId({ document: key, rule: 'review', period: '' }, sha256);

async function ending({ commandId, key, end }: Input, context: CommandContext): Promise<Decision> {
  if (!end) return ok([]);
  const { what, id, reason } = end;
  const remedy = { commandId, id, reason };
  const [kind, subject = ''] = key.split('/');
  if (kind === 'cut' && what === 'allocation' && id === subject) return release(remedy, context);
  if (kind === 'cut' && what === 'allocation') return giveWay(subject, remedy, context);
  if (kind === 'overdrawn' && what === 'reduction') return takeReductionBack(subject, remedy, context);
  if (kind === 'over-credited' && what === 'document') return voidNote(subject, remedy, context);
  if (kind === 'over-deducted' && what === 'document') return voidTaker(subject, remedy, context);
  // Of two that are alike only what the entry speaks of can be ended by a word on it.
  if (what === 'allocation' || what === 'reduction' || !key.split('/').includes(id))
    return err({ kind: 'invalid', fields: [{ path: 'end.id', problem: 'invalid' }] });
  if (what === 'payment') return voidPayment.decide(remedy, context);
  if (what === 'document') return voidInvoice.decide({ ...remedy, registrationCancelled: false }, context);
  const found = await context.lookup('customers', { ids: [id] });
  if (!found.ok) return found;
  const expectedRevision = found.value[0]?.revision ?? null;
  return saveCustomer.decide({ commandId, id, expectedRevision, fields: { archived: true } }, context);
}

/** @returns refusals of what follows from the word: the payment is void already, the invoice has left the office. */
export const answerReview: Command<Input, OutputOf<'review.answer'>> = {
  decide: async (input, context): Promise<Result<readonly DomainEvent[], AppError>> => {
    const { key, of, answer } = input;
    const ended = await ending(input, context);
    if (!ended.ok) return ended;
    const said = event('review.answered', answerId(key), context.today, { fields: { key, of, answer } });
    return ok([...ended.value, said]);
  },
  answer: (_events, _commitId, { key }) => ({ key }),
};
