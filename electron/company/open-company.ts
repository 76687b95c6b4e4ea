/** Opens a company: its store, then who this desktop is in it; founds it when there is nothing yet (DV2, DV3). */
import { zTopic } from '../../shared/contract/app.ts';
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { adopt, type Clock, clockMilliseconds } from '../../shared/events/clock.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import type { CompanyFields, DeviceFields } from '../../shared/events/masters.ts';
import type { Command } from '../commands/command.ts';
import { type DeviceKey, makeDeviceKey, readDeviceKey } from '../security/device-key.ts';
import { deviceKeyFile } from '../security/key-file.ts';
import { timeId } from '../time-id.ts';
import { NEW_AUTHOR } from './author.ts';
import { BooksKeeper } from './books-keeper.ts';
import { Company, type CompanySurroundings } from './company.ts';
import { type DeviceVerdict, joinAsDevice, judgeDevice } from './device-identity.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { CompanyMarks } from './marks.ts';
import { MovedAway } from './moving/moved-away.ts';
import { startStore } from './open-books.ts';

/** Founds a company that has no journal yet, given what the founding commit needs to know. */
export type Found = (founder: {
  readonly company: string;
  readonly owner: string;
  readonly device: string;
  readonly deviceFields: DeviceFields;
  readonly today: Day;
}) => Result<readonly DomainEvent[], AppError>;

interface Store {
  readonly around: CompanySurroundings;
  readonly journal: JournalHandle;
  readonly keeper: BooksKeeper;
  readonly covered: boolean;
}

/**
 * Opens a company, or founds it when `found` is given and there is nothing yet. The lock is held until `close`.
 * On failure nothing stays open.
 */
export async function openCompany(
  around: CompanySurroundings,
  found?: Found,
): Promise<Result<Company | MovedAway, AppError>> {
  let journal: JournalHandle | null = null;
  const keeper = new BooksKeeper({
    spawn: around.spawnBooks,
    journal: () => {
      if (!journal) throw new Error('the journal is not open yet');
      return journal;
    },
    prove: (supply) => around.access.mend(supply),
    log: around.log,
    now: () => around.clock.now(),
    onProgress: (step, done, total) => around.onProgress(step, done, total),
    onRestarted: () => {
      around.onChanged(zTopic.options);
      around.onStanding();
    },
  });
  const abandon = async (error: AppError): Promise<Result<never, AppError>> => {
    await keeper.close();
    await around.access.close();
    return err(error);
  };
  around.onProgress('journal', 0, null);
  const started = await startStore({
    access: around.access,
    keeper,
    installId: around.marks.installId,
    // A move that was cut in the middle: the file is opened again, and nothing takes its place (ADR 42).
    mustBeHere: around.marks.of(around.id)?.taking !== undefined,
    newId: timeId,
    log: around.log,
    onJournal: (opened) => {
      journal = opened;
    },
  });
  if (!started.ok) return abandon(started.error);
  if (around.catchUp) {
    const caughtUp = await around.catchUp({ keeper, journal: started.value.journal });
    if (!caughtUp.ok) return abandon(caughtUp.error);
  }
  const { forked, covered } = started.value;
  const joined = await identify({ around, keeper, journal: started.value.journal, covered }, forked, found);
  if (!joined.ok) return abandon(joined.error);
  // Beside the first screens: closing waits for it.
  if (joined.value instanceof Company) void joined.value.personal.settle();
  return joined;
}

interface Roll {
  readonly company: LookupOutput<'company'>;
  readonly users: LookupOutput<'users'>;
  readonly devices: LookupOutput<'devices'>;
  readonly series: LookupOutput<'series'>;
}

async function readRoll(keeper: BooksKeeper): Promise<Result<Roll, AppError>> {
  const [company, users, devices, series] = await Promise.all([
    keeper.lookup('company', {}),
    keeper.lookup('users', {}),
    keeper.lookup('devices', {}),
    keeper.lookup('series', { device: null }),
  ]);
  if (!company.ok) return company;
  if (!users.ok) return users;
  if (!devices.ok) return devices;
  if (!series.ok) return series;
  return ok({ company: company.value, users: users.value, devices: devices.value, series: series.value });
}

/** Finds out which device this desktop is, or makes it a new one by a commit; unless its device has moved away (DV3). */
async function identify(
  store: Store,
  forked: boolean,
  found: Found | undefined,
): Promise<Result<Company | MovedAway, AppError>> {
  const { around, keeper } = store;
  const read = await readRoll(keeper);
  if (!read.ok) return read;
  const roll = read.value;
  if (!roll.company && !found) return err({ kind: 'not-found', what: 'company', id: around.id });
  const known = around.marks.of(around.id);
  const key = known
    ? await readDeviceKey(deviceKeyFile(around.dataFolder, known.device), around.secrets)
    : ok(null);
  if (!key.ok) return key;
  const author = known ? await keeper.lookup('author', { device: known.device }) : ok(null);
  if (!author.ok) return author;
  const verdict = judgeDevice({
    marks: known,
    installId: around.marks.installId,
    publicKey: key.value?.publicKey ?? null,
    devices: roll.devices,
    series: roll.series,
    sequence: author.value?.sequence ?? 0,
    forked,
  });
  const away = known && (await movedAway(store, roll, known, verdict));
  if (away) return away;
  const goesOn = verdict.keep || verdict.why === 'moving';
  if (!roll.company || !goesOn || !known || !key.value) return becomeDevice(store, roll, verdict, found);
  const { device } = known;
  const actor = actorOf(roll, device);
  if (!actor) return err({ kind: 'not-found', what: 'user', id: around.id });
  const clock = await highestClock(store, roll);
  if (!clock.ok) return clock;
  const own = author.value ?? NEW_AUTHOR;
  const company = new Company({
    ...store,
    device,
    key: key.value,
    author: {
      ...own,
      clock: clock.value !== null && clock.value > (own.clock ?? '') ? clock.value : own.clock,
    },
    fields: roll.company.fields,
    users: roll.users.length,
    actor,
  });
  return settleIn(company, around, roll, known);
}

/** The copy that stays behind when a device leaves, or is about to (ADR 42); `undefined` for every other opening. */
async function movedAway(
  { around, keeper }: Store,
  roll: Roll,
  { device, handedOver }: CompanyMarks,
  verdict: DeviceVerdict,
): Promise<Result<MovedAway, AppError> | undefined> {
  if (verdict.keep || (verdict.why !== 'moved' && verdict.why !== 'moving')) return undefined;
  const left = verdict.why === 'moved' ? handedOver : undefined;
  if (!left && around.takesBack) return undefined;
  const user = actorOf(roll, device);
  const receiver = left?.receiver ?? roll.devices.find(({ id }) => id === device)?.fields.movingTo;
  if (!roll.company || !user || !receiver) return err({ kind: 'not-found', what: 'company', id: around.id });
  // A crash may have come between the note that the key has left and its removal.
  if (left) await deviceKeyFile(around.dataFolder, device).remove();
  return ok(
    new MovedAway({
      ...{ id: around.id, folder: around.folder, device, receiver, user, keeper },
      since: left?.at ?? null,
      company: roll.company.fields,
      access: around.access,
      now: () => around.clock.now(),
    }),
  );
}

/**
 * The first opening on a desktop that a manager admitted, or to which the device has moved, or where a move was taken back: it
 * says which installation it is, and that it is on no way (DV1, DV3).
 */
async function settleIn(
  company: Company,
  { marks, id, deviceName }: CompanySurroundings,
  { devices }: Roll,
  { device, taking }: CompanyMarks,
): Promise<Result<Company, AppError>> {
  const record = devices.find((each) => each.id === device)?.fields;
  const { installId } = marks;
  const comes = record !== undefined && record.installId !== installId;
  const fields = {
    ...(comes ? { installId } : {}),
    ...(comes && taking && record.name === taking.computer ? { name: deviceName } : {}),
    ...(record?.movingTo ? { movingTo: null } : {}),
  };
  if (Object.keys(fields).length > 0) {
    const name = taking ? 'moving.takeOver' : comes ? 'devices.join' : 'moving.takeBack';
    const told = await carryOut(company, name, [event('device.set', device, company.today, { fields })]);
    if (!told.ok) return told;
  }
  const noted = taking ? await marks.arrived(id) : ok(undefined);
  return noted.ok ? ok(company) : noted;
}

/** In whose name this desktop works: its own user, or the owner. */
function actorOf({ users, devices }: Roll, device: string | null) {
  const own = devices.find(({ id }) => id === device)?.fields.user;
  const user =
    users.find(({ id }) => id === own) ??
    users.find(({ fields }) => fields.role === 'owner' && !fields.archived) ??
    users[0];
  return user && { id: user.id, name: user.fields.name, role: user.fields.role };
}

function carryOut(
  company: Company,
  name: string,
  events: readonly DomainEvent[],
): Promise<Result<null, AppError>> {
  const command: Command<{ commandId: string }, null> = {
    decide: async () => ok(events),
    answer: () => null,
  };
  return company.execute(name, command, { commandId: timeId() });
}

/** Makes this desktop a new device of the company by a commit of its own; the founding commit is the first of these. */
async function becomeDevice(
  store: Store,
  roll: Roll,
  verdict: DeviceVerdict,
  found: Found | undefined,
): Promise<Result<Company, AppError>> {
  const { around } = store;
  const device = timeId();
  const key = await makeDeviceKey(deviceKeyFile(around.dataFolder, device), around.secrets);
  if (!key.ok) return key;
  const clock = await highestClock(store, roll);
  if (!clock.ok) return clock;
  const owner = actorOf(roll, null) ?? { id: timeId(), name: '', role: 'owner' as const };
  const events = joiningEvents(store, roll, { device, owner: owner.id, key: key.value }, found);
  if (!events.ok) return events;
  if (!verdict.keep && roll.company) around.log.warn(`joining as a new device: ${verdict.why}`);
  const newcomer = new Company({
    ...store,
    device,
    key: key.value,
    author: {
      ...NEW_AUTHOR,
      clock: clock.value,
      recorded: clock.value === null ? null : clockMilliseconds(clock.value),
    },
    fields: roll.company?.fields ?? foundedFields(events.value),
    users: Math.max(1, roll.users.length),
    actor: owner,
  });
  await around.marks.bind(around.id, device);
  const name = roll.company ? 'devices.join' : 'companies.create';
  const done = await carryOut(newcomer, name, events.value);
  if (!done.ok) return done;
  await newcomer.refresh();
  return ok(newcomer);
}

function joiningEvents(
  { around }: Store,
  roll: Roll,
  self: { readonly device: string; readonly owner: string; readonly key: DeviceKey },
  found: Found | undefined,
): Result<readonly DomainEvent[], AppError> {
  const { company, devices, series } = roll;
  const today = dayIn(company?.fields.timeZone ?? 'UTC', around.clock.now());
  const name = around.deviceName;
  const { installId } = around.marks;
  const { publicKey } = self.key;
  if (company) {
    const { fiscalYearStart } = company.fields;
    const newId = () => timeId();
    return ok(
      joinAsDevice({
        device: self.device,
        name,
        publicKey,
        installId,
        user: null,
        devices,
        series,
        today,
        fiscalYearStart,
        newId,
      }),
    );
  }
  if (!found) return err({ kind: 'not-found', what: 'company', id: around.id });
  const deviceFields = { name, publicKey, installId, prefix: '', user: null, revoked: false };
  return found({ company: around.id, owner: self.owner, device: self.device, deviceFields, today });
}

/** The highest clock in the record that may be adopted: a device's own clock goes on behind every one of them (EV8). */
async function highestClock(
  { around, keeper }: Store,
  { devices }: Roll,
): Promise<Result<Clock | null, AppError>> {
  let mark: Clock | null = null;
  for (const { id } of devices) {
    const other = await keeper.lookup('author', { device: id });
    if (!other.ok) return other;
    if (other.value?.clock) mark = adopt(mark, other.value.clock, around.clock.now());
  }
  return ok(mark);
}

function foundedFields(events: readonly DomainEvent[]): CompanyFields {
  const set = events.find((event) => event.type === 'company.set');
  return set?.data.fields as CompanyFields;
}
