/** The form of a new company: its values, the proposals of the country, and what it sends. Pure. */
import type { InputOf } from '../../../../shared/contract/contract.ts';
import type { Address } from '../../../../shared/domain/document.ts';
import type { Day } from '../../../../shared/domain/money.ts';
import { checkSeries, formatNumber } from '../../../../shared/domain/numbering.ts';
import type { ProfileCode } from '../../../../shared/domain/profile.ts';
import { profileOf } from '../../../../shared/domain/profiles.ts';

export interface Founding {
  readonly profile: ProfileCode;
  readonly name: string;
  readonly owner: string;
  readonly address: Address;
  readonly taxId: string;
  readonly registration: string;
  readonly email: string;
  readonly phone: string;
  readonly bankDetails: string;
  readonly currency: string;
  /** Key of one of the profile's terms. */
  readonly terms: string;
  readonly paper: 'A4' | 'Letter';
  readonly prefix: string;
  readonly yearly: boolean;
  readonly first: number | '';
}

/** What depends on the country alone and follows when another is chosen. */
export function proposals(
  code: ProfileCode,
): Pick<Founding, 'profile' | 'currency' | 'terms' | 'paper' | 'prefix' | 'yearly'> {
  const { currency, defaultTerms, paper, series } = profileOf(code);
  return {
    profile: code,
    currency,
    terms: defaultTerms,
    paper,
    prefix: series.prefix,
    yearly: series.yearly,
  };
}

/** The form as it opens in a region (ISO 3166-1). */
export function emptyFounding(code: ProfileCode, region: string): Founding {
  return {
    ...proposals(code),
    name: '',
    owner: '',
    address: { lines: [], city: '', postcode: '', region: '', country: region === '' ? code : region },
    taxId: '',
    registration: '',
    email: '',
    phone: '',
    bankDetails: '',
    first: 1,
  };
}

const seriesOf = ({ profile, prefix, yearly, first }: Founding, today: Day) => ({
  prefix,
  year: yearly ? Number(today.slice(0, 4)) : null,
  width: profileOf(profile).series.width,
  next: first === '' ? 1 : first,
});

/** The first number that would be given, as a sample; `null` while the series is not possible. */
export function sampleNumber(founding: Founding, today: Day): string | null {
  const series = seriesOf(founding, today);
  return checkSeries(series, founding.yearly).ok ? formatNumber(series, series.next) : null;
}

/** Problems by field name (translation keys of `errors`); empty when the form can be sent. */
export function foundingProblems(founding: Founding, today: Day): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (founding.name.trim() === '') problems.name = 'required';
  if (founding.first === '') problems.first = 'required';
  const checked = checkSeries(seriesOf(founding, today), founding.yearly);
  if (!checked.ok) problems[checked.error === 'counter-out-of-range' ? 'first' : 'prefix'] = checked.error;
  return problems;
}

/** The field of the form that a part of `companies.create` comes from. */
export const foundingField = (path: string): string =>
  path
    .replace(/^(company|series)\./, '')
    .replace(/^(bankDetails|address\.lines)\..*$/, '$1')
    .replace(/^contact$/, 'owner');

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What `companies.create` is sent. */
export function foundingInput(
  founding: Founding,
  more: { readonly commandId: string; readonly timeZone: string; readonly logo: Uint8Array | null },
): InputOf<'companies.create'> {
  const {
    profile,
    name,
    owner,
    address,
    taxId,
    registration,
    email,
    phone,
    currency,
    paper,
    prefix,
    yearly,
  } = founding;
  return {
    commandId: more.commandId,
    company: {
      name: name.trim(),
      profile,
      currency,
      paper,
      address: { ...address, lines: address.lines.filter((line) => line.trim() !== '') },
      taxId,
      registration,
      email,
      phone,
      bankDetails: lines(founding.bankDetails).slice(0, 6),
      timeZone: more.timeZone,
      contact: owner.trim(),
    },
    owner: owner.trim(),
    series: {
      prefix,
      yearly,
      width: profileOf(profile).series.width,
      first: founding.first === '' ? 1 : founding.first,
    },
    logo: more.logo as InputOf<'companies.create'>['logo'],
  };
}
