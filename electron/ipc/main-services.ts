/** What the handlers of the main process share. */
import type { Push, Settings } from '../../shared/contract/app.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import type { CompanyList } from '../company/company-list.ts';
import type { Marks } from '../company/marks.ts';
import type { SettingsFile } from '../company/settings-file.ts';
import type { TroubledFiles } from '../company/troubled-files.ts';
import type { Workspace } from '../company/workspace.ts';
import type { DocumentFiles } from '../documents/document-files.ts';
import type { CompanyPrints } from '../documents/print-run/company-prints.ts';
import type { PrinterPort } from '../documents/printing/printer-port.ts';
import type { HubFinder } from '../hub/hub-finder.ts';
import type { KeepCompany } from '../hub/keep-company.ts';
import type { OfficeHub } from '../hub/office-hub.ts';
import type { AccountStore } from '../mail/account-store.ts';
import type { CompanyMail } from '../mail/company-mail.ts';
import type { Desktop, Log, SecretStore } from '../ports.ts';
import type { Joining } from '../sync/joining.ts';
import type { OfficeSync } from '../sync/office-sync.ts';
import type { ProxyLogins } from '../sync/proxy-login.ts';
import type { ServerPlace } from '../sync/server-address.ts';
import type { SyncFailure } from '../sync/sync-failure.ts';
import type { ScheduledIssue } from './scheduled-issue.ts';
import type { Tasks } from './tasks.ts';

export interface MainServices {
  readonly workspace: Workspace;
  readonly list: CompanyList;
  readonly marks: Marks;
  readonly secrets: SecretStore;
  readonly settings: SettingsFile;
  readonly troubles: TroubledFiles;
  readonly documents: DocumentFiles;
  readonly printers: PrinterPort;
  readonly desktop: Desktop;
  readonly tasks: Tasks;
  readonly sync: OfficeSync;
  readonly joining: Joining;
  readonly hub: OfficeHub;
  readonly keepCompany: KeepCompany;
  readonly proxyLogins: ProxyLogins;
  readonly finder: HubFinder;
  /** Pins the certificate of a server that has one of its own, by the code (DV1). */
  readonly pinByCode: (place: ServerPlace, code: string) => Promise<Result<ServerPlace, SyncFailure>>;
  readonly accounts: AccountStore;
  readonly mail: CompanyMail;
  readonly prints: CompanyPrints;
  readonly scheduled: ScheduledIssue;
  readonly log: Log;
  readonly dataFolder: string;
  readonly logFile: string;
  /** Origin from which the page's messages come. */
  readonly origin: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly push: (push: Push) => void;
  readonly onSettings: (settings: Settings) => void;
}

/** The open company, or the error that says that there is none. */
export function openCompany(services: MainServices): Result<Company, AppError> {
  const { company } = services.workspace;
  return company ? ok(company) : err({ kind: 'unavailable', what: 'company' });
}
