/** What went wrong on a line to a mail server, by the codes that it and the runtime give (RFC 5321, RFC 3463): never by its words. */
import type { MailProblem } from '../../shared/errors/index.ts';
import type { MailAccount, MailFailure } from './mail-port.ts';

/** The parts of nodemailer's errors that are read. */
export interface SmtpFault {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  /** The command that was refused; `CONN` for the connection itself. */
  readonly command?: string | undefined;
}

/** How far the mail had come: `text` once the server has asked for it. */
export type Stage = 'connecting' | 'envelope' | 'text';

const MOST_DETAIL = 300;
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;
/** RFC 5321: storage exceeded; RFC 3463 x.3.4: too big. */
const TOO_LARGE = /^552|^\d{3}[ -]5\.3\.4/;

const failure = (
  problem: MailProblem,
  scope: MailFailure['scope'],
  { response = '' }: SmtpFault,
): MailFailure => ({
  problem,
  scope,
  detail: response.replace(/\s+/g, ' ').trim().slice(0, MOST_DETAIL),
});

/** A password is only given over the line that was asked for. */
export const isTrusted = (secure: boolean, security: MailAccount['security']): boolean =>
  secure || security === 'none';

/** The failure in terms of what can be done about it. A fault without an answer after the text began leaves it open whether the mail arrived. */
export function smtpFailure(fault: SmtpFault, stage: Stage): MailFailure {
  const { responseCode: answer = 0 } = fault;
  if (stage === 'text') {
    if (answer === 0) return failure('lost', 'unsure', fault);
    return answer >= 500 ? refusedMail(fault) : failure('busy', 'line', fault);
  }
  if (answer >= 400 && answer < 500) return failure('busy', 'line', fault);
  if (stage === 'envelope' && (answer >= 500 || fault.code === 'EMESSAGE' || fault.code === 'EENVELOPE')) {
    return refusedMail(fault);
  }
  return lineFailure(fault);
}

function refusedMail(fault: SmtpFault): MailFailure {
  const { code, command, response = '', responseCode = 0 } = fault;
  // Without an answer: the server had said how much it takes, and this is more.
  if (TOO_LARGE.test(response) || (code === 'EMESSAGE' && responseCode === 0)) {
    return failure('too-large', 'mail', fault);
  }
  // A server that wants a login says so when it hears of the first sender (RFC 4954).
  if (responseCode === 530) return failure('login', 'account', fault);
  if (command === 'MAIL FROM') return failure('sender-refused', 'mail', fault);
  if (command === 'RCPT TO' || code === 'EENVELOPE') return failure('recipient-refused', 'mail', fault);
  return failure('refused', 'mail', fault);
}

function lineFailure(fault: SmtpFault): MailFailure {
  const { code = '', originalCode = '', responseCode = 0, command = '' } = fault;
  if (CERTIFICATE.test(originalCode)) return failure('certificate', 'account', fault);
  if (code === 'EAUTH') {
    return responseCode === 0
      ? failure('login-impossible', 'account', fault)
      : failure('login', 'account', fault);
  }
  if (responseCode === 530) return failure('login', 'account', fault);
  if (code === 'ETIMEDOUT' || originalCode === 'ETIMEDOUT') return failure('timeout', 'line', fault);
  if (
    code === 'ETLS' ||
    command === 'STARTTLS' ||
    originalCode === 'EPROTO' ||
    /^ERR_SSL_/.test(originalCode)
  ) {
    return failure('no-encryption', 'account', fault);
  }
  if (responseCode >= 500) return failure('refused', 'account', fault);
  if (code === 'EPROTOCOL') return failure('not-mail', 'account', fault);
  return failure('unreachable', 'line', fault);
}
