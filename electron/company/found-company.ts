/** The first commit of a new company: its record, the owner, this device, and the usual taxes, terms, methods and series. */
import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import type { Day } from '../../shared/domain/money.ts';
import { checkSeries, numberingYear } from '../../shared/domain/numbering.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { type CompanyFields, companyFields, type DeviceFields } from '../../shared/events/masters.ts';
import { presetsOf } from './presets.ts';

export interface Founding {
  readonly company: ParsedInputOf<'companies.create'>['company'];
  readonly owner: string;
  readonly series: ParsedInputOf<'companies.create'>['series'];
  readonly logo: CompanyFields['logo'];
}

export interface FoundingIds {
  readonly company: string;
  readonly owner: string;
  readonly device: string;
  readonly newId: (purpose: string) => string;
}

const EMPTY_ADDRESS = { lines: [], city: '', postcode: '', region: '', country: '' };

/**
 * Events of the founding commit. What the form left out comes from the country profile.
 * @param today the day of founding in the company's time zone.
 */
export function foundCompany(
  founding: Founding,
  ids: FoundingIds,
  device: DeviceFields,
  today: Day,
): Result<readonly DomainEvent[], AppError> {
  const { company } = founding;
  const profile = profileOf(company.profile);
  const presets = presetsOf(company.profile, ids.newId);
  const given = Object.fromEntries(Object.entries(company).filter(([, value]) => value !== undefined));
  const fields = companyFields.safeParse({
    address: { ...EMPTY_ADDRESS, country: company.profile },
    taxId: '',
    registration: '',
    contact: '',
    email: '',
    phone: '',
    website: '',
    bankDetails: [],
    timeZone: 'UTC',
    language: profile.language,
    paper: profile.paper,
    defaultTerms: presets.defaultTerms,
    defaultTax: presets.defaultTax,
    pricesIncludeTax: profile.pricesIncludeTax,
    rounding: { ...profile.rounding },
    writeOffTolerance: profile.writeOffTolerance,
    fiscalYearStart: profile.fiscalYearStart,
    agingWidths: [30, 60, 90],
    footer: '',
    ...given,
    logo: founding.logo,
  });
  if (!fields.success) {
    const problems = fields.error.issues.map((issue) => ({
      path: `company.${issue.path.join('.')}`,
      problem: 'invalid',
    }));
    return err({ kind: 'invalid', fields: problems });
  }
  const year = founding.series.yearly ? numberingYear(today, fields.data.fiscalYearStart) : null;
  const series = checkSeries(
    { ...founding.series, year, next: founding.series.first },
    founding.series.yearly,
  );
  if (!series.ok) return err({ kind: 'invalid', fields: [{ path: 'series.prefix', problem: series.error }] });
  return ok([
    event('company.set', ids.company, today, { fields: fields.data }),
    event('user.set', ids.owner, today, { fields: { name: founding.owner, role: 'owner', archived: false } }),
    event('device.set', ids.device, today, { fields: device }),
    ...presets.events(today),
    event('series.opened', ids.newId('series/invoice'), today, {
      kind: 'invoice',
      device: ids.device,
      prefix: founding.series.prefix,
      year,
      width: founding.series.width,
      first: founding.series.first,
    }),
  ]);
}
