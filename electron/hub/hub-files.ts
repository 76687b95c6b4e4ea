/** What an office hub keeps in `<data>/hub`: whether it is on, its certificate, and the server's own folder. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, err, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import { z } from '../../shared/events/zod.ts';
import { codeOf, storageErrorOf } from '../../shared/journal/storage-fault.ts';
import { JsonFile } from '../company/json-file.ts';
import { setAside, writeAtomic } from '../journal/atomic-file.ts';
import { makeLastingFolder } from '../journal/node-port.ts';
import { makeHubCertificate, pinOf } from './certificate.ts';

const zHubSettings = z.object({
  on: z.boolean(),
  port: z.number().int().min(1).max(65_535),
  /** The last backup: where it lies, and its instant, UTC milliseconds. */
  backup: z.object({ folder: z.string(), at: z.number().int() }).exactOptional(),
});
export type HubSettings = z.output<typeof zHubSettings>;

/** Before anything was said: off, on the server's usual port. */
export const USUAL_HUB: HubSettings = { on: false, port: 8471 };
const CERTIFICATE = 'certificate.pem';
const KEY = 'key.pem';
const OWNER_ONLY = 0o600;

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  readonly pin: string;
}

export class HubFiles {
  private readonly folder: string;
  private readonly settings: JsonFile<typeof zHubSettings>;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'hub');
    this.settings = new JsonFile(join(this.folder, 'hub.json'), zHubSettings);
  }

  /** Folder of the server's journal, projection and files. */
  get store(): string {
    return join(this.folder, 'store');
  }

  /** Puts the store aside, where it stays, so that another takes its place; answers where it lies, `null` when there is none. */
  async setStoreAside(name: string): Promise<string | null> {
    const aside = join(this.folder, name);
    try {
      await rename(this.store, aside);
      return aside;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw thrown;
    }
  }

  /** Puts a store that was set aside back into its place, which a failed one has left. */
  async takeStoreBack(aside: string | null, failed: string): Promise<void> {
    await this.setStoreAside(failed);
    if (aside !== null) await rename(aside, this.store);
  }

  async readSettings(): Promise<Result<HubSettings, StorageError>> {
    const kept = await this.settings.find();
    return kept.ok ? ok(kept.value ?? USUAL_HUB) : kept;
  }

  writeSettings(settings: HubSettings): Promise<Result<void, AppError>> {
    return this.settings.write(settings);
  }

  /** Fingerprint of the certificate, hex; `null` while there is none, or none that can be read. */
  async pin(): Promise<string | null> {
    const pin = await readPin(join(this.folder, CERTIFICATE), join(this.folder, KEY));
    return pin.ok ? pin.value : null;
  }

  /**
   * Paths of certificate and key, which are made when there are none that fit each other; what does not fit is set aside. Those
   * that cannot be read are an error: other desktops hold this hub to the fingerprint of what lies there.
   */
  async certificate(): Promise<Result<CertificateFiles, AppError>> {
    const cert = join(this.folder, CERTIFICATE);
    const key = join(this.folder, KEY);
    const present = await readPin(cert, key);
    if (!present.ok) return present;
    if (present.value !== null) return ok({ cert, key, pin: present.value });
    const made = makeHubCertificate();
    makeLastingFolder(this.folder);
    // The key first: a certificate that stands beside it is the one that belongs to it.
    for (const [path, content] of [
      [key, made.key],
      [cert, made.cert],
    ] as const) {
      const before = await putAside(path);
      if (!before.ok) return before;
      const written = await writeAtomic(path, content);
      if (!written.ok) return written;
      await chmod(path, OWNER_ONLY);
    }
    return ok({ cert, key, pin: made.pin });
  }
}

/** Fingerprint of the certificate; `null` when it or its key is not there or they do not belong together. */
async function readPin(cert: string, key: string): Promise<Result<string | null, StorageError>> {
  const [certificateFile, keyFile] = await Promise.all([bytesOf(cert), bytesOf(key)]);
  if (!certificateFile.ok) return certificateFile;
  if (!keyFile.ok) return keyFile;
  if (!certificateFile.value || !keyFile.value) return ok(null);
  try {
    const certificate = new X509Certificate(certificateFile.value);
    return ok(certificate.checkPrivateKey(createPrivateKey(keyFile.value)) ? pinOf(certificate) : null);
  } catch {
    return ok(null);
  }
}

/** `null` for a file that is not there. */
async function bytesOf(path: string): Promise<Result<Buffer | null, StorageError>> {
  try {
    return ok(await readFile(path));
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT' ? ok(null) : err(storageErrorOf(thrown, 'read'));
  }
}

async function putAside(path: string): Promise<Result<void, StorageError>> {
  const present = await bytesOf(path);
  if (!present.ok) return present;
  try {
    if (present.value) await setAside(path);
    return ok(undefined);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  }
}
