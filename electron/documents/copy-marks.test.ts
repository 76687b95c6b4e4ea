import { describe, expect, it } from 'vitest';
import { type CopyFacts, copyMarks } from './copy-marks.ts';
import { paperFormat } from './paper-format.ts';

const once: CopyFacts = {
  language: 'en',
  isAgain: false,
  legends: [],
  wanted: 1,
  asked: 1,
  paidOn: null,
  format: paperFormat('GB', 'en'),
};
const INDIAN = ['Original for recipient', 'Duplicate for transporter', 'Triplicate for supplier'];
const heads = (facts: CopyFacts) => copyMarks(facts).map(({ head }) => head);

describe('DO7: the copies of a document', () => {
  it('the first print is the original, others are copies', () => {
    expect(heads(once)).toEqual(['']);
    expect(heads({ ...once, asked: 3 })).toEqual(['', 'Copy', 'Copy']);
    expect(heads({ ...once, isAgain: true, asked: 2 })).toEqual(['Copy', 'Copy']);
    expect(heads({ ...once, isAgain: true, language: 'de' })).toEqual(['Kopie']);
  });

  it('every copy has its legend, however many the clerk asks for', () => {
    expect(heads({ ...once, legends: INDIAN })).toEqual(INDIAN);
    expect(heads({ ...once, legends: INDIAN, asked: 4 })).toEqual([...INDIAN, 'Copy']);
    expect(heads({ ...once, legends: INDIAN, isAgain: true, asked: 2 })).toEqual([
      'Copy · Original for recipient',
      'Copy · Duplicate for transporter',
    ]);
  });

  it('a customer gets as many as were agreed, at the first time', () => {
    expect(heads({ ...once, wanted: 2 })).toEqual(['', 'Copy']);
    expect(heads({ ...once, wanted: 2, isAgain: true })).toEqual(['Copy']);
  });

  it('a paid invoice says when', () => {
    expect(copyMarks({ ...once, paidOn: '2026-03-12' })).toEqual([{ head: '', paid: 'Paid 12 Mar 2026' }]);
  });
});
