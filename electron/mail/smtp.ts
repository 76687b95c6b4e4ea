/** SMTP through nodemailer (port `MailPort`): one connection a mail, so that every stage of it is known apart. */
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import type { MailAccount, MailFailure, MailLine, MailPort } from './mail-port.ts';
import { isTrusted, type SmtpFault, smtpFailure } from './smtp-failure.ts';

export interface SmtpOptions {
  /** Milliseconds for which a server may be silent: until it answers at all, and between two answers. */
  readonly patience: { readonly connect: number; readonly answer: number };
  /** Certificates that are trusted instead of the runtime's own list (PEM). */
  readonly authorities?: readonly string[];
}

export const USUAL_PATIENCE: SmtpOptions['patience'] = { connect: 20_000, answer: 60_000 };

export function smtp({ patience, authorities }: SmtpOptions): MailPort {
  return {
    async connect(account) {
      // Loaded with the first mail: a start does not wait for it.
      const { default: Connection } = await import('nodemailer/lib/smtp-connection');
      const connection = new Connection({
        host: account.server,
        port: account.port,
        secure: account.security === 'tls',
        requireTLS: account.security === 'starttls',
        ignoreTLS: account.security === 'none',
        connectionTimeout: patience.connect,
        greetingTimeout: patience.connect,
        dnsTimeout: patience.connect,
        socketTimeout: patience.answer,
        logger: false,
        tls: { minVersion: 'TLSv1.2', ...(authorities ? { ca: [...authorities] } : {}) },
      });
      const opened = await open(connection, account);
      if (opened.ok) return ok(lineOver(connection));
      connection.close();
      return opened;
    },
  };
}

/** Connects and signs in. Whatever fails here, no mail has been spoken of. */
function open(connection: SMTPConnection, account: MailAccount): Promise<Result<void, MailFailure>> {
  return new Promise((resolve) => {
    const fail = (fault: SmtpFault): void => resolve(err(smtpFailure(fault, 'connecting')));
    connection.on('error', fail);
    connection.connect((fault) => {
      if (fault) return fail(fault);
      if (account.user === '') return resolve(ok(undefined));
      if (!isTrusted(connection.secure, account.security)) return fail({ code: 'ETLS' });
      connection.login({ user: account.user, pass: account.password }, (refused) =>
        refused ? fail(refused) : resolve(ok(undefined)),
      );
    });
  });
}

function lineOver(connection: SMTPConnection): MailLine {
  return {
    send: (envelope, message) =>
      new Promise((resolve) => {
        let textBegan = false;
        const text = Readable.from(
          (function* () {
            textBegan = true;
            yield message;
          })(),
        );
        const { from, to } = envelope;
        connection.send({ from, to: [...to], size: message.length }, text, (fault, info) =>
          resolve(
            fault
              ? err(smtpFailure(fault, textBegan ? 'text' : 'envelope'))
              : ok({ refused: info?.rejected ?? [] }),
          ),
        );
      }),
    close: () => connection.quit(),
  };
}
