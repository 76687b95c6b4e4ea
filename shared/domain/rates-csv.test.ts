import { describe, expect, it } from 'vitest';
import { readRates } from './rates-csv.ts';

const TODAY = '2026-03-02';
const read = (text: string) => readRates(text, TODAY, 'file');
const ratesOf = (text: string) => {
  const reading = read(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value.rates.map(
    ({ from, to, day, rate, source }) => `${day} ${from}/${to} ${rate} ${source}`,
  );
};
const problemsOf = (text: string) => {
  const reading = read(text);
  return reading.ok ? [] : reading.problems.map(({ line, cell, problem }) => `${line} ${problem} ${cell}`);
};

describe('a file of rates', () => {
  it('has a row for each rate: day, two currencies or a pair, rate, source', () => {
    expect(ratesOf('date,from,to,rate,source\n2026-02-27,EUR,USD,1.0812,ECB\n')).toEqual([
      '2026-02-27 EUR/USD 1.0812 ECB',
    ]);
    expect(ratesOf('Datum;Paar;Kurs\n27.02.2026;EUR/CHF;0,9350\n')).toEqual([
      '2026-02-27 EUR/CHF 0.935 file',
    ]);
  });

  it('may be the European Central Bank’s: days down, currencies across, N/A where there is none', () => {
    const text = 'Date,USD,JPY,EEK,\n2026-02-27,1.0812,162.5,N/A,\n2026-02-26,1.08,N/A,N/A,\n';
    expect(ratesOf(text)).toEqual([
      '2026-02-27 EUR/USD 1.0812 file',
      '2026-02-27 EUR/JPY 162.5 file',
      '2026-02-26 EUR/USD 1.08 file',
    ]);
    const reading = read(text);
    expect(reading.ok && reading.value.skipped).toEqual(['EEK']);
    expect(ratesOf('Date, USD, JPY, \n27 February 2026, 1.0812, 162.50, \n')).toHaveLength(2);
  });

  it('may be a table of the ECB’s data portal', () => {
    const text =
      'KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,TIME_PERIOD,OBS_VALUE\nEXR.D,D,GBP,EUR,SP00,2026-02-27,0.86\n';
    expect(ratesOf(text)).toEqual(['2026-02-27 EUR/GBP 0.86 file']);
  });

  it('tells every bad row with its line and what stands there, and takes none of the good ones', () => {
    const text = [
      'date,from,to,rate',
      '2026-02-27,EUR,USD,1.0812',
      '2026-02-30,EUR,USD,1.08',
      '2026-03-03,EUR,USD,1.08',
      '2026-02-26,EUR,XXQ,1.08',
      '2026-02-26,EUR,EUR,1',
      '2026-02-26,EUR,USD,0',
      '2026-02-25,EUR,USD,-1.1',
      '2026-02-27,EUR,USD,1.09',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '3 csv-not-a-day 2026-02-30',
      '4 csv-day-in-future 2026-03-03',
      '5 csv-not-a-currency XXQ',
      '6 csv-same-currency EUR',
      '7 csv-not-a-rate 0',
      '8 csv-not-a-rate -1.1',
      '9 csv-twice EUR/USD 2026-02-27',
    ]);
  });

  it('says what a file lacks that is none of these', () => {
    expect(problemsOf('')).toEqual(['1 csv-no-rows ']);
    expect(problemsOf('date,from,to,rate\n')).toEqual(['1 csv-no-rows ']);
    expect(problemsOf('a,b\n1,2')).toEqual(['1 csv-no-heading a, b']);
    expect(problemsOf('date,what\n2026-02-27,2')).toEqual(['1 csv-no-heading date, what']);
    expect(problemsOf('date,USD\n2026-02-27,"1.0812')).toEqual(['2 csv-unclosed-quote "']);
  });

  it('refuses more rates than one step holds, and says how many there are', () => {
    const codes = ['USD', 'JPY', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'RON'];
    const day = (at: number) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
    const rows = Array.from({ length: 800 }, (_, at) => [day(at), ...codes.map(() => '1.5')].join(','));
    expect(problemsOf([`Date,${codes.join(',')}`, ...rows].join('\n'))).toEqual(['1 csv-too-many 8800']);
  });
});
