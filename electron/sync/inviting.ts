/** The manager's half of pairing (DV1), and the desktops of the office: who they are, shutting one out (DV4). */
import { createHash } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { NO_INSTALL } from '../../shared/events/masters.ts';
import { pairingDigits } from '../../shared/wire/pairing.ts';
import type { Command } from '../commands/command.ts';
import { joinAsDevice } from '../company/device-identity.ts';
import { seal } from '../security/sealing.ts';
import { handoverPurpose } from './key-ring.ts';
import type { OfficeSync } from './office-sync.ts';
import { invitationText } from './server-address.ts';
import { failureError } from './sync-failure.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Opens a pairing at the server and answers what the other desktop needs; `outside`: where that reaches a server of ours. */
export async function invite(
  sync: OfficeSync,
  { role }: ParsedInputOf<'sync.invite'>,
  outside: (pin: string) => string | undefined,
): Promise<Result<OutputOf<'sync.invite'>, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company, link } = line.value;
  const opened = await client.call('openPairing', { company: company.id }, {}, { role });
  if (!opened.ok) return err(failureError(opened.error));
  const { pairing, code, expires } = opened.value;
  const { pin } = link;
  const address = outside(pin) ?? link.address;
  return ok({ pairing, code, expires, address, pin, text: invitationText({ address, pin }, code) });
}

/** How a pairing stands, with the digits to compare once somebody has asked. */
export async function invitation(
  sync: OfficeSync,
  { pairing }: ParsedInputOf<'sync.invitation'>,
): Promise<Result<OutputOf<'sync.invitation'>, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company } = line.value;
  const [server, asked] = await Promise.all([
    client.server(),
    client.call('pairing', { company: company.id, pairing }, {}, null),
  ]);
  if (!server.ok) return err(failureError(server.error));
  if (!asked.ok) return err(failureError(asked.error));
  const { state, expires, role, claimant } = asked.value;
  return ok({
    state,
    expires,
    role,
    claimant: claimant && {
      device: claimant.device,
      name: claimant.name,
      digits: pairingDigits({ server: server.value, pairing, ...claimant }, sha256),
    },
  });
}

/** What admitting a desktop needs to know beside its answer: who asked, and in what role. */
interface Admission {
  readonly commandId: string;
  readonly device: string;
  readonly name: string;
  readonly publicKey: string;
  /** To which the company's keys are sealed for it; `null` for an older program. */
  readonly exchangeKey: string | null;
  readonly role: OutputOf<'sync.invitation'>['role'];
  /** Name of whoever will work there; empty for the owner, who gets no user of their own. */
  readonly user: string;
}

/** Gives a desktop its record, its user and series of its own, so that it numbers without asking anybody (DV1, NU2). */
export const admitDevice: Command<Admission, Record<string, never>> = {
  decide: async (admission, context) => {
    const { device, name, publicKey, exchangeKey } = admission;
    const [company, devices, series] = await Promise.all([
      context.lookup('company', {}),
      context.lookup('devices', {}),
      context.lookup('series', { device: null }),
    ]);
    if (!company.ok) return company;
    if (!devices.ok) return devices;
    if (!series.ok) return series;
    if (devices.value.some(({ id }) => id === device)) return ok([]);
    const user = admission.user === '' ? null : context.newId('user');
    const events: DomainEvent[] = [];
    if (user !== null) {
      const fields = { name: admission.user, role: admission.role, archived: false };
      events.push(event('user.set', user, context.today, { fields }));
    }
    if (exchangeKey !== null) {
      const recipient = { kind: 'device', publicKey: exchangeKey, retired: false } as const;
      events.push(event('key.recipient', device, context.today, recipient));
    }
    return ok([
      ...events,
      ...joinAsDevice({
        device,
        name,
        publicKey,
        installId: NO_INSTALL,
        user,
        devices: devices.value,
        series: series.value,
        today: context.today,
        fiscalYearStart: company.value?.fields.fiscalYearStart ?? 1,
        newId: context.newId,
      }),
    ]);
  },
  answer: () => ({}),
};

/**
 * The person's answer after the digits were compared. The commit that admits the desktop is made first: were it made
 * after, a cut line could leave a desktop at the server that the record does not know.
 */
export async function answerClaim(
  sync: OfficeSync,
  { commandId, pairing, device, accept, user }: ParsedInputOf<'sync.answer'>,
): Promise<Result<Record<string, never>, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company } = line.value;
  const asked = await client.call('pairing', { company: company.id, pairing }, {}, null);
  if (!asked.ok) return err(failureError(asked.error));
  const { claimant, role } = asked.value;
  if (claimant?.device !== device) return err({ kind: 'not-found', what: 'device', id: device });
  if (accept) {
    const { name, publicKey, exchangeKey } = claimant;
    const admission = {
      commandId,
      device,
      name,
      publicKey,
      exchangeKey,
      role,
      user: role === 'owner' ? '' : user.trim(),
    };
    const admitted = await company.execute('devices.admit', admitDevice, admission);
    if (!admitted.ok) return admitted;
  }
  const sealed =
    accept && claimant.exchangeKey !== null ? await handover(sync, pairing, claimant.exchangeKey) : null;
  const answer = { device, accept, sealed };
  const confirmed = await client.call('confirmPairing', { company: company.id, pairing }, {}, answer);
  return confirmed.ok ? ok({}) : err(failureError(confirmed.error));
}

/** The company's keys, sealed to a desktop whose digits were compared; `null` where there are none (DV5). */
async function handover(sync: OfficeSync, pairing: string, exchangeKey: string): Promise<string | null> {
  const keys = await sync.keys.get();
  if (!keys.ok || !keys.value.ring.on) return null;
  const said = Buffer.from(JSON.stringify(keys.value.ring.handover), 'utf8');
  return seal(exchangeKey, said, handoverPurpose(pairing));
}

/** The desktops of the office, as the server and the record know them. */
export async function officeDevices(sync: OfficeSync): Promise<Result<OutputOf<'sync.devices'>, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company, device: self } = line.value;
  const [there, records, users] = await Promise.all([
    client.call('devices', { company: company.id }, {}, null),
    company.keeper.lookup('devices', {}),
    company.keeper.lookup('users', {}),
  ]);
  if (!there.ok) return err(failureError(there.error));
  if (!records.ok) return records;
  if (!users.ok) return users;
  const names = new Map(users.value.map(({ id, fields }) => [id, fields.name]));
  const known = new Map(records.value.map(({ id, fields }) => [id, fields]));
  return ok(
    there.value.devices.map(({ device, name, role, state, held }) => ({
      device,
      name: known.get(device)?.name || name,
      user: names.get(known.get(device)?.user ?? '') ?? '',
      role,
      state,
      self: device === self,
      held,
    })),
  );
}

const revokeDevice: Command<ParsedInputOf<'sync.revoke'>, Record<string, never>> = {
  decide: async ({ device, reason }, context) => {
    const [devices, series] = await Promise.all([
      context.lookup('devices', {}),
      context.lookup('series', { device }),
    ]);
    if (!devices.ok) return devices;
    if (!series.ok) return series;
    const record = devices.value.find(({ id }) => id === device);
    if (!record || record.fields.revoked) return ok([]);
    // A pad lies on a table, and anybody may go on entering its sheets (NU6).
    const ends = series.value.filter(({ closed, paper }) => closed === null && !paper);
    return ok([
      event('device.set', device, context.today, { fields: { revoked: true } }),
      ...ends.map(({ id, next }) => event('series.closed', id, context.today, { reason, last: next - 1 })),
    ]);
  },
  answer: () => ({}),
};

/**
 * Shuts a desktop out: first at the server, so that nothing more of it is taken, then in the record, where its series end with
 * their last known numbers (DV4). What is approved later stands all the same.
 */
export async function revoke(
  sync: OfficeSync,
  input: ParsedInputOf<'sync.revoke'>,
): Promise<Result<Record<string, never>, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company, device: self } = line.value;
  if (input.device === self) return err({ kind: 'refused', reason: 'in-use' });
  const listed = await client.call('devices', { company: company.id }, {}, null);
  if (!listed.ok) return err(failureError(listed.error));
  const there = listed.value.devices.find(({ device }) => device === input.device);
  if (!there) return err({ kind: 'not-found', what: 'device', id: input.device });
  const { name, role, publicKey, exchangeKey } = there;
  const params = { company: company.id, device: input.device };
  const set = { name, role, state: 'revoked', publicKey, exchangeKey } as const;
  const done = await client.call('setDevice', params, {}, set);
  if (!done.ok) return err(failureError(done.error));
  const revoked = await company.execute('devices.revoke', revokeDevice, input);
  if (!revoked.ok) return revoked;
  const rotated = await sync.keys.rotate();
  return rotated.ok ? revoked : rotated;
}

/** Takes the commits of a revoked desktop that were made before, by sending them on as a manager's (DV4). */
export async function approve(
  sync: OfficeSync,
  { device }: ParsedInputOf<'sync.approve'>,
): Promise<Result<{ taken: number }, AppError>> {
  const line = sync.line();
  if (!line.ok) return line;
  const { client, company } = line.value;
  const held = await client.call('held', { company: company.id }, { device }, null);
  if (!held.ok) return err(failureError(held.error));
  const { commits, signatures } = held.value;
  if (commits.length === 0) return ok({ taken: 0 });
  const pushed = await client.call(
    'push',
    { company: company.id },
    {},
    { epoch: await sync.epoch(), author: device, commits, signatures },
  );
  return pushed.ok ? ok({ taken: pushed.value.accepted.length }) : err(failureError(pushed.error));
}
