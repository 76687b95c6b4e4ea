/** The native menu: the same commands as the page's palette, under the platform's own shortcut names. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Push } from '../../shared/contract/app.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly push: (push: Push) => void;
  readonly quit: () => void;
}

/** The template of the menu; apart from the menu itself so that each platform's can be checked anywhere. */
export function menuTemplate({ platform, push, quit }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = (label: string, action: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // The page listens to the same keys; the menu only shows them.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => push({ type: 'menu', action }),
  });
  const quitItem: MenuItemConstructorOptions = {
    label: mac ? 'Quit Counterfoil' : 'Exit',
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
              command('Settings…', 'go.settings', 'Cmd+,'),
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
      label: '&File',
      submenu: [
        command('New invoice', 'invoices.new', 'CmdOrCtrl+N'),
        command('New customer', 'customers.new', 'CmdOrCtrl+Shift+C'),
        command('Post payment', 'payments.new', 'CmdOrCtrl+Shift+P'),
        { type: 'separator' },
        command('New company…', 'company.new'),
        command('Close company', 'company.close'),
        ...(mac
          ? []
          : [command('Settings…', 'go.settings', 'Ctrl+,'), { type: 'separator' } as const, quitItem]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        command('Find anything…', 'program.palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        command('Dashboard', 'go.dashboard'),
        command('Invoices', 'go.invoices'),
        command('Payments', 'go.payments'),
        command('Customers', 'go.customers'),
        command('Items', 'go.items'),
        command('Aging', 'go.aging'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [command('Keyboard map', 'program.keys', 'CmdOrCtrl+/')] },
  ];
}

export const applicationMenu = (options: MenuOptions): Menu => Menu.buildFromTemplate(menuTemplate(options));
