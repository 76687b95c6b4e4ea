/** Commands that work everywhere: sections, new records, the palette, the map, the theme. */
import { newId } from '../data/ids.ts';
import { type AppState, saveSettings } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { closeCompany } from './company-menu.tsx';
import { go, goBack, SECTIONS, type Section, useNavigation } from './navigation.ts';
import { palette } from './palette-store.ts';
import { type Action, useActions } from './shortcuts.ts';
import { useWindow } from './window-store.ts';

/** G, then a letter, goes to a section. */
export const SECTION_KEYS: Readonly<Record<Section, string>> = {
  dashboard: 'G D',
  invoices: 'G I',
  quotes: 'G Q',
  payments: 'G P',
  customers: 'G C',
  items: 'G T',
  aging: 'G A',
  'tax-report': 'G X',
  settings: 'G S',
};

/** Ids of the commands that the native menu may also send. */
export const GLOBAL_ACTIONS = [
  ...SECTIONS.map((section) => `go.${section}` as const),
  'go.back',
  'invoices.new',
  'payments.new',
  'customers.new',
  'items.new',
  'program.palette',
  'program.keys',
  'program.theme',
  'company.new',
  'company.close',
  'record.check',
] as const;
export type GlobalAction = (typeof GLOBAL_ACTIONS)[number];

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;

/** Registers them while the shell is shown. */
export function useGlobalActions(app: AppState): void {
  const t = useText('shell');
  const deep = useNavigation((state) => state.back.length > 0);
  const theme = NEXT_THEME[app.settings.theme];
  const create = (id: GlobalAction, label: string, keys: string, run: () => void): Action => ({
    id,
    label,
    keys,
    group: 'create',
    run,
  });
  useActions([
    create('invoices.new', t('new.invoice'), 'Mod+N', () => void go({ screen: 'draft', id: newId() })),
    create('payments.new', t('new.payment'), 'Mod+Shift+P', () => void go({ screen: 'payment-new' })),
    create(
      'customers.new',
      t('new.customer'),
      'Mod+Shift+C',
      () => void go({ screen: 'customer', id: newId(), with: { new: 'yes' } }),
    ),
    create(
      'items.new',
      t('new.item'),
      'Mod+Shift+I',
      () => void go({ screen: 'items', with: { new: 'yes' } }),
    ),
    ...SECTIONS.map((section) => ({
      id: `go.${section}` satisfies GlobalAction,
      label: t(`go.${section}`),
      keys: SECTION_KEYS[section],
      ...(section === 'settings' ? { also: ['Mod+,'] } : {}),
      group: 'go' as const,
      run: () => void go({ screen: section }),
    })),
    {
      id: 'einvoices.open',
      label: t('einvoices.open'),
      keys: 'G E',
      group: 'go',
      run: () => void go({ screen: 'received' }),
    },
    {
      id: 'review.open',
      label: t('review.open'),
      keys: 'G L',
      group: 'go',
      run: () => void go({ screen: 'review' }),
    },
    {
      id: 'credits.open',
      label: t('credits.open'),
      keys: 'G B',
      group: 'go',
      run: () => void go({ screen: 'old-credits' }),
    },
    {
      id: 'numbers.open',
      label: t('numbers.open'),
      keys: 'G N',
      group: 'go',
      run: () => void go({ screen: 'number-report' }),
    },
    {
      id: 'periods.open',
      label: t('periods.open'),
      keys: 'G O',
      group: 'go',
      run: () => void go({ screen: 'periods' }),
    },
    {
      id: 'record.check',
      label: t('record.check'),
      group: 'go',
      run: () => void go({ screen: 'settings', with: { tab: 'record' } }),
    },
    {
      id: 'go.back',
      label: t('go.back'),
      keys: 'Alt+ArrowLeft',
      group: 'go',
      enabled: deep,
      run: () => void goBack(),
    },
    {
      id: 'program.palette',
      label: t('palette.open'),
      keys: 'Mod+K',
      group: 'program',
      hidden: true,
      run: palette.toggle,
    },
    {
      id: 'program.keys',
      label: t('keys.open'),
      keys: '?',
      also: ['Mod+/'],
      group: 'program',
      run: () => useWindow.setState(({ keyMap }) => ({ keyMap: !keyMap })),
    },
    {
      id: 'program.theme',
      label: t(`theme.to-${theme}`),
      group: 'program',
      run: () => void saveSettings({ theme }),
    },
    {
      id: 'company.new',
      label: t('company.new'),
      group: 'program',
      run: () => useWindow.setState({ settingUp: true }),
    },
    { id: 'company.close', label: t('company.close'), group: 'program', run: () => void closeCompany() },
  ]);
}
