/** The way out for mails, so that the outbox can be tested without a server and the server without the outbox. */
import type { MailProblem, Result } from '../../shared/errors/index.ts';

/** One account, ready to be used. */
export interface MailAccount {
  readonly server: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  /** Empty where the server wants no login. */
  readonly user: string;
  readonly password: string;
}

/**
 * Why a mail did not go out, and whom it concerns. `line`: nothing is wrong with the mail, later it may work; `account`: no
 * mail will go until a person has acted; `mail`: this one will never be taken; `unsure`: it may have arrived.
 */
export interface MailFailure {
  readonly problem: MailProblem;
  readonly scope: 'line' | 'account' | 'mail' | 'unsure';
  /** The server's own words; may name addresses, so it is shown and never logged. */
  readonly detail: string;
}

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** What became of a mail that the server took over. */
export interface Taken {
  /** Recipients that it would not take. */
  readonly refused: readonly string[];
}

/** A line to a server that has accepted the login. */
export interface MailLine {
  send(envelope: Envelope, message: Uint8Array): Promise<Result<Taken, MailFailure>>;
  close(): void;
}

export interface MailPort {
  /** Nothing has been said of any mail when it answers. */
  connect(account: MailAccount): Promise<Result<MailLine, MailFailure>>;
}
