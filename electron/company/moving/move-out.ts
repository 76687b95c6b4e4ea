/**
 * The old computer's half of a move (DV3, ADR 42), once the device's closing commit is in the record: the file is written but
 * for its end, the device's key leaves, and only then the file gets the end without which it opens nowhere.
 */
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import { storageErrorOf } from '../../../shared/journal/storage-fault.ts';
import type { SecretStore } from '../../ports.ts';
import { exportDeviceKey } from '../../security/device-key.ts';
import { deviceKeyFile } from '../../security/key-file.ts';
import { movePurpose } from '../../security/move-code.ts';
import { seal } from '../../security/sealing.ts';
import type { JournalAccess } from '../journal-access.ts';
import type { Marks } from '../marks.ts';
import { type MoveEnd, MoveFileWriter, type OnBytes } from './move-file.ts';

export interface Leaving {
  readonly company: string;
  readonly name: string;
  readonly demo: boolean;
  readonly folder: string;
  readonly device: string;
  readonly receiver: string;
  /** Where the file goes, as the user chose. */
  readonly path: string;
  readonly server: MoveEnd['server'];
  readonly computer: string;
  readonly dataFolder: string;
  readonly marks: Marks;
  readonly secrets: SecretStore;
  /** The folder's lock: nobody else writes there meanwhile. */
  readonly access: Pick<JournalAccess, 'lock' | 'close'>;
  readonly now: number;
  readonly onBytes: OnBytes;
}

/**
 * Writes the move file. Until the marks say that the key has left, an error leaves a move that can be taken back; from then on
 * one whose file can be written again, for the same computer.
 */
export async function writeMoveFile(leaving: Leaving): Promise<Result<void, AppError>> {
  const locked = leaving.access.lock();
  if (!locked.ok) return locked;
  try {
    return await write(leaving);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  } finally {
    await leaving.access.close();
  }
}

async function write(leaving: Leaving): Promise<Result<void, AppError>> {
  const { company, name, demo, device, receiver, marks, now } = leaving;
  const key = deviceKeyFile(leaving.dataFolder, device);
  const left = marks.of(company)?.handedOver;
  const secret = left ? null : await exportDeviceKey(key, leaving.secrets);
  const box = left?.box ?? (secret && seal(receiver, secret, movePurpose(company, device)));
  if (!box) return err({ kind: 'unavailable', what: 'company' });
  const head = { format: 1, company, name, demo, device, receiver, at: left?.at ?? now } as const;
  const file = await MoveFileWriter.write(leaving.path, head, leaving.folder, leaving.onBytes);
  try {
    const handedOver = left ? ok(undefined) : await marks.handOver(company, { receiver, box, at: now });
    if (!handedOver.ok) return handedOver;
    await key.remove();
    const { sequence, series } = marks.of(company) ?? { sequence: 0, series: {} };
    await file.finish({ box, computer: leaving.computer, sequence, series, server: leaving.server });
    return ok(undefined);
  } finally {
    await file.abandon();
  }
}
