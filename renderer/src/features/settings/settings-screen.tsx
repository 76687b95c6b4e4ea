/** Everything that can be set, a page a subject. */
import { UnstyledButton } from '@mantine/core';
import type { ComponentType } from 'react';
import { type Place, replace } from '../../app/navigation.ts';
import { useText } from '../../text/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { CompanySettings } from './company-settings.tsx';
import { DesktopSettings } from './desktops/desktop-settings.tsx';
import { MailSettings } from './mail/mail-settings.tsx';
import { MethodSettings } from './method-settings.tsx';
import { PaperSettings } from './paper/paper-settings.tsx';
import { FeeSettings } from './prices/fee-settings.tsx';
import { PriceListSettings } from './prices/price-list-settings.tsx';
import { RateSettings } from './prices/rate-settings.tsx';
import { PrintingSettings } from './printing-settings.tsx';
import { RecordSettings } from './record-settings.tsx';
import { SeriesSettings } from './series-settings.tsx';
import classes from './settings.module.css';
import { TaxSettings } from './tax-settings.tsx';
import { TermsSettings } from './terms-settings.tsx';

const TABS = [
  'company',
  'taxes',
  'terms',
  'methods',
  'price-lists',
  'fees',
  'rates',
  'series',
  'desktops',
  'paper',
  'printing',
  'mail',
  'appearance',
  'record',
] as const;
type Tab = (typeof TABS)[number];

const CONTENT: Readonly<Record<Tab, ComponentType>> = {
  company: CompanySettings,
  taxes: TaxSettings,
  terms: TermsSettings,
  methods: MethodSettings,
  'price-lists': PriceListSettings,
  fees: FeeSettings,
  rates: RateSettings,
  series: SeriesSettings,
  desktops: DesktopSettings,
  paper: PaperSettings,
  printing: PrintingSettings,
  mail: MailSettings,
  appearance: AppearanceSettings,
  record: RecordSettings,
};

export function SettingsScreen({ place }: { readonly place: Place }) {
  const t = useText('settings');
  const tab = TABS.find((each) => each === place.with?.tab) ?? 'company';
  const Content = CONTENT[tab];
  return (
    <Page title={t('title')} fixed>
      <div className={classes.columns}>
        <nav className={classes.tabs} aria-label={t('subjects')}>
          {TABS.map((each) => (
            <UnstyledButton
              key={each}
              className={classes.tab}
              data-active={each === tab || undefined}
              aria-current={each === tab ? 'page' : undefined}
              onClick={() => void replace({ screen: 'settings', with: { tab: each } })}
            >
              {t(`tab.${each}`)}
            </UnstyledButton>
          ))}
        </nav>
        <div className={classes.content}>
          <Content key={tab} />
        </div>
      </div>
    </Page>
  );
}
