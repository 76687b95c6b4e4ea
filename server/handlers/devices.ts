/** The devices of a company (DV1, DV4). */
import { err, ok, type Role } from '../../shared/errors/index.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';
import type { Answer, Asker, Context } from '../context.ts';
import { countHeld, readCompany, readDevice, readDevices } from '../store/rows.ts';

export function devices({ database }: Context, { company }: Asker): Answer<WireOutput<'devices'>> {
  return database.read(async (sql) => {
    const rows = await readDevices(sql, company);
    const waiting = await countHeld(sql, company);
    return ok({
      devices: rows.map((row) => ({ ...row, held: waiting.get(row.device)?.count ?? 0 })),
    });
  });
}

const OWNER_ONLY: readonly Role[] = ['owner'];

/** Sets name, role and state, or makes a device known. Only owners make or change owners. */
export function setDevice(
  { database }: Context,
  asker: Asker,
  device: string,
  input: WireInput<'setDevice'>,
): Answer<WireOutput<'setDevice'>> {
  const { company } = asker;
  return database.write(async (transaction) => {
    await readCompany(transaction, company, true);
    const present = await readDevice(transaction, company, device);
    if (present !== null && present.publicKey !== input.publicKey) return err({ code: 'device-taken' });
    const touchesOwner = input.role === 'owner' || present?.role === 'owner';
    if (touchesOwner && asker.role !== 'owner') return err({ code: 'not-allowed', needs: [...OWNER_ONLY] });
    await transaction.record({ kind: 'device', company, device, ...input });
    return ok({});
  });
}
