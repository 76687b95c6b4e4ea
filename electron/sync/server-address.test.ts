import { describe, expect, it } from 'vitest';
import { invitationText, readInvitation, readServerPlace, serverProblems } from './server-address.ts';

const PIN = 'ab'.repeat(32);

describe('the address of a server', () => {
  it.each([
    ['https://office.example', 'https://office.example'],
    [' office.example:8471 ', 'https://office.example:8471'],
    ['HTTPS://Office.Example/', 'https://office.example'],
    ['http://localhost:8471', 'http://localhost:8471'],
    ['http://127.0.0.1:8471', 'http://127.0.0.1:8471'],
    ['http://[::1]:8471', 'http://[::1]:8471'],
  ])('takes %s', (typed, address) => {
    expect(readServerPlace(typed, '')).toEqual({ address, pin: '' });
  });

  it.each([
    'http://office.example',
    'http://192.168.1.4',
    'http://localhost.example',
    'https://office.example/path',
    'https://office.example/?q=1',
    'https://user:pass@office.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    '',
    'two words',
  ])('refuses %j: another page, another scheme, or a line that anybody can read', (typed) => {
    expect(readServerPlace(typed, '')).toBeUndefined();
  });

  it('reads a fingerprint as it is printed, and refuses anything else', () => {
    const printed = PIN.toUpperCase().replace(/(..)(?=.)/g, '$1:');
    expect(readServerPlace('office.example', printed)?.pin).toBe(PIN);
    expect(readServerPlace('office.example', 'ab:cd')).toBeUndefined();
  });

  it.each([
    ['office.example', '', []],
    ['http://192.168.1.4', '', ['address not-encrypted']],
    ['two words', '', ['address not-an-address']],
    ['https://office.example/path', '', ['address not-an-address']],
    ['office.example', 'ab:cd', ['pin not-a-fingerprint']],
    ['ftp://office.example', 'zz', ['address not-an-address', 'pin not-a-fingerprint']],
  ])('says of %j and %j beside which field something is wrong: %j', (typed, pin, problems) => {
    expect(serverProblems(typed, pin).map(({ path, problem }) => `${path} ${problem}`)).toEqual(problems);
    expect(readServerPlace(typed, pin) === undefined).toBe(problems.length > 0);
  });

  it('DV1: an invitation is read as it was written, and only so', () => {
    for (const pin of ['', PIN]) {
      const place = { address: 'https://office.example:8471', pin };
      expect(readInvitation(invitationText(place, '7K9M2XQ4HZ'))).toEqual({ place, code: '7K9M2XQ4HZ' });
    }
    expect(readInvitation('counterfoil:7K9M2XQ4HZ@http://office.example')).toBeUndefined();
    expect(readInvitation('https://office.example')).toBeUndefined();
    expect(readInvitation('counterfoil:short@https://office.example')).toBeUndefined();
  });
});
