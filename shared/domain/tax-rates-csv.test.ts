import { describe, expect, it } from 'vitest';
import { planGroups } from './tax-groups.ts';
import { readTaxRates } from './tax-rates-csv.ts';
import type { TaxRecord } from './tax-record.ts';

const HEAD =
  'State,ZipCode,TaxRegionName,EstimatedCombinedRate,StateRate,EstimatedCountyRate,EstimatedCityRate,EstimatedSpecialRate,RiskLevel';
const DALLAS = 'TX,75201,DALLAS,0.0825,0.0625,0,0.01,0.01,1';
const file = (...rows: string[]) => `${[HEAD, ...rows].join('\r\n')}\r\n`;

const groupsOf = (text: string, only: string[] = []) => {
  const read = readTaxRates(text, only);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.groups;
};
const problemsOf = (text: string) => {
  const read = readTaxRates(text);
  return read.ok ? [] : read.problems.map(({ line, cell, problem }) => [line, cell, problem]);
};

describe('a file of sales-tax rates', () => {
  it('TX3, TX10: makes one tax of a region, with its jurisdictions and all its ZIP codes; levels without a rate are left out', () => {
    expect(groupsOf(file(DALLAS, 'TX,75202-1234,DALLAS,.0825,.0625,,.01,.01,1'))).toEqual([
      {
        name: 'DALLAS, TX sales tax',
        state: 'TX',
        parts: [
          { level: 'state', name: 'Texas', rate: '6.25', jurisdiction: 'TX' },
          { level: 'city', name: 'City', rate: '1', jurisdiction: 'TX DALLAS city' },
          { level: 'district', name: 'Special district', rate: '1', jurisdiction: 'TX DALLAS district' },
        ],
        places: ['75201', '75202'],
      },
    ]);
  });

  it('reads percentages too, names of counties and cities, semicolons, and ZIP codes that lost their zero', () => {
    const text =
      'State;ZIP;County;City;State rate %;County rate %;City rate %\nNew Jersey;7001;Middlesex County;Avenel;6,625;0,5;0\n';
    expect(groupsOf(text)).toEqual([
      {
        name: 'Avenel, NJ sales tax',
        state: 'NJ',
        parts: [
          { level: 'state', name: 'New Jersey', rate: '6.625', jurisdiction: 'NJ' },
          { level: 'county', name: 'Middlesex County', rate: '0.5', jurisdiction: 'NJ Middlesex County' },
        ],
        places: ['07001'],
      },
    ]);
  });

  it('keeps regions of one name but other rates apart, and takes only the states and codes that are wanted', () => {
    const text = file(
      DALLAS,
      'TX,75287,DALLAS,0.0725,0.0625,0,0.01,0,1',
      'CA,90001,LOS ANGELES,0.095,0.06,0.0025,0,0.0325,1',
    );
    expect(groupsOf(text).map(({ name }) => name)).toEqual([
      'DALLAS, TX sales tax',
      'DALLAS, TX sales tax (75287)',
      'LOS ANGELES, CA sales tax',
    ]);
    expect(groupsOf(text, ['ca']).map(({ state }) => state)).toEqual(['CA']);
    expect(groupsOf(text, ['752', '']).flatMap(({ places }) => places)).toEqual(['75201', '75287']);
  });

  it('takes names on one line, no longer than records keep them, and no digits that are no ZIP code', () => {
    const name = '"North\r\n\u0007Side"';
    expect(groupsOf(file(`TX,75201,${name},0.0725,0.0625,0,0.01,0,1`))[0]).toMatchObject({
      name: 'North Side, TX sales tax',
      parts: [{ jurisdiction: 'TX' }, { jurisdiction: 'TX North Side city' }],
    });
    const long = `${'x'.repeat(35)}🏙🏙`;
    const [first, second] = groupsOf(
      file(`TX,75201-75254,${long},0.0725,0.0625,0,0.01,0,1`, `TX,76201-76254,${long},0.0625,0.0625,0,0,0,1`),
    );
    expect(first?.name).toBe(`${'x'.repeat(35)} sales tax`);
    expect(second?.name).toBe(`${'x'.repeat(35)} sales tax (76201-76254)`);
    expect(problemsOf(file('TX,752011,DALLAS,0.0725,0.0625,0,0.01,0,1'))).toEqual([
      [2, '752011', 'csv-not-a-place'],
    ]);
  });

  it('names every wrong row by its line and takes nothing', () => {
    expect(
      problemsOf(
        file(
          DALLAS,
          'XX,75203,DALLAS,0.0825,0.0625,0,0.01,0.01,1',
          'TX,?,DALLAS,0.0825,0.0625,0,0.01,0.01,1',
          'TX,,DALLAS,0.0825,0.0625,0,0.01,0.01,1',
          'TX,75204,DALLAS,0.0825,n/a,0,0.01,0.01,1',
          'TX,75205,DALLAS,0.0925,0.0625,0,0.01,0.01,1',
          'TX,75201,DALLAS,0.0725,0.0625,0,0.01,0,1',
          'TX,75206,DALLAS,0.7825,0.7625,0,0.01,0.01,1',
        ),
      ),
    ).toEqual([
      [3, 'XX', 'csv-not-a-state'],
      [4, '?', 'csv-not-a-place'],
      [5, 'DALLAS', 'csv-place-missing'],
      [6, 'n/a', 'csv-not-a-tax-rate'],
      [7, '0.0925', 'csv-sum-differs'],
      [9, '76.25', 'csv-not-a-tax-rate'],
    ]);
    expect(problemsOf(file(DALLAS, 'TX,75201,DALLAS,0.0725,0.0625,0,0.01,0,1'))).toEqual([
      [3, '75201', 'csv-place-twice'],
    ]);
    expect(problemsOf('Name,Rate\nTexas,6.25')).toEqual([[1, 'Name, Rate', 'csv-no-tax-heading']]);
    expect(problemsOf(HEAD)).toEqual([[1, '', 'csv-no-tax-rows']]);
    expect(problemsOf(file('"TX,75201'))).toEqual([[2, '"', 'csv-unclosed-quote']]);
    const many = Array.from(
      { length: 501 },
      (_, at) => `TX,${10000 + at},Region ${at},0.0625,0.0625,0,0,0,1`,
    );
    expect(problemsOf(file(...many))).toEqual([[1, '501', 'csv-too-many-groups']]);
  });
});

describe('what a file changes', () => {
  const groups = groupsOf(file(DALLAS));
  const asRecord = (plan: ReturnType<typeof planGroups>): TaxRecord => {
    const [planned] = [...plan.added, ...plan.changed];
    if (!planned) throw new Error('nothing was planned');
    return planned.fields;
  };
  const first = asRecord(planGroups(groups, new Map(), '2026-01-01'));

  it('a region that is new becomes a tax with its rates from the beginning', () => {
    expect(first).toMatchObject({ category: 'S', mode: 'group', jurisdiction: 'TX', places: ['75201'] });
    expect(first.parts.map(({ changes }) => changes)).toEqual([undefined, undefined, undefined]);
  });

  it('the same file again changes nothing', () => {
    expect(planGroups(groups, new Map([['a', first]]), '2026-02-01')).toEqual({
      added: [],
      changed: [],
      unchanged: 1,
    });
  });

  it('TX11: other rates hold from the day on; a level that ends is zero from then, one that is new was zero before', () => {
    const next = groupsOf(file('TX,75201,DALLAS,0.0775,0.0625,0.005,0.01,0,1'));
    const plan = planGroups(next, new Map([['a', first]]), '2026-02-01');
    expect(plan.changed.map(({ id }) => id)).toEqual(['a']);
    expect(asRecord(plan).parts.map(({ key, rate, changes }) => [key, rate, changes])).toEqual([
      ['state', '6.25', undefined],
      ['county', '0', [{ from: '2026-02-01', rate: '0.5' }]],
      ['city', '1', undefined],
      ['district', '1', [{ from: '2026-02-01', rate: '0' }]],
    ]);
    // Read once more for the same day, nothing is doubled.
    expect(planGroups(next, new Map([['a', asRecord(plan)]]), '2026-02-01').unchanged).toBe(1);
  });
});
