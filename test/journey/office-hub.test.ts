/** Two real applications, no server of anybody's: one keeps the office together, the other finds it in the network and joins with the code alone. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { freePort } from '../free-port.ts';
import { liesIn } from '../server/lies-in.ts';
import { Clerk } from './clerk.ts';
import { freshFolder, launch, type Program, removeFolder, until } from './harness.ts';
import { findings } from './look.ts';

let data: string;
let backups: string;
let keeper: Program;
let joining: Program;
let office: Office;

/** A port of its own, since other tests may run beside this one. */
async function choosePort(): Promise<void> {
  const port = await freePort();
  mkdirSync(join(data, 'hub'), { recursive: true });
  writeFileSync(join(data, 'hub/hub.json'), JSON.stringify({ on: false, port }));
}

beforeAll(async () => {
  data = freshFolder();
  backups = freshFolder();
  await choosePort();
  keeper = await launch({ data, arguments: ['--lang=en-GB'], size: [1024, 700] });
  joining = await launch({ arguments: ['--lang=de-DE'], size: [1024, 700] });
});

afterAll(async () => {
  await joining.close();
  await keeper.close();
  for (const folder of [data, backups]) removeFolder(folder);
});

const openDesktops = async (): Promise<void> => {
  await keeper.page.getByRole('button', { name: 'Settings' }).click();
  await keeper.page.getByRole('button', { name: 'Desktops', exact: true }).click();
};

describe('an office hub', () => {
  it('DV1, DV5: is switched on, sealed, found in the network, and joined with the ten letters alone', async () => {
    office = await foundOffice(keeper);
    const clerk = await Clerk.at(keeper.page);
    await clerk.sees('Dashboard');
    await keeper.ask('invoices.issue', issueInput(office, 100));
    await openDesktops();
    await clerk.reads('This company is kept on this desktop alone');
    await keeper.shot('hub-off');
    expect(await findings(keeper)).toEqual([]);
    const { page } = keeper;
    const turnOn = page.getByRole('button', { name: 'Keep the office together here' });
    await page.getByLabel('from the first entry on').check();
    await turnOn.click();
    const code = await page.locator('output').textContent();
    await keeper.shot('seal-code');
    expect(await findings(keeper)).toEqual([]);
    // Who turns back from the code has switched nothing on.
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await keeper.ask('hub.state', {})).toMatchObject({ state: 'off', keeps: false });
    const shown = page.locator('output');
    await shown.waitFor({ state: 'detached' });
    await turnOn.click();
    await shown.waitFor();
    const printed = (await shown.textContent()) ?? '';
    expect(printed).not.toBe(code);
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByLabel('Type the code from the paper').fill(code ?? '');
    await page.getByRole('button', { name: 'Encrypt from now on' }).click();
    await page.getByText('That is not the recovery code.').waitFor();
    await keeper.shot('seal-type');
    await page.getByLabel('Type the code from the paper').fill(printed.toLowerCase());
    await page.getByRole('button', { name: 'Encrypt from now on' }).click();
    await page.getByText('Everything is sent and everything has come.').waitFor();
    await page.getByText(/^Running/).waitFor();
    await page.getByText('On. What is sent is readable on your desktops alone.').waitFor();
    await keeper.shot('hub-on');
    expect(await findings(keeper)).toEqual([]);
    // From the first entry on: the server's folder has the company, and nothing to read of it.
    expect(liesIn(join(data, 'hub/store'), 'CFSEAL1')).toBe(true);
    for (const said of ['Harbour Supplies', 'document.issued', 'company.set'])
      expect({ said, lies: liesIn(join(data, 'hub/store'), said) }).toEqual({ said, lies: false });

    await page.getByRole('button', { name: 'Add a desktop' }).click();
    await page.getByRole('button', { name: 'Show a code' }).click();
    await clerk.reads('Waiting for the other desktop');
    await keeper.shot('hub-code');
    const letters = (await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).textContent()) ?? '';

    await joining.page.getByRole('button', { name: 'Einem Büro beitreten' }).click();
    const found = joining.page.getByRole('group', { name: 'In Ihrem Netz gefunden' }).getByRole('button');
    await found.first().waitFor();
    await joining.shot('hub-found');
    await found.first().click();
    await joining.page.getByLabel('Code').fill(letters);
    await joining.page.getByLabel('Code').press('Enter');
    await joining.page.getByLabel('Fingerabdruck').press('Enter');
    await joining.page.locator('output').waitFor();
    const digits = await joining.page.locator('output').textContent();
    await page.getByText('Do both screens show these digits?').waitFor();
    expect(await page.locator('output').textContent()).toBe(digits);
    await page.getByLabel('Who works there').fill('Noor');
    await page.getByRole('button', { name: 'Yes, add this desktop' }).click();
    await joining.page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor();
    await joining.page.getByRole('button', { name: 'Rechnungen' }).first().click();
    await joining.page.getByText('K-00001').first().waitFor();
  });

  it('SV, SY7: is backed up and restored from its settings; the desktops bring what came after the backup', async () => {
    const { page } = keeper;
    /** The system's dialog answers with a folder, without being shown. */
    const choose = (folder: string) =>
      keeper.app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
      }, folder);
    await choose(backups);
    await page.getByRole('button', { name: 'Back up …' }).click();
    await page.getByText('Last backup').waitFor({ timeout: 60_000 });
    const [backup = ''] = readdirSync(backups);
    await page.getByText(join(backups, backup)).waitFor();
    await joining.ask('invoices.issue', issueInput(office, 55));
    const restore = async (folder: string): Promise<void> => {
      await choose(folder);
      await page.getByRole('button', { name: 'Restore from a backup …' }).click();
      await page.getByRole('button', { name: 'Choose the backup' }).click();
    };
    await restore(data);
    await page.getByText('That folder holds no whole backup of an office hub.').waitFor({ timeout: 60_000 });
    await keeper.shot('hub-no-backup');
    await restore(join(backups, backup));
    await page
      .getByText('Restored. The desktops bring what came after the backup.')
      .waitFor({ timeout: 60_000 });
    await keeper.shot('hub-restored');
    expect(await findings(keeper)).toEqual([]);
    for (const each of [keeper, joining])
      await until('all of it again', async () => {
        const { phase, unsent } = await each.ask('sync.status', {});
        if (phase !== 'up-to-date' || unsent > 0) await each.ask('sync.now', {});
        const { customers, documents } = await each.ask('books.counts', {});
        return phase === 'up-to-date' && unsent === 0 && documents === 2 ? customers : null;
      });
  });

  it('the other works on while it is off, and hands over by itself when it is back', async () => {
    await keeper.close();
    await joining.page
      .getByText(/Keine Leitung/)
      .first()
      .waitFor();
    await joining.shot('hub-gone');
    keeper = await launch({ data, arguments: ['--lang=en-GB'], size: [1360, 860] });
    await keeper.page.getByRole('heading', { level: 1 }).waitFor();
    await joining.ask('sync.now', {});
    await joining.page.getByText('Alle auf gleichem Stand').waitFor();
    await openDesktops();
    await keeper.page.getByText(/^Running/).waitFor();
    await keeper.shot('hub-again');
    await keeper.page.getByRole('button', { name: 'Stop keeping the office together' }).click();
    await keeper.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Stop keeping the office together' })
      .click();
    await keeper.page.getByText('Switched off.').waitFor();
    await keeper.shot('hub-off-again');
    keeper.forgive();
    joining.forgive();
  });
});
