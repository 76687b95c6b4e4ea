/** Sections, company, search, and work under way. */
import { UnstyledButton } from '@mantine/core';
import {
  IconBuildingStore,
  IconCash,
  IconFileDescription,
  IconFileInvoice,
  IconHourglass,
  IconLayoutDashboard,
  IconPackage,
  IconReceiptTax,
  IconSearch,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { Keys, useKeyHint } from '../ui/keys.tsx';
import { CompanyMenu } from './company-menu.tsx';
import { SECTION_KEYS } from './global-actions.ts';
import { MailSign } from './mail-sign.tsx';
import { go, SECTIONS, type Section, sectionNow, useNavigation } from './navigation.ts';
import { palette } from './palette-store.ts';
import { PrintSign } from './print-sign.tsx';
import { ReviewSign } from './review-sign.tsx';
import classes from './sidebar.module.css';
import { SyncSign } from './sync-sign.tsx';
import { Tasks } from './tasks.tsx';

const ICONS: Readonly<Record<Section, TablerIcon>> = {
  dashboard: IconLayoutDashboard,
  invoices: IconFileInvoice,
  quotes: IconFileDescription,
  payments: IconCash,
  customers: IconBuildingStore,
  items: IconPackage,
  aging: IconHourglass,
  'tax-report': IconReceiptTax,
  settings: IconSettings,
};

export function Sidebar({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const t = useText('shell');
  const { 'aria-keyshortcuts': keys } = useKeyHint('Mod+K');
  return (
    <nav className={classes.sidebar} aria-label={t('sections')}>
      <CompanyMenu company={company} app={app} />
      <UnstyledButton className={classes.search} onClick={palette.open} aria-keyshortcuts={keys}>
        <IconSearch size={15} />
        <span>{t('palette.find')}</span>
        <Keys keys="Mod+K" />
      </UnstyledButton>
      {SECTIONS.map((section) => (
        <SectionButton key={section} section={section} />
      ))}
      <div className={classes.foot}>
        <Tasks />
        <PrintSign />
        <MailSign />
        <ReviewSign />
        <SyncSign company={company.company.name} />
      </div>
    </nav>
  );
}

function SectionButton({ section }: { readonly section: Section }) {
  const t = useText('shell');
  const active = useNavigation((state) => sectionNow(state) === section);
  const hint = useKeyHint(SECTION_KEYS[section]);
  const Icon = ICONS[section];
  return (
    <UnstyledButton
      className={classes.section}
      data-active={active || undefined}
      aria-current={active ? 'page' : undefined}
      title={t(`section.${section}`)}
      onClick={() => void go({ screen: section })}
      {...hint}
    >
      <Icon size={17} stroke={1.7} />
      <span>{t(`section.${section}`)}</span>
    </UnstyledButton>
  );
}
