/** Handlers of mail: the account of this desktop, a mail for a document, and the outbox. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { AccountInput } from '../mail/account-store.ts';
import { mailError } from '../mail/company-mail.ts';
import { composeMessage } from '../mail/compose-message.ts';
import { planMails, sendMails } from '../mail/mail-batch.ts';
import { mailAttachments, proposeMail } from '../mail/propose-mail.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';
import { fileName } from './save-chosen.ts';

type MailHandlers = Pick<Handlers, Extract<keyof Handlers, `mail.${string}`>>;

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Without encryption a password and every document could be read on the way: only this machine itself is reached so. */
function safe(account: AccountInput): Result<AccountInput, AppError> {
  return account.security === 'none' && !LOOPBACK.has(account.server.toLowerCase())
    ? err({ kind: 'invalid', fields: [{ path: 'security', problem: 'not-encrypted' }] })
    : ok(account);
}

const TEST_WORDS = {
  en: { subject: 'Test from Counterfoil', text: 'Mail works: this was sent by Counterfoil.\n' },
  de: {
    subject: 'Test von Counterfoil',
    text: 'E-Mail funktioniert: Diese Nachricht hat Counterfoil gesendet.\n',
  },
};

export function mailHandlers(services: MainServices): MailHandlers {
  const { mail, accounts, documents, desktop, now, newId } = services;
  return {
    'mail.account': async () => {
      const company = openCompany(services);
      return company.ok ? accounts.known(company.value.id) : company;
    },
    'mail.saveAccount': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const account = safe(input);
      const saved = account.ok ? await accounts.save(company.value.id, account.value) : account;
      if (!saved.ok) return saved;
      mail.changed();
      return ok({});
    },
    'mail.removeAccount': async () => {
      const company = openCompany(services);
      if (!company.ok) return company;
      await accounts.remove(company.value.id);
      mail.changed();
      return ok({});
    },
    'mail.test': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const account = safe(input);
      const words = TEST_WORDS[company.value.company.language];
      return account.ok ? mail.test(company.value, account.value, { id: newId(), ...words }) : account;
    },
    'mail.compose': async ({ id }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const known = await accounts.known(company.value.id);
      if (!known.ok) return known;
      const { account } = known.value;
      const sender = account && { name: account.senderName, address: account.senderAddress };
      return proposeMail(company.value, id, sender);
    },
    'mail.send': async ({ commandId, id, to, cc, subject, text, eInvoice }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const files = await mailAttachments(documents, company.value, id, eInvoice);
      if (!files.ok) return files;
      const { number, files: attachments } = files.value;
      return mail.send({ id: commandId, document: id, number, to, cc, subject, text, attachments });
    },
    'mail.plan': async ({ documents: ids }) => {
      const company = openCompany(services);
      return company.ok ? planMails(company.value, ids) : company;
    },
    'mail.sendMany': async ({ commandId, documents: ids, withEInvoices }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const account = await accounts.ready(company.value.id);
      if (!account.ok) return err(mailError(account.error));
      const batch = { id: commandId, documents: ids, withEInvoices };
      const parts = { mail, files: documents };
      return services.tasks.run('mail', true, (progress) =>
        sendMails(parts, company.value, batch, account.value.sender, progress),
      );
    },
    'mail.handOver': async ({ commandId, id, to, cc, subject, text, eInvoice }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const files = await mailAttachments(documents, company.value, id, eInvoice);
      if (!files.ok) return files;
      const { number, files: attachments } = files.value;
      const known = await accounts.known(company.value.id);
      if (!known.ok) return known;
      const { account } = known.value;
      const { name, email } = company.value.company;
      const sender = { name: account?.senderName ?? name, address: account?.senderAddress ?? email };
      const message = await composeMessage({
        ...{ id: commandId, sender, to, cc, subject, text, attachments },
        date: now(),
        isDraft: true,
      });
      if (!message.ok) return message;
      const path = await documents.copyToView(company.value, fileName(number, 'eml'), message.value);
      if (!path.ok) return path;
      // From here on nobody here knows whether it leaves: it counts as out of the house (DO1).
      const released = await documents.release(company.value, id, 'exported');
      if (!released.ok) return released;
      const detail = await desktop.openFile(path.value);
      return detail === '' ? ok({}) : err({ kind: 'mail', problem: 'no-program', detail });
    },
    'mail.outbox': async () => ok(mail.state),
    'mail.now': async () => {
      mail.outbox?.resume();
      return ok({});
    },
    'mail.decide': async ({ id, decision }) =>
      ok({ done: (await mail.outbox?.decide(id, decision)) ?? false }),
  };
}
