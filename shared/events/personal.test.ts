import { describe, expect, it } from 'vitest';
import type { Day } from '../domain/money.ts';
import {
  erasedOn,
  erasedThrough,
  erasureFields,
  erasureName,
  generationNow,
  NO_PERSONAL,
  type PersonalFields,
  standingSubjects,
} from './personal.ts';
import { flatFields, nestedFields } from './prices.ts';
import { mergeFields, valuesOf } from './records.ts';

const ANNA = '00000000-0000-0000-0000-00000000000a';
const BEN = '00000000-0000-0000-0000-00000000000b';
const key = (subject: string, generation: number) => ({ subject, generation, check: '0'.repeat(64) });
const on = (day: string) => ({ on: day as Day });

const KEYS = { one: key(ANNA, 1), two: key(ANNA, 2), three: key(BEN, 1) };
const known = (erased: PersonalFields['erased']): PersonalFields => ({ ...NO_PERSONAL, keys: KEYS, erased });

describe('keys of personal data', () => {
  it('AU4: are erased up to a generation, whoever made them; the first day on which somebody said so counts', () => {
    const fields = known({
      [erasureName(ANNA, 1)]: on('2026-03-05'),
      [erasureName(ANNA, 2)]: on('2026-03-02'),
    });
    expect(erasedOn(fields, 'one')).toBe('2026-03-02');
    expect(erasedOn(fields, 'two')).toBe('2026-03-02');
    expect(erasedOn(fields, 'three')).toBeNull();
    expect(erasedOn(fields, 'never named')).toBeNull();
    expect(erasedThrough(fields)).toEqual(new Map([[ANNA, 2]]));
  });

  it('EV10: begin a new generation behind every erasure that is known', () => {
    expect(generationNow(known({}), ANNA)).toBe(1);
    expect(generationNow(known({ [erasureName(ANNA, 1)]: on('2026-03-05') }), ANNA)).toBe(2);
    expect(generationNow(known({ [erasureName(ANNA, 1)]: on('2026-03-05') }), BEN)).toBe(1);
  });

  it('name the subjects that have something to erase', () => {
    expect(standingSubjects(known({}))).toEqual([ANNA, BEN]);
    expect(standingSubjects(known({ [erasureName(ANNA, 1)]: on('2026-03-05') }))).toEqual([ANNA, BEN]);
    expect(standingSubjects(known({ [erasureName(ANNA, 2)]: on('2026-03-05') }))).toEqual([BEN]);
  });
});

describe('an erasure', () => {
  it('AU4: stands beside an earlier one that did not know of it, however their clocks lie', () => {
    const said = [erasureName(ANNA, 2), erasureName(ANNA, 1)].map((name) => ({
      erased: { [name]: on('2026-03-05') },
    }));
    const merged = said.reduce(
      (record, fields, index) =>
        mergeFields(record, flatFields('personal', fields), `000000000${index}-0000-d`, `c${index}`),
      {},
    );
    const fields = nestedFields('personal', valuesOf(merged)) as unknown as PersonalFields;
    expect(erasedThrough(fields)).toEqual(new Map([[ANNA, 2]]));
  });

  it('is named by a subject and a generation, and by nothing else', () => {
    const takes = (name: string) => erasureFields.safeParse({ erased: { [name]: on('2026-03-05') } }).success;
    expect([erasureName(ANNA, 1), `${ANNA}/0`, ANNA, `${ANNA}/1/2`].map(takes)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
