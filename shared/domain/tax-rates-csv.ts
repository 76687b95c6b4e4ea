/**
 * Files of sales-tax rates as they are published for the United States: a row for each ZIP code or region, a column for the
 * rate of each level. All or nothing: a file with one bad row gives only what is wrong with it. Pure.
 */
import { Decimal, parseDecimal } from './decimal.ts';
import type { DecimalString } from './money.ts';
import { keptLine, readCsv } from './read-csv.ts';
import { MOST_PLACES, readPlace } from './tax-places.ts';
import { US_STATES } from './us-states.ts';

export const TAX_LEVELS = ['state', 'county', 'city', 'district'] as const;
export type TaxLevel = (typeof TAX_LEVELS)[number];

export interface TaxRatesProblem {
  readonly line: number;
  /** The cell as it stands in the file; empty where a whole row or column is missing. */
  readonly cell: string;
  readonly problem:
    | 'csv-no-tax-heading'
    | 'csv-no-tax-rows'
    | 'csv-not-a-state'
    | 'csv-not-a-place'
    | 'csv-place-missing'
    | 'csv-not-a-tax-rate'
    | 'csv-sum-differs'
    | 'csv-place-twice'
    | 'csv-too-many-places'
    | 'csv-too-many-groups'
    | 'csv-unclosed-quote';
}

/** The jurisdictions of one region with their rates in percent, and the places in which they are due. */
export interface RateGroup {
  /** As the tax will be called. */
  readonly name: string;
  /** Postal code of the state. */
  readonly state: string;
  readonly parts: readonly {
    readonly level: TaxLevel;
    readonly name: string;
    readonly rate: DecimalString;
    readonly jurisdiction: string;
  }[];
  readonly places: readonly string[];
}

export type TaxRatesReading =
  | { readonly ok: true; readonly groups: readonly RateGroup[] }
  | { readonly ok: false; readonly problems: readonly TaxRatesProblem[] };

/** Most taxes that one step keeps. */
export const MOST_GROUPS = 500;
const MOST_PROBLEMS = 100;
/** No sales tax of the United States comes near it. */
const HIGHEST_SUM = 30;

const HEADINGS = {
  state: ['state', 'statecode', 'stateabbreviation', 'staat', 'bundesstaat'],
  place: ['zip', 'zipcode', 'postalcode', 'postcode', 'regioncode', 'plz'],
  region: ['taxregionname', 'regionname', 'region', 'jurisdictionname', 'gebiet'],
  countyName: ['county', 'countyname', 'landkreis'],
  cityName: ['city', 'cityname', 'stadt'],
  districtName: ['district', 'districtname', 'specialdistrict', 'specialname'],
  stateRate: ['staterate', 'statetaxrate', 'statesalestax', 'satzstaat'],
  countyRate: ['countyrate', 'countytaxrate', 'estimatedcountyrate', 'satzlandkreis'],
  cityRate: ['cityrate', 'citytaxrate', 'estimatedcityrate', 'satzstadt'],
  districtRate: [
    'districtrate',
    'specialrate',
    'specialtaxrate',
    'specialdistrictrate',
    'estimatedspecialrate',
    'satzbezirk',
  ],
  sum: ['combinedrate', 'estimatedcombinedrate', 'totalrate', 'combinedtaxrate', 'gesamtsatz'],
} as const;
type Column = keyof typeof HEADINGS;

const RATES = {
  state: 'stateRate',
  county: 'countyRate',
  city: 'cityRate',
  district: 'districtRate',
} as const;
const ZERO = new Decimal(0);
const HUNDRED = 100;
/** Of a rate in percent, as taxes keep it. */
const MOST_DECIMALS = 6;

/** Headings are compared by their letters: `Tax Region Name`, `TaxRegionName` and `tax_region_name` are one. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-zäöüß]/g, '');

interface ReadRow {
  readonly line: number;
  readonly state: string;
  readonly place: string;
  readonly region: string;
  readonly names: Readonly<Record<Exclude<TaxLevel, 'state'>, string>>;
  readonly rates: Readonly<Record<TaxLevel, Decimal>>;
  readonly sum: Decimal | null;
  readonly sumCell: string;
}

/** A rate that is not negative; a percent sign says that it is one in percent. */
function readRate(cell: string): { readonly rate: Decimal; readonly isPercent: boolean } | null {
  if (cell === '') return { rate: ZERO, isPercent: false };
  const plain = cell.replace(/\s*%$/, '');
  // Spreadsheets write `.0625`.
  const pointed = (plain.includes('.') ? plain : plain.replace(',', '.')).replace(/^\./, '0.');
  const parsed = parseDecimal(pointed);
  if (!parsed.ok || parsed.value.isNegative()) return null;
  return { rate: parsed.value, isPercent: plain !== cell };
}

/** A ZIP code that lost its zeros, a range of them or the code of a region; digits alone are five. */
function readZip(cell: string): string | null {
  const place = readPlace(cell.replace(/^(\d{3,4})$/, (zip) => zip.padStart(5, '0')));
  return place !== null && /^\d+$/.test(place) && place.length !== 5 ? null : place;
}

/**
 * The taxes of a file, a group for each region and its rates. Rates are percent, or shares of one (`0.0625`) where none in
 * the file reaches one and none bears a percent sign.
 * @param only beginnings of states and ZIP codes that are wanted (`TX`, `752`); all when empty.
 */
export function readTaxRates(text: string, only: readonly string[] = []): TaxRatesReading {
  const { rows, unclosed } = readCsv(text);
  const [heading, ...lines] = rows;
  const problems: TaxRatesProblem[] = [];
  const note = (line: number, cell: string, problem: TaxRatesProblem['problem']): void => {
    problems.push({ line, cell, problem });
  };
  const refused = (): TaxRatesReading => ({
    ok: false,
    problems: problems.sort((a, b) => a.line - b.line).slice(0, MOST_PROBLEMS),
  });
  if (unclosed !== null) note(unclosed, '"', 'csv-unclosed-quote');
  else if (!heading || lines.length === 0) note(heading?.line ?? 1, '', 'csv-no-tax-rows');
  const letters = (heading?.cells ?? []).map(lettersOf);
  const at = (column: Column): number =>
    letters.findIndex((name) => (HEADINGS[column] as readonly string[]).includes(name));
  if (heading && problems.length === 0 && (at('state') < 0 || at('stateRate') < 0))
    note(heading.line, heading.cells.join(', '), 'csv-no-tax-heading');
  if (problems.length > 0) return refused();

  const read: ReadRow[] = [];
  let highest = ZERO;
  let hasPercent = heading?.cells.some((cell) => cell.includes('%')) ?? false;
  for (const { line, cells } of lines) {
    const cell = (column: Column): string => cells[at(column)] ?? '';
    const state = readPlace(cell('state')) ?? '';
    const typed = cell('place');
    const place = typed === '' ? state : readZip(typed);
    if (!(state in US_STATES)) note(line, cell('state'), 'csv-not-a-state');
    if (place === null) note(line, typed, 'csv-not-a-place');
    if (typed === '' && at('place') >= 0) note(line, cell('region'), 'csv-place-missing');
    const rates = { state: ZERO, county: ZERO, city: ZERO, district: ZERO };
    let isRead = place !== null;
    for (const level of TAX_LEVELS) {
      const found = readRate(cell(RATES[level]));
      if (!found || (level === 'state' && cell('stateRate') === '')) {
        note(line, cell(RATES[level]), 'csv-not-a-tax-rate');
        isRead = false;
        continue;
      }
      rates[level] = found.rate;
      highest = Decimal.max(highest, found.rate);
      hasPercent ||= found.isPercent;
    }
    const sum = cell('sum') === '' ? null : readRate(cell('sum'));
    if (cell('sum') !== '' && !sum) note(line, cell('sum'), 'csv-not-a-tax-rate');
    // A sum of rates that are not all there would only be called wrong too.
    if (!isRead || place === null) continue;
    read.push({
      ...{ line, state, place, rates, sum: sum?.rate ?? null, sumCell: cell('sum'), region: cell('region') },
      names: { county: cell('countyName'), city: cell('cityName'), district: cell('districtName') },
    });
  }
  const factor = hasPercent || highest.greaterThanOrEqualTo(1) ? 1 : HUNDRED;
  for (const row of read) checkSum(row);
  const wanted = only.map((text) => text.trim().toUpperCase()).filter((text) => text !== '');
  const kept = read.filter(
    ({ state, place }) => wanted.length === 0 || wanted.some((one) => one === state || place.startsWith(one)),
  );
  const groups = problems.length > 0 ? [] : grouped(kept);
  if (problems.length === 0 && groups.length === 0)
    note(heading?.line ?? 1, only.join(', '), 'csv-no-tax-rows');
  if (groups.length > MOST_GROUPS) note(heading?.line ?? 1, String(groups.length), 'csv-too-many-groups');
  return problems.length > 0 ? refused() : { ok: true, groups };

  function checkSum({ line, rates, sum, sumCell }: ReadRow): void {
    const total = TAX_LEVELS.reduce((added, level) => added.plus(rates[level]), ZERO);
    if (sum && !sum.equals(total)) note(line, sumCell, 'csv-sum-differs');
    const percents = [...TAX_LEVELS.map((level) => rates[level]), total].map((rate) => rate.times(factor));
    const wrong = percents.find(
      (rate) => rate.greaterThan(HIGHEST_SUM) || rate.decimalPlaces() > MOST_DECIMALS,
    );
    if (wrong) note(line, wrong.toFixed(), 'csv-not-a-tax-rate');
  }

  function grouped(chosen: readonly ReadRow[]): RateGroup[] {
    const groups = new Map<string, { readonly first: ReadRow; readonly places: Set<string> }>();
    const placed = new Map<string, string>();
    for (const row of chosen) {
      const { line, place, rates } = row;
      const key = JSON.stringify([
        row.state,
        regionName(row),
        TAX_LEVELS.map((level) => rates[level].toFixed()),
      ]);
      const before = placed.get(place);
      if (before !== undefined && before !== key) note(line, place, 'csv-place-twice');
      placed.set(place, key);
      const group = groups.get(key) ?? { first: row, places: new Set() };
      group.places.add(place);
      groups.set(key, group);
      if (group.places.size === MOST_PLACES + 1) note(line, place, 'csv-too-many-places');
    }
    const taken = new Map<string, number>();
    return [...groups.values()].map(({ first, places }) => {
      const name = nameOf(first);
      const same = (taken.get(name) ?? 0) + 1;
      taken.set(name, same);
      return {
        // Regions of one name with other rates are told apart by their first place.
        name: same === 1 ? name : `${name} (${first.place})`,
        state: first.state,
        parts: TAX_LEVELS.flatMap((level) => partOf(first, level)),
        places: [...places].sort(),
      };
    });
  }

  function partOf(row: ReadRow, level: TaxLevel): RateGroup['parts'] {
    const rate = row.rates[level].times(factor);
    if (level !== 'state' && rate.isZero()) return [];
    const state = US_STATES[row.state] ?? row.state;
    const own = level === 'state' ? state : row.names[level];
    const jurisdiction =
      level === 'state' ? row.state : `${row.state} ${own === '' ? `${regionName(row)} ${level}` : own}`;
    return [
      {
        level,
        name: own === '' ? LEVEL_NAMES[level] : keptLine(own, 60),
        rate: rate.toFixed(),
        jurisdiction: keptLine(jurisdiction, 40),
      },
    ];
  }
}

const LEVEL_NAMES: Readonly<Record<TaxLevel, string>> = {
  state: 'State',
  county: 'County',
  city: 'City',
  district: 'Special district',
};

/** What the file calls the region, else the names of its city and county, else its place. */
function regionName({ region, names, place }: ReadRow): string {
  if (region !== '') return region;
  return [names.city, names.county].find((name) => name !== '') ?? place;
}

/** What leaves room for ` sales tax (75201-75254)` in the name of a tax. */
const MOST_OF_NAME = 36;

const nameOf = (row: ReadRow): string => {
  const region = regionName(row);
  const where = region === row.state ? row.state : `${region}, ${row.state}`;
  return `${keptLine(where, MOST_OF_NAME)} sales tax`;
};
