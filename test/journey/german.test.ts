/** The second language, whole. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, postInput, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew, findings, reach } from './look.ts';

let program: Program;

describe('German', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=de-DE'], size: [1360, 860] });
    const office = await foundOffice(program);
    const state = await settled(program);
    const message = issueInput(office, 1234);
    await program.ask('invoices.issue', message);
    if (state.state === 'open')
      await program.ask('payments.post', postInput(office, state.today, 50_000, message.id));
    await program.ask('settings.save', { language: 'de' });
    await program.page.reload();
    await program.page.getByRole('navigation').waitFor();
  });

  afterAll(() => program.close());
  beforeEach(() => beginAnew(program));

  it.each([
    ['dashboard', ['g', 'd'], /./],
    ['invoices', ['g', 'i'], 'Rechnungen'],
    ['payments', ['g', 'p'], 'Zahlungen'],
    ['customers', ['g', 'c'], 'Kunden'],
    ['aging', ['g', 'a'], /./],
    ['settings', ['g', 's'], 'Einstellungen'],
    ['draft', ['g', 'd', 'Control+n'], /Rechnung/],
  ] as const)(
    '%s is German throughout: no key without words, no English left',
    async (name, keys, heading) => {
      await reach(program, keys, heading);
      await program.shot(`german-${name}`);
      const text = (await program.page.locator('body').textContent()) ?? '';
      expect(text).not.toMatch(/\b(Invoice|Payment|Customer|Overdue|Settings|Dashboard|Search|New)\b/);
      expect(text).not.toMatch(/\b[a-z-]+\.[a-z-]+\.[a-z-]+\b/);
      expect(await findings(program)).toEqual([]);
    },
  );

  it('writes amounts and days as German does', async () => {
    await reach(program, ['g', 'i'], 'Rechnungen');
    const text = (await program.page.getByRole('main').textContent()) ?? '';
    expect(text).toContain('1.480,80');
    expect(text).toMatch(/\d{2}\.\d{2}\.\d{4}|\d{1,2}\. \p{L}+\.? \d{4}/u);
  });
});
