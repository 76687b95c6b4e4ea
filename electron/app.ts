/** The composition root: builds the main process from its ports. Starts in plain Node, so that tests need no Electron. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Push, Settings } from '../shared/contract/app.ts';
import type { BooksQueryName, ParsedInputOf } from '../shared/contract/contract.ts';
import { type AppError, err, type Result } from '../shared/errors/index.ts';
import type { BooksKeeper, SpawnBooks } from './company/books-keeper.ts';
import { CompanyList } from './company/company-list.ts';
import type { JournalAccess } from './company/journal-access.ts';
import { Marks } from './company/marks.ts';
import { SettingsFile } from './company/settings-file.ts';
import { TroubledFiles } from './company/troubled-files.ts';
import { Workspace } from './company/workspace.ts';
import { DocumentFiles } from './documents/document-files.ts';
import type { PdfRenderer } from './documents/pdf-renderer.ts';
import { CompanyPrints } from './documents/print-run/company-prints.ts';
import type { PrinterPort } from './documents/printing/printer-port.ts';
import { HubFinder } from './hub/hub-finder.ts';
import type { HubPorts } from './hub/hub-ports.ts';
import { pinByCode } from './hub/introduction.ts';
import { companyKeeper } from './hub/keep-company.ts';
import { OfficeHub } from './hub/office-hub.ts';
import { companyHandlers, deviceName } from './ipc/company-handlers.ts';
import { confirmingHandlers } from './ipc/confirming-handlers.ts';
import { depositHandlers } from './ipc/deposit-handlers.ts';
import { draftHandlers } from './ipc/draft-handlers.ts';
import { dutyHandlers } from './ipc/duty-handlers.ts';
import { eInvoiceHandlers } from './ipc/einvoice-handlers.ts';
import { exportHandlers } from './ipc/export-handlers.ts';
import { hubHandlers } from './ipc/hub-handlers.ts';
import { issueDraft } from './ipc/issue-draft.ts';
import { mailHandlers } from './ipc/mail-handlers.ts';
import type { MainServices } from './ipc/main-services.ts';
import { MissingFiles } from './ipc/missing-files.ts';
import { movingHandlers } from './ipc/moving-handlers.ts';
import { outputHandlers } from './ipc/output-handlers.ts';
import { paperHandlers } from './ipc/paper-handlers.ts';
import { paymentHandlers } from './ipc/payment-handlers.ts';
import { periodHandlers } from './ipc/period-handlers.ts';
import { personalHandlers } from './ipc/personal-handlers.ts';
import { priceHandlers } from './ipc/price-handlers.ts';
import { printHandlers } from './ipc/print-handlers.ts';
import { recordHandlers } from './ipc/record-handlers.ts';
import { recoveryHandlers } from './ipc/recovery-handlers.ts';
import { reviewHandlers } from './ipc/review-handlers.ts';
import { createRouter, type Route } from './ipc/router.ts';
import { ScheduledIssue } from './ipc/scheduled-issue.ts';
import { syncHandlers } from './ipc/sync-handlers.ts';
import { Tasks } from './ipc/tasks.ts';
import { AccountStore } from './mail/account-store.ts';
import { CompanyMail } from './mail/company-mail.ts';
import type { MailPort } from './mail/mail-port.ts';
import type { Clock, Desktop, LinePort, Log, SecretStore } from './ports.ts';
import { Joining } from './sync/joining.ts';
import { OfficeSync } from './sync/office-sync.ts';
import { type ProxyLogin, ProxyLogins } from './sync/proxy-login.ts';
import type { ServerPlace } from './sync/server-address.ts';
import type { LoopSurroundings } from './sync/sync-loop.ts';
import type { Transport } from './sync/wire-client.ts';
import { timeId } from './time-id.ts';

export interface AppPorts {
  readonly dataFolder: string;
  readonly logFile: string;
  /** Origin from which the page's messages must come. */
  readonly origin: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: SecretStore;
  readonly desktop: Desktop;
  readonly renderer: PdfRenderer;
  readonly printers: PrinterPort;
  readonly journalIn: (folder: string) => JournalAccess;
  readonly booksIn: (folder: string) => SpawnBooks;
  readonly push: (push: Push) => void;
  /** The way to a server: through the system's proxies, with its certificate held to the pin. */
  readonly transportTo: (place: ServerPlace, login: () => Promise<ProxyLogin | null>) => Transport;
  readonly line: LinePort;
  readonly hubPorts: HubPorts;
  readonly mailPort: MailPort;
  readonly timers: Pick<LoopSurroundings, 'later' | 'random'>;
  /** Settings have changed: what lies outside the page follows. */
  readonly onSettings: (settings: Settings) => void;
}

export interface App {
  readonly route: Route;
  readonly services: MainServices;
  /** Waits for what is under way and closes the company. */
  close(): Promise<void>;
}

export async function createApp(ports: AppPorts): Promise<App> {
  const { log, clock, push, dataFolder } = ports;
  const list = new CompanyList(dataFolder);
  const settings = new SettingsFile(dataFolder);
  const troubles = new TroubledFiles(dataFolder, log, (all) => push({ type: 'troubles', troubles: all }));
  const [marks] = await Promise.all([Marks.read(dataFolder, randomUUID), list.load(), settings.load()]);
  const documents = new DocumentFiles(ports.renderer, log);
  const around = { ...ports.timers, now: () => clock.now() };
  const line = { dataFolder, deviceName: deviceName(), around, log, secrets: ports.secrets };
  const finder = new HubFinder(ports.hubPorts.network, around);
  const proxyLogins = new ProxyLogins(dataFolder, ports.secrets);
  const overProxy = (place: ServerPlace) => ports.transportTo(place, () => proxyLogins.read());
  const transportTo = (place: ServerPlace) => finder.lineTo(place, overProxy);
  const sync = new OfficeSync({
    ...line,
    push,
    transportTo,
    line: ports.line,
    becomeNewDevice: (company) =>
      void marks.disown(company).then(
        () => workspace.reopen(company),
        (fault: unknown) => log.error('this desktop could not become a new device', fault),
      ),
  });
  /** The open company comes back to this desktop's own hub, also after that lost its data. */
  const backToHub = async (): Promise<void> => {
    const line = sync.line();
    const { company } = workspace;
    if (!company || !line.ok || line.value.link.pin !== hub.place?.pin) return;
    const kept = await keepCompany(company);
    if (!kept.ok) log.warn(`the company did not come back to the hub: ${kept.error.kind}`);
  };
  const hub: OfficeHub = new OfficeHub({
    ...{ dataFolder, deviceName: deviceName(), ports: ports.hubPorts, around, log },
    onListening: () => void backToHub(),
  });
  const keepCompany = companyKeeper(hub, sync);
  const accounts = new AccountStore(dataFolder, ports.secrets);
  const mail = new CompanyMail({
    ...{ dataFolder, accounts, around, log },
    port: ports.mailPort,
    onChanged: () => push({ type: 'changed', topics: ['mail'] }),
  });
  const tasks = new Tasks(push, () => clock.now());
  const prints = new CompanyPrints({
    ...{ dataFolder, around, tasks, printers: ports.printers },
    print: (company, document, choice) => documents.print(company, document, choice, ports.printers),
    release: (company, document) => documents.release(company, document, 'printed'),
    onChanged: () => push({ type: 'changed', topics: ['prints'] }),
  });
  const scheduled = new ScheduledIssue({
    ...{ later: around.later, log },
    issue: (company, input) => issueDraft(services, company, input),
    onChanged: () => push({ type: 'changed', topics: ['drafts'] }),
  });
  const missing = new MissingFiles({ later: around.later, log, files: documents });
  const workspace: Workspace = new Workspace({
    dataFolder,
    deviceName: deviceName(),
    list,
    marks,
    secrets: ports.secrets,
    clock,
    log,
    journalIn: ports.journalIn,
    booksIn: ports.booksIn,
    push,
    sync: {
      catchUp: (...args) => sync.catchUp(...args),
      stopFetching: () => sync.stopFetching(),
      opened: async (company) => {
        await Promise.all([
          sync.opened(company).then(() => void backToHub()),
          mail.opened(company),
          prints.opened(company),
        ]);
        scheduled.opened(company);
        missing.opened(company);
      },
      closing: async () => {
        await missing.closing();
        await scheduled.closing();
        await prints.closing();
        await mail.closing();
        await sync.closing();
      },
    },
  });
  const joining = new Joining({
    ...line,
    marks,
    transportTo,
    pinByCode: (place, code) => pinByCode(place, code, transportTo),
    sync,
    has: (company) => list.find(company) !== undefined,
    open: (entry) => workspace.open(entry),
  });
  const services: MainServices = {
    workspace,
    list,
    marks,
    secrets: ports.secrets,
    settings,
    troubles,
    documents,
    printers: ports.printers,
    desktop: ports.desktop,
    tasks,
    sync,
    joining,
    hub,
    keepCompany,
    proxyLogins,
    finder,
    pinByCode: (place, code) => pinByCode(place, code, transportTo),
    accounts,
    mail,
    prints,
    scheduled,
    log,
    dataFolder,
    logFile: ports.logFile,
    origin: ports.origin,
    newId: () => timeId(),
    now: () => clock.now(),
    push,
    onSettings: ports.onSettings,
  };
  const route = createRouter({
    origin: ports.origin,
    handlers: {
      ...companyHandlers(services),
      ...recordHandlers(services),
      ...draftHandlers(services),
      ...depositHandlers(services),
      ...paperHandlers(services),
      ...paymentHandlers(services),
      ...personalHandlers(services),
      ...priceHandlers(services),
      ...reviewHandlers(services),
      ...periodHandlers(services),
      ...outputHandlers(services),
      ...confirmingHandlers(services),
      ...dutyHandlers(services),
      ...printHandlers(services),
      ...exportHandlers(services),
      ...recoveryHandlers(services),
      ...syncHandlers(services),
      ...hubHandlers(services),
      ...eInvoiceHandlers(services),
      ...mailHandlers(services),
      ...movingHandlers(services),
    },
    queryBooks: async (name, input) => {
      const { company, arriving, recovery, movedAway } = workspace;
      const keeper: BooksKeeper | undefined = (company ?? arriving ?? recovery ?? movedAway)?.keeper;
      const answer: Result<unknown, AppError> = keeper
        ? await keeper.query(name as BooksQueryName, input as ParsedInputOf<BooksQueryName>)
        : err({ kind: 'unavailable', what: 'company' });
      return answer;
    },
    // A company that can only be read is shown to whoever sits here, as to somebody who checks the books.
    role: () => workspace.company?.role ?? (workspace.whyReadOnly ? 'auditor' : null),
    readOnly: () => workspace.whyReadOnly,
    log,
    reference: () => randomBytes(4).toString('hex'),
  });
  return {
    route,
    services,
    async close() {
      joining.cancel();
      await documents.settled();
      await workspace.close();
      await hub.close();
      finder.close();
      await ports.renderer.close();
      troubles.close();
    },
  };
}
