import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../journal/lock.ts';
import { lastCompanyFolder } from './last-company.ts';

const ONE = '00000000-0000-7000-8000-000000000001';
const TWO = '00000000-0000-7000-8000-000000000002';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'counterfoil-last-'));
  for (const id of [ONE, TWO]) mkdirSync(join(data, 'companies', id), { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const list = (value: unknown) => writeFileSync(join(data, 'companies.json'), JSON.stringify(value));
const entry = (id: string, opened: number) => ({ id, name: 'Alder', demo: false, opened });
const folder = (id: string) => join(data, 'companies', id);

describe('the company that will probably be opened', () => {
  it('is the one that was open last', async () => {
    list([entry(ONE, 5), entry(TWO, 9)]);
    expect(await lastCompanyFolder(data)).toBe(folder(TWO));
  });

  it('is not guessed before there is a list, nor from one that is broken', async () => {
    expect(await lastCompanyFolder(data)).toBeNull();
    for (const broken of [{}, [], [null], [{ id: '../../etc', opened: 1 }], [{ id: ONE }]]) {
      list(broken);
      expect(await lastCompanyFolder(data)).toBeNull();
    }
    writeFileSync(join(data, 'companies.json'), '[{');
    expect(await lastCompanyFolder(data)).toBeNull();
  });

  it('is not guessed where its folder is gone', async () => {
    list([entry(ONE, 5)]);
    rmSync(folder(ONE), { recursive: true });
    expect(await lastCompanyFolder(data)).toBeNull();
  });

  it('BO3: is not guessed while another program has it', async () => {
    list([entry(ONE, 5)]);
    const lock = lockFolder(folder(ONE));
    if (!lock.ok) throw new Error(lock.error.reason);
    expect(await lastCompanyFolder(data)).toBeNull();
    lock.value.release();
    expect(await lastCompanyFolder(data)).toBe(folder(ONE));
  });
});
