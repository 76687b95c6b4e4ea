/**
 * Brings the open company to this desktop's own hub: the first time, and again when the hub's data was lost. Then the other
 * desktops of the record are made known there, and every desktop sends what the hub lacks (SY7): nobody pairs anew.
 */
import { type AppError, err, ok, type Result, type Role } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import type { OfficeSync } from '../sync/office-sync.ts';
import { failureError, syncError } from '../sync/sync-failure.ts';
import type { OfficeHub } from './office-hub.ts';

export type KeepCompany = (company: Company) => Promise<Result<void, AppError>>;

/** Connects the open company to the hub, unless another server keeps it. One at a time: a person and the hub's own start may ask at once. */
export function companyKeeper(hub: OfficeHub, sync: OfficeSync): KeepCompany {
  let turn: Promise<unknown> = Promise.resolve();
  return (company) => {
    const kept = turn.then(() => keep(hub, sync, company));
    turn = kept.catch(() => undefined);
    return kept;
  };
}

async function keep(hub: OfficeHub, sync: OfficeSync, company: Company): Promise<Result<void, AppError>> {
  const { place } = hub;
  if (!place) return err(syncError('hub-off'));
  const line = sync.line();
  if (line.ok && line.value.link.pin !== place.pin) return err(syncError('already-connected'));
  const kept = await hub.ask(['companies']);
  if (!kept.ok) return kept;
  const isThere = kept.value.some((text) => text.startsWith(company.id));
  if (isThere && line.ok) {
    sync.again();
    return ok(undefined);
  }
  // A company that is there but not connected here: this desktop was one of its devices before, or its link was lost.
  const made = await hub.ask(isThere ? ['pair', company.id, company.role] : ['invite']);
  if (!made.ok) return made;
  const connected = await sync.connect(place, made.value[0] ?? '');
  if (!connected.ok) return connected;
  return isThere ? ok(undefined) : introduceOthers(sync, company);
}

/** Makes the record's other desktops known to a hub that has lost them, or never knew; their keys stand in the record. */
export async function introduceOthers(sync: OfficeSync, company: Company): Promise<Result<void, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, device: self } = line.value;
  const [devices, users] = await Promise.all([
    company.keeper.lookup('devices', {}),
    company.keeper.lookup('users', {}),
  ]);
  if (!devices.ok) return devices;
  if (!users.ok) return users;
  const roles = new Map<string, Role>(users.value.map(({ id, fields }) => [id, fields.role]));
  for (const { id, fields } of devices.value) {
    const { name, publicKey, revoked, user } = fields;
    if (id === self || publicKey === '') continue;
    const known = await client.call(
      'setDevice',
      { company: company.id, device: id },
      {},
      {
        name: name.slice(0, 60),
        role: user === null ? 'owner' : (roles.get(user) ?? 'clerk'),
        state: revoked ? 'revoked' : 'active',
        publicKey,
        exchangeKey: null,
      },
    );
    if (!known.ok) return err(failureError(known.error));
  }
  return ok(undefined);
}
