/** Handlers of master data and series. */

import { minor } from '../../shared/domain/money.ts';
import { formatNumber } from '../../shared/domain/numbering.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { closeSeries, closingOutlook } from '../commands/close-series.ts';
import type { Command } from '../commands/command.ts';
import { openSeries } from '../commands/open-series.ts';
import { addPad, saySheets } from '../commands/paper-series.ts';
import {
  saveCompany,
  saveCustomer,
  saveItem,
  saveMethod,
  saveTax,
  saveTerms,
} from '../commands/save-record.ts';
import { takeTaxRates } from '../commands/take-tax-rates.ts';
import { readLogo } from '../documents/logo.ts';
import { putBlob } from '../journal/blobs.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';

type RecordHandlers = Pick<
  Handlers,
  | 'company.save'
  | 'company.saveLogo'
  | 'customers.save'
  | 'items.save'
  | 'taxes.save'
  | 'taxes.takeRates'
  | 'terms.save'
  | 'methods.save'
  | 'series.open'
  | 'series.addPad'
  | 'series.saySheets'
  | 'series.close'
  | 'series.closeCheck'
>;

/** A handler that executes one command in the open company. */
export function executing<Input extends { commandId: string }, Output>(
  services: MainServices,
  name: string,
  command: Command<Input, Output>,
): (input: Input) => Promise<Result<Output, AppError>> {
  return async (input) => {
    const company = openCompany(services);
    return company.ok ? company.value.execute(name, command, input) : company;
  };
}

export function recordHandlers(services: MainServices): RecordHandlers {
  const saveOwn: RecordHandlers['company.save'] = async (input) => {
    const company = openCompany(services);
    if (!company.ok) return company;
    const saved = await company.value.execute('company.save', saveCompany(company.value.id), input);
    if (saved.ok) await services.workspace.restate();
    return saved;
  };
  return {
    'company.save': saveOwn,
    'company.saveLogo': async ({ commandId, expectedRevision, bytes }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      if (bytes === null) return saveOwn({ commandId, expectedRevision, fields: { logo: null } });
      const logo = readLogo(bytes);
      if (!logo.ok) return logo;
      const stored = await putBlob(company.value.folder, bytes);
      if (!stored.ok) return stored;
      const { type, width, height } = logo.value;
      return saveOwn({
        commandId,
        expectedRevision,
        fields: { logo: { sha256: stored.value, type, width, height } },
      });
    },
    'customers.save': executing(services, 'customers.save', saveCustomer),
    'items.save': executing(services, 'items.save', saveItem),
    'taxes.save': executing(services, 'taxes.save', saveTax),
    'taxes.takeRates': executing(services, 'taxes.takeRates', takeTaxRates),
    'terms.save': executing(services, 'terms.save', saveTerms),
    'methods.save': executing(services, 'methods.save', saveMethod),
    'series.open': executing(services, 'series.open', openSeries),
    'series.addPad': executing(services, 'series.addPad', addPad),
    'series.saySheets': executing(services, 'series.saySheets', saySheets),
    'series.close': executing(services, 'series.close', closeSeries),
    'series.closeCheck': async ({ id }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const looked = await closingOutlook(id, company.value.looking());
      if (!looked.ok) return looked;
      const { closing, succession } = looked.value;
      const { last, lost, goesOn, successor } = succession;
      return ok({
        ...{ kind: closing.kind, lost, goesOn, today: company.value.today, lastIssue: closing.lastIssue },
        last: closing.lastIssue === null && lost === 0 ? null : formatNumber(closing, last),
        successor: successor && {
          ...{ prefix: successor.prefix, year: successor.year, width: successor.width },
          first: minor(successor.next),
        },
      });
    },
  };
}

/** For founding: the logo's bytes kept as a blob of a company that is not open yet. */
export async function keepLogo(folder: string, bytes: Uint8Array | null) {
  if (bytes === null) return ok(null);
  const logo = readLogo(bytes);
  if (!logo.ok) return logo;
  const stored = await putBlob(folder, bytes);
  if (!stored.ok) return stored;
  const { type, width, height } = logo.value;
  return ok({ sha256: stored.value, type, width, height });
}
