import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import type { NumberedDocument } from './number-report.ts';
import { accountForPad, checkPad, openSheets, readSheet, sheetNumber } from './paper-series.ts';

const PAD = { prefix: 'P-', width: 4, first: 151, last: 200 };

describe('the number of a sheet', () => {
  it('NU6: is read as it is printed or as its counter alone, in whatever case', () => {
    for (const text of ['P-0151', 'p-151', ' 151 ', '0151'])
      expect(readSheet(text, PAD)).toEqual({ ok: true, value: 151 });
    expect(sheetNumber(PAD, 151)).toBe('P-0151');
    for (const text of ['150', '201', 'Q-0151', 'P-', '', '1e2', '-151', '151.0', '99999999999'])
      expect(readSheet(text, PAD)).toEqual({ ok: false, error: 'sheet-not-of-pad' });
  });

  it('NU4, NU6: a pad has letters that numbers may have, and its last sheet behind its first', () => {
    expect(checkPad(PAD).ok).toBe(true);
    expect(checkPad({ ...PAD, first: 200 }).ok).toBe(true);
    expect(checkPad({ ...PAD, prefix: 'P.' })).toEqual({ ok: false, error: 'characters-not-allowed' });
    expect(checkPad({ ...PAD, first: 0 })).toEqual({ ok: false, error: 'counter-out-of-range' });
    expect(checkPad({ ...PAD, last: 150 })).toEqual({ ok: false, error: 'sheets-out-of-range' });
    expect(checkPad({ ...PAD, last: 2151 })).toEqual({ ok: false, error: 'sheets-out-of-range' });
    const long = { prefix: 'NNNNNNNNNNNN', width: 4, first: 9990, last: 10_010 };
    expect(checkPad(long)).toEqual({ ok: false, error: 'number-too-long' });
  });
});

const sheet = fc.integer({ min: 1, max: 12 });
const documents: fc.Arbitrary<NumberedDocument[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    counter: sheet,
    issueDate: fc.constantFrom('2026-01-02', '2026-01-03', '2026-02-01'),
    voided: fc.option(fc.record({ on: fc.constant('2026-02-02'), reason: fc.constant('misread') })),
  }),
  { maxLength: 10 },
);
const words = fc.array(
  fc.record({
    from: sheet,
    length: fc.integer({ min: 0, max: 3 }),
    reason: fc.option(fc.constantFrom('torn', 'coffee')),
  }),
  { maxLength: 6 },
);

describe('the account of a pad', () => {
  it('NU3, NU6: says of every sheet what became of it, as looking at each alone does', () => {
    fc.assert(
      fc.property(documents, words, (entered, spoken) => {
        const said = spoken.map(({ from, length, reason }) => ({
          from,
          to: from + length,
          reason,
          on: '2026-02-03',
        }));
        const account = accountForPad({ first: 1, last: 12 }, entered, said);
        const fates = account.runs.flatMap(({ fate, from, to }) =>
          Array.from({ length: to - from + 1 }, () => fate),
        );
        const greatest = Math.max(
          0,
          ...entered.map(({ counter }) => counter),
          ...said.flatMap(({ to, reason }) => (reason === null ? [] : [to])),
        );
        const expected = Array.from({ length: 12 }, (_, index) => {
          const counter = index + 1;
          const of = entered.filter((each) => each.counter === counter);
          const standing = of.filter(({ voided }) => !voided).length;
          if (standing > 0) return standing > 1 ? 'twice' : 'issued';
          let spoilt = false;
          for (const { from, to, reason } of said)
            if (from <= counter && counter <= to) spoilt = reason !== null;
          if (spoilt) return 'spoilt';
          if (of.length > 0) return 'void';
          return counter < greatest ? 'missing' : 'unused';
        });
        expect(fates).toEqual(expected);
        expect(account.runs[0]?.from).toBe(1);
        const count = (...of: string[]) => expected.filter((fate) => of.includes(fate)).length;
        expect(account).toMatchObject({
          given: count('issued', 'twice', 'void'),
          voided: count('void'),
          missing: count('missing'),
        });
        expect(openSheets(account)).toBe(count('missing', 'unused', 'void'));
      }),
    );
  });

  it('NU6: sheets with one reason are one line, those with another stand apart; a void leads to its document', () => {
    const voided = { on: '2026-02-02', reason: 'misread' };
    const entered = [{ id: 'd1', counter: 4, issueDate: '2026-01-02', voided }];
    const said = [
      { from: 1, to: 2, reason: 'torn', on: '2026-02-03' },
      { from: 3, to: 3, reason: 'coffee', on: '2026-02-04' },
    ];
    expect(accountForPad({ first: 1, last: 5 }, entered, said).runs).toMatchObject([
      { fate: 'spoilt', from: 1, to: 2, reason: 'torn', firstDay: '2026-02-03', document: null },
      { fate: 'spoilt', from: 3, to: 3, reason: 'coffee', lastDay: '2026-02-04' },
      { fate: 'void', from: 4, to: 4, reason: 'misread', document: 'd1' },
      { fate: 'unused', from: 5, to: 5, reason: '' },
    ]);
  });
});
