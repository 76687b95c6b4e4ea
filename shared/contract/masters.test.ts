import { describe, expect, it } from 'vitest';
import { companyFields } from '../events/masters.ts';
import { companyTyped } from './masters.ts';

const typed = (email: string) =>
  companyTyped
    .partial()
    .safeParse({ email })
    .error?.issues.map(({ path, message }) => [...path, message]);

describe('the company’s e-mail address', () => {
  it('is checked where it is typed', () => {
    for (const email of ['', 'office@mueller.example', ' spaced@example.org '])
      expect(typed(email)).toBeUndefined();
    for (const email of ['office', 'office@', 'a b@example.org', 'office@example'])
      expect(typed(email)).toEqual([['email', 'not-an-email']]);
  });

  it('is read as it was kept before anybody checked it', () => {
    expect(companyFields.partial().parse({ email: 'ask at the desk' })).toEqual({ email: 'ask at the desk' });
  });
});
