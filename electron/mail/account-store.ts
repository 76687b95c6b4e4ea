/**
 * The mail account of a company on this desktop, outside the company's folder: a copied folder brings no account along.
 * The password lies sealed in a file of its own, readable by this user alone (DV2).
 */
import { join } from 'node:path';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { mailChannels } from '../../shared/contract/mail.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { JsonFile } from '../company/json-file.ts';
import type { SecretStore } from '../ports.ts';
import { mailPasswordFile } from '../security/key-file.ts';
import type { MailAccount, MailFailure } from './mail-port.ts';

const zKept = mailChannels['mail.saveAccount'].input.omit({ password: true });

type Known = OutputOf<'mail.account'>;
export type AccountInput = Omit<NonNullable<Known['account']>, 'hasPassword'> & {
  /** `null` leaves the one that is kept. */
  readonly password: string | null;
};

/** An account with its password and whose name mails bear. */
export interface ReadyAccount extends MailAccount {
  readonly sender: { readonly name: string; readonly address: string };
}

const failed = (
  problem: 'no-account' | 'password-unreadable' | 'account-unreadable',
): Result<never, MailFailure> => err({ problem, scope: 'account', detail: '' });

export class AccountStore {
  private readonly dataFolder: string;
  private readonly secrets: SecretStore;

  constructor(dataFolder: string, secrets: SecretStore) {
    this.dataFolder = dataFolder;
    this.secrets = secrets;
  }

  async known(company: string): Promise<Result<Known, AppError>> {
    const { protection } = this.secrets;
    const account = await this.fileOf(company).find();
    if (!account.ok) return account;
    if (!account.value) return ok({ account: null, protection });
    const password = await this.passwordOf(company).read();
    if (!password.ok) return password;
    return ok({ account: { ...account.value, hasPassword: password.value !== null }, protection });
  }

  /** Refused while what is kept cannot be read: it is not written over. */
  async save(company: string, { password, ...account }: AccountInput): Promise<Result<void, AppError>> {
    const known = await this.known(company);
    if (!known.ok) return known;
    if (password !== null) {
      const sealed = await this.passwordOf(company).write(
        this.secrets.seal(new TextEncoder().encode(password)),
      );
      if (!sealed.ok) return sealed;
    }
    return this.fileOf(company).write(account);
  }

  /** Forgets the account and its password. */
  async remove(company: string): Promise<void> {
    await this.passwordOf(company).remove();
    await this.fileOf(company).remove();
  }

  /** The account as a line needs it: as it is kept, or as it was just typed. */
  async ready(company: string, typed?: AccountInput): Promise<Result<ReadyAccount, MailFailure>> {
    const kept = typed ? ok(typed) : await this.fileOf(company).find();
    if (!kept.ok) return failed('account-unreadable');
    const account = kept.value;
    if (!account) return failed('no-account');
    const { server, port, security, user, senderName, senderAddress } = account;
    const given = typed?.password ?? null;
    const password = given === null ? await this.password(company) : ok(given);
    if (!password.ok) return password;
    const sender = { name: senderName, address: senderAddress };
    return ok({ server, port, security, user, password: password.value, sender });
  }

  private async password(company: string): Promise<Result<string, MailFailure>> {
    const sealed = await this.passwordOf(company).read();
    if (!sealed.ok) return failed('account-unreadable');
    if (!sealed.value) return ok('');
    try {
      return ok(new TextDecoder().decode(this.secrets.open(sealed.value)));
    } catch {
      // The system's key store has gone or belongs to somebody else.
      return failed('password-unreadable');
    }
  }

  private fileOf(company: string) {
    return new JsonFile(join(this.dataFolder, 'mail', `${company}.json`), zKept);
  }

  private passwordOf(company: string) {
    return mailPasswordFile(this.dataFolder, company);
  }
}
