/** The native menu: the same commands as the page's palette, under the platform's own shortcut names. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Push } from '../../shared/contract/app.ts';
import { type MenuLanguage, menuWords } from './menu-words.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly language: MenuLanguage;
  readonly push: (push: Push) => void;
  readonly quit: () => void;
}

/** The menu's template, so that each platform's can be checked anywhere. */
export function menuTemplate({ platform, language, push, quit }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const words = menuWords(language);
  const command = (label: string, action: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // The page listens to the same keys; the menu only shows them.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => push({ type: 'menu', action }),
  });
  const quitItem: MenuItemConstructorOptions = {
    label: mac ? words.quit : words.exit,
    accelerator: 'CmdOrCtrl+Q',
    click: quit,
  };
  return [
    ...(mac
      ? [
          {
            label: 'Counterfoil',
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              command(words.settings, 'go.settings', 'Cmd+,'),
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              quitItem,
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: words.file,
      submenu: [
        command(words.newInvoice, 'invoices.new', 'CmdOrCtrl+N'),
        command(words.newCustomer, 'customers.new', 'CmdOrCtrl+Shift+C'),
        command(words.postPayment, 'payments.new', 'CmdOrCtrl+Shift+P'),
        { type: 'separator' },
        command(words.newCompany, 'company.new'),
        command(words.closeCompany, 'company.close'),
        ...(mac
          ? []
          : [command(words.settings, 'go.settings', 'Ctrl+,'), { type: 'separator' } as const, quitItem]),
      ],
    },
    { role: 'editMenu', label: words.edit },
    {
      label: words.go,
      submenu: [
        command(words.find, 'program.palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        command(words.dashboard, 'go.dashboard'),
        command(words.invoices, 'go.invoices'),
        command(words.quotes, 'go.quotes'),
        command(words.payments, 'go.payments'),
        command(words.customers, 'go.customers'),
        command(words.items, 'go.items'),
        command(words.aging, 'go.aging'),
        command(words.taxReport, 'go.tax-report'),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu', label: words.window },
    { label: words.help, role: 'help', submenu: [command(words.keys, 'program.keys', 'CmdOrCtrl+/')] },
  ];
}
