/**
 * The new computer's half of a move (DV3, ADR 42): a file that was written for it brings the device with its key and its series;
 * any other is a copy of the company, in which this computer is a new device. The order of what is written makes that a crash
 * leaves nothing that must not be: the file can be opened again.
 */
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import { storageErrorOf } from '../../../shared/journal/storage-fault.ts';
import type { SecretStore } from '../../ports.ts';
import { keepDeviceKey } from '../../security/device-key.ts';
import { deviceKeyFile, moveCodeFile } from '../../security/key-file.ts';
import { movePurpose, newMoveCode, receiverOf } from '../../security/move-code.ts';
import { type ExchangeKey, open } from '../../security/sealing.ts';
import type { CompanyList } from '../company-list.ts';
import type { Marks } from '../marks.ts';
import { MoveFile, MoveFileFault, type MoveHead, type OnBytes, putInPlace, recordIn } from './move-file.ts';

export interface Arrival {
  readonly dataFolder: string;
  readonly marks: Marks;
  readonly list: CompanyList;
  readonly secrets: SecretStore;
}

/** What a file brings: the device itself (`moved`), or a copy of the company (`copy`); `here`: the company is here already. */
export type Brings = 'moved' | 'copy' | 'here';

export interface SeenMoveFile {
  readonly head: MoveHead;
  readonly brings: Brings;
}

/** The code of this computer, made when it is first asked for, and another one after each arrival. */
export async function receivingCode({ dataFolder, secrets }: Arrival): Promise<Result<string, AppError>> {
  const kept = await moveCodeFile(dataFolder).read();
  if (!kept.ok) return kept;
  const present = codeIn(kept.value, secrets);
  if (present !== null) return ok(present);
  const code = newMoveCode();
  const written = await moveCodeFile(dataFolder).write(secrets.seal(Buffer.from(code, 'utf8')));
  return written.ok ? ok(code) : written;
}

/** Looks at a file, and says what it brings. */
export function seeMoveFile(arrival: Arrival, path: string): Promise<Result<SeenMoveFile, AppError>> {
  return withFile(path, async ({ head }) => ok({ head, brings: await bringsOf(arrival, head) }));
}

/** Unpacks a file beside the companies and proves it. `as` is what the person was told that the file brings. */
export function unpackMoveFile(
  arrival: Arrival,
  path: string,
  as: Exclude<Brings, 'here'>,
  onBytes: OnBytes,
): Promise<Result<Unpacked, AppError>> {
  return withFile(path, async (file) => {
    const { head } = file;
    const brings = await bringsOf(arrival, head);
    if (brings === 'here') return err({ kind: 'refused', reason: 'company-exists' });
    if (brings !== as) return err({ kind: 'refused', reason: 'moved-elsewhere' });
    const unpacked = `${arrival.list.folderOf(head.company)}.arriving`;
    await file.unpack(unpacked, onBytes);
    const { end } = file;
    const { company, name, demo, device } = head;
    return ok({
      ...{ company, name, demo, device },
      server: as === 'moved' ? end.server : null,
      place: () => guarded(() => place(arrival, { head, end, unpacked, as })),
    });
  });
}

/** A company that is ready to be put in place. */
export interface Unpacked {
  readonly company: string;
  readonly name: string;
  readonly demo: boolean;
  readonly device: string;
  /** The company's server, for a device that goes on talking to it. */
  readonly server: MoveFile['end']['server'];
  /** Puts it in place, which is quick; then it can be opened. */
  place(): Promise<Result<void, AppError>>;
}

async function place(
  arrival: Arrival,
  came: Pick<MoveFile, 'head' | 'end'> & { unpacked: string; as: Brings },
): Promise<Result<void, AppError>> {
  const { dataFolder, marks, list, secrets } = arrival;
  const { company, device, receiver, at } = came.head;
  const { box, sequence, series, computer } = came.end;
  if (came.as === 'moved') {
    const pair = await receiverHere(arrival, receiver);
    const secret = pair && open(pair, box, movePurpose(company, device));
    const key = secret && (await keepDeviceKey(deviceKeyFile(dataFolder, device), secrets, secret));
    if (!key) return err({ kind: 'refused', reason: 'move-unfinished' });
    const taken = await marks.take(company, { device, sequence, series, receiver, computer });
    if (!taken.ok) return taken;
  }
  await putInPlace(came.unpacked, list.folderOf(company), String(at));
  return ok(undefined);
}

/** The device is here: the code has done its work, and no other file is opened by it. */
export const forgetCode = ({ dataFolder }: Arrival): Promise<void> => moveCodeFile(dataFolder).remove();

async function bringsOf(arrival: Arrival, head: MoveHead): Promise<Brings> {
  const { list, marks } = arrival;
  const { company, receiver, at } = head;
  const ours = (await receiverHere(arrival, receiver)) !== null;
  if (!list.find(company)) return ours ? 'moved' : 'copy';
  // A copy that stayed behind when the device left gives way to the device that comes back, and once only: what this file
  // brought may have gone on since. A crash may have come when the copy had gone and the record was not there yet.
  const { handedOver, taking } = marks.of(company) ?? {};
  const { isHere, gaveWay } = await recordIn(list.folderOf(company), String(at));
  const comes = isHere ? handedOver !== undefined && !gaveWay : taking?.receiver === receiver;
  return ours && comes ? 'moved' : 'here';
}

async function receiverHere({ dataFolder, secrets }: Arrival, receiver: string): Promise<ExchangeKey | null> {
  const kept = await moveCodeFile(dataFolder).read();
  const code = kept.ok ? codeIn(kept.value, secrets) : null;
  const pair = code === null ? undefined : receiverOf(code);
  return pair?.publicKey === receiver ? pair : null;
}

function codeIn(sealed: Uint8Array | null, secrets: SecretStore): string | null {
  try {
    const code = sealed && Buffer.from(secrets.open(sealed)).toString('utf8');
    return code && receiverOf(code) ? code : null;
  } catch {
    return null;
  }
}

function withFile<T>(
  path: string,
  work: (file: MoveFile) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  return guarded(async () => {
    const file = await MoveFile.open(path);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  });
}

async function guarded<T>(work: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof MoveFileFault)) return err(storageErrorOf(thrown, 'write'));
    return err({
      kind: 'refused',
      reason: thrown.what === 'not-one' ? 'not-a-move-file' : 'move-unfinished',
    });
  }
}
