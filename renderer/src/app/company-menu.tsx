/** The open company, the others, and the way to a new one. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSelector, IconX } from '@tabler/icons-react';
import { invoke } from '../data/client.ts';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { notifyError } from '../ui/notify.ts';
import classes from './sidebar.module.css';
import { useWindow } from './window-store.ts';

/** Opens another company; main closes the present one first. */
export async function openCompany(id: string): Promise<void> {
  const reply = await invoke('companies.open', { id });
  if (!reply.ok) notifyError(reply.error);
}

/** Closes the company; the window shows the choice of companies. */
export async function closeCompany(): Promise<void> {
  const reply = await invoke('companies.close', {});
  if (!reply.ok) notifyError(reply.error);
}

export function CompanyMenu({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const t = useText('shell');
  const others = app.companies.filter(({ id }) => id !== company.company.id);
  return (
    <Menu position="bottom-start" width={260} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.company} title={company.company.name}>
          <span className={classes.companyText}>
            <span className={classes.companyName}>{company.company.name}</span>
            {company.demo && <span className={classes.demo}>{t('company.demo')}</span>}
          </span>
          <IconSelector size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && <Menu.Label>{t('company.switch')}</Menu.Label>}
        {others.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => void openCompany(id)}>
            {name}
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconPlus size={15} />}
          onClick={() => useWindow.setState({ settingUp: true })}
        >
          {t('company.new')}
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={15} />} onClick={() => void closeCompany()}>
          {t('company.close')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
