/**
 * What a desktop does about its company's keys (DV5): says to whom keys may be sealed, switches sealing on, gives keys to whoever
 * lacks them, and begins a new epoch when a desktop is shut out. All of it are commits like others.
 */
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from '../commands/command.ts';
import type { Company } from '../company/company.ts';
import type { ExchangeKey } from '../security/sealing.ts';
import { derivedId, timeId } from '../time-id.ts';
import type { KeyEvent, KeyRing } from './key-ring.ts';

interface KeyAct {
  readonly commandId: string;
  readonly events: readonly KeyEvent[];
}

const keyCommand: Command<KeyAct, Record<string, never>> = {
  decide: async ({ events }, { today }) =>
    ok(
      events.map((said) =>
        said.type === 'key.given'
          ? event(said.type, said.entity, today, said.data)
          : event(said.type, said.entity, today, said.data),
      ),
    ),
  answer: () => ({}),
};

async function commit(
  company: Company,
  ring: KeyRing,
  name: string,
  events: readonly KeyEvent[],
  commandId: string = timeId(),
): Promise<Result<void, AppError>> {
  if (events.length === 0) return ok(undefined);
  const done = await company.execute(name, keyCommand, { commandId, events });
  if (!done.ok) return done;
  await ring.follow();
  return ok(undefined);
}

/** Says once that keys may be sealed to this desktop. An auditor's says nothing by itself; a manager says it at pairing. */
export async function announceKey(
  company: Company,
  ring: KeyRing,
  device: string,
  { publicKey }: ExchangeKey,
): Promise<Result<void, AppError>> {
  if (company.role === 'auditor') return ok(undefined);
  const data = { kind: 'device', publicKey, retired: false } as const;
  // The same key is said once for ever.
  const id = derivedId(device, `key.recipient ${publicKey}`);
  return commit(company, ring, 'keys.announce', [{ type: 'key.recipient', entity: device, data }], id);
}

/** Gives what this desktop holds to whoever lacks it; a manager's desktop does so by itself. */
export async function shareKeys(company: Company, ring: KeyRing): Promise<Result<void, AppError>> {
  if (company.role !== 'owner' && company.role !== 'manager') return ok(undefined);
  return commit(company, ring, 'keys.share', ring.owed());
}

export const beginSealing = (company: Company, ring: KeyRing, recovery: ExchangeKey, commandId: string) =>
  commit(company, ring, 'keys.begin', ring.begin(recovery), commandId);

/** A new epoch for those who are still there; nothing where bodies are not sealed. */
export async function rotateKeys(company: Company, ring: KeyRing): Promise<Result<void, AppError>> {
  await ring.follow();
  return ring.on ? commit(company, ring, 'keys.rotate', ring.rotate()) : ok(undefined);
}
