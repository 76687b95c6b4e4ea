/** What is answered late: it takes nothing away from what the clerk has opened, typed or chosen meanwhile. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { hold } from './held-command.ts';

let program: Program;
let clerk: Clerk;

async function addItem(code: string, name: string): Promise<void> {
  await program.ask('items.save', {
    commandId: randomUUID(),
    id: randomUUID(),
    expectedRevision: null,
    fields: { ...{ code, name, unit: 'm', price: '3' }, description: '', tax: null, archived: false },
  });
}

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  await addItem('A-1', 'Anchor chain');
  await addItem('R-1', 'Rope');
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const name = () => program.page.getByRole('textbox', { name: 'Name', exact: true });
const question = () => program.page.getByRole('dialog', { name: 'Leave without saving?' });

it('AL1: an item that comes late does not take the place of the form that was begun meanwhile', async () => {
  const held = await hold(program, 'items.get');
  await clerk.press('Control+k');
  await clerk.type('Anchor');
  await program.page.getByText('Anchor chain').first().waitFor();
  await clerk.press('Enter');
  await clerk.sees('Items');
  await expect.poll(() => held.sent()).toBe(1);
  await clerk.press('n');
  await clerk.standsAt('Name');
  await clerk.type('Shackle');
  await held.release();
  // Another answer that came after it is shown: so this one was there too.
  await program.ask('items.list', { search: '', archived: false, cursor: null, limit: 5 });
  expect(await name().inputValue()).toBe('Shackle');
});

it('AL1: another item is not opened over what is typed without a question', async () => {
  await program.page.getByRole('row', { name: 'Rope' }).dblclick();
  await question().waitFor();
  await program.shot('item-left-unsaved');
  await clerk.press('Escape');
  await question().waitFor({ state: 'detached' });
  expect(await name().inputValue()).toBe('Shackle');
  await program.page.getByRole('row', { name: 'Rope' }).dblclick();
  await question().getByRole('button', { name: 'Discard changes' }).click();
  await expect.poll(() => name().inputValue()).toBe('Rope');
  await clerk.standsAt('Name');
});

it('AL1: what can be done with the row under the cursor follows what has become of it', async () => {
  await clerk.press('Escape');
  await program.page.getByRole('checkbox', { name: 'Show archived' }).check();
  const rope = program.page.getByRole('row', { name: 'Rope' });
  await rope.click();
  const archivedNow = async (): Promise<readonly string[]> => {
    const { rows } = await program.ask('items.list', { search: '', archived: true, cursor: null, limit: 5 });
    return rows.filter(({ fields }) => fields.archived).map(({ fields }) => fields.name);
  };
  await clerk.press('Delete');
  await rope.getByText('Archived').waitFor();
  expect(await archivedNow()).toEqual(['Rope']);
  await clerk.press('Delete');
  await rope.getByText('Archived').waitFor({ state: 'detached' });
  expect(await archivedNow()).toEqual([]);
});
