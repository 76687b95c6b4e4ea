import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Push } from '../../shared/contract/app.ts';
import { menuTemplate } from './menu.ts';
import { menuLanguage } from './menu-words.ts';

const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

function menuOf(platform: NodeJS.Platform, language: 'en' | 'de' = 'en') {
  const pushes: Push[] = [];
  let ended = 0;
  const template = menuTemplate({
    platform,
    language,
    push: (push) => pushes.push(push),
    quit: () => (ended += 1),
  });
  const click = (label: string) => {
    const found = items(template).find((item) => item.label === label);
    found?.click?.({} as never, undefined, {} as never);
  };
  return { template, all: items(template), pushes, click, ended: () => ended };
}

describe('the native menu', () => {
  it.each(['win32', 'darwin', 'linux'] as const)(
    'on %s every command of the page is one click, with its key shown',
    (platform) => {
      const menu = menuOf(platform);
      menu.click('New invoice');
      menu.click('Find anything…');
      menu.click('Settings…');
      expect(menu.pushes).toEqual([
        { type: 'menu', action: 'invoices.new' },
        { type: 'menu', action: 'program.palette' },
        { type: 'menu', action: 'go.settings' },
      ]);
      expect(menu.all.find(({ label }) => label === 'New invoice')).toMatchObject({
        accelerator: 'CmdOrCtrl+N',
        registerAccelerator: false,
      });
    },
  );

  it('has the application menu first on macOS, and settings and exit under File elsewhere', () => {
    expect(menuOf('darwin').template[0]).toMatchObject({ label: 'Counterfoil' });
    const [file] = menuOf('win32').template;
    expect(items([file ?? {}]).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['&File', 'Settings…', 'Exit']),
    );
  });

  it('ends the program by the same way everywhere', () => {
    for (const [platform, label] of [
      ['darwin', 'Quit Counterfoil'],
      ['win32', 'Exit'],
    ] as const) {
      const menu = menuOf(platform);
      menu.click(label);
      expect(menu.ended()).toBe(1);
    }
  });

  it('speaks the chosen language, else the system’s, else English', () => {
    expect(menuOf('linux', 'de').all.map(({ label }) => label)).toContain('Neue Rechnung');
    expect([menuLanguage('en', 'de-AT'), menuLanguage(null, 'de-AT'), menuLanguage(null, 'fr')]).toEqual([
      'en',
      'de',
      'en',
    ]);
  });
});
