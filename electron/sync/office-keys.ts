/**
 * The keys of the company that is open, and what a person does with them (DV5): switch sealing on with a recovery code,
 * read with that code what this desktop cannot, begin a new key when a desktop is shut out.
 */
import { join } from 'node:path';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import type { Log, SecretStore } from '../ports.ts';
import { readOrMakeExchangeKey } from '../security/exchange-key.ts';
import { exchangeKeyFile } from '../security/key-file.ts';
import { type ExchangeKey, newRecoveryCode, normalRecoveryCode, recoveryKey } from '../security/sealing.ts';
import { beginSealing, rotateKeys, shareKeys } from './company-keys.ts';
import { KeyRing } from './key-ring.ts';
import { syncError } from './sync-failure.ts';

/** A company's keys on this desktop, and the key to which they are sealed for it. */
export interface Keys {
  readonly ring: KeyRing;
  readonly exchange: ExchangeKey;
}

interface OfficeKeysOptions {
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly log: Log;
  /** What this desktop can read or seal is more than before: what waited for it can go on. */
  readonly onMore: () => void;
}

interface Present {
  readonly company: Company;
  readonly device: string;
  /** Opened once for everybody who asks; `null` until somebody does. */
  keys: Promise<Result<Keys, AppError>> | null;
}

export class OfficeKeys {
  private readonly options: OfficeKeysOptions;
  private present: Present | null = null;
  /** A recovery code that was shown and not typed again yet. */
  private shownCode: string | null = null;

  constructor(options: OfficeKeysOptions) {
    this.options = options;
  }

  opened(company: Company, device: string): void {
    this.present = { company, device, keys: null };
  }

  closing(): void {
    this.present = null;
  }

  /** The keys that a company's record and this desktop hold, whether it is open or not. */
  async read(
    company: string,
    device: string,
    journal: Pick<JournalHandle, 'readFrom'>,
  ): Promise<Result<Keys, AppError>> {
    const { dataFolder, secrets } = this.options;
    const exchange = await readOrMakeExchangeKey(exchangeKeyFile(dataFolder, device), secrets);
    if (!exchange.ok) return exchange;
    const companyFolder = join(dataFolder, 'companies', company);
    const ring = await KeyRing.open({ company, companyFolder, device, exchange: exchange.value, journal });
    return ring.ok ? ok({ ring: ring.value, exchange: exchange.value }) : ring;
  }

  /** The open company's keys; from then on what they learn is given to whoever lacks it. */
  async get(): Promise<Result<Keys, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    present.keys ??= this.open(present);
    const opened = await present.keys;
    if (!opened.ok) present.keys = null;
    return opened;
  }

  private async open(present: Present): Promise<Result<Keys, AppError>> {
    const { company, device } = present;
    const opened = await this.read(company.id, device, company.syncHost(() => {}).journal);
    if (!opened.ok) return opened;
    const { ring } = opened.value;
    const { log, onMore } = this.options;
    ring.onChanged = () => {
      const shared = shareKeys(company, ring).then(
        (done) => done.ok || log.warn(`keys could not be given: ${done.error.kind}`),
        (fault: unknown) => log.error('keys could not be given', fault),
      );
      void shared.then(() => this.present === present && onMore());
    };
    return opened;
  }

  /** Shows a new recovery code, once; sealing begins when it was typed again. */
  showRecoveryCode(): string {
    this.shownCode = newRecoveryCode();
    return this.shownCode;
  }

  /** Switches sealing on, or puts a new recovery code in the place of the one before. */
  async seal(commandId: string, typed: string): Promise<Result<void, AppError>> {
    const { present, shownCode } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const code = normalRecoveryCode(typed);
    if (code === undefined || shownCode === null || code !== normalRecoveryCode(shownCode))
      return err(syncError('recovery-code'));
    const keys = await this.get();
    if (!keys.ok) return keys;
    const begun = await beginSealing(present.company, keys.value.ring, recoveryKey(code), commandId);
    if (begun.ok) this.shownCode = null;
    return begun;
  }

  /** Opens with a recovery code what this desktop cannot read. */
  async recover(typed: string): Promise<Result<void, AppError>> {
    const code = normalRecoveryCode(typed);
    const keys = await this.get();
    if (!keys.ok) return keys;
    if (code === undefined || !(await keys.value.ring.recoverWith(recoveryKey(code))))
      return err(syncError('recovery-code'));
    this.options.onMore();
    return ok(undefined);
  }

  /** A desktop was shut out: what is recorded from now on is sealed under a key that it never gets. */
  async rotate(): Promise<Result<void, AppError>> {
    const { present } = this;
    if (!present) return ok(undefined);
    const keys = await this.get();
    return keys.ok ? rotateKeys(present.company, keys.value.ring) : keys;
  }
}
