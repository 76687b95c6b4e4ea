/** A company that could not be opened: why, and what can be done that loses nothing. */
import { Code, Text, Title } from '@mantine/core';
import type { CompanyState } from '../../../shared/contract/app.ts';
import type { AppState } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import classes from './standing.module.css';
import { WaysOut } from './ways-out.tsx';

interface RefusedProps {
  readonly company: Extract<CompanyState, { state: 'refused' }>;
  readonly app: AppState;
}

export function Refused({ company, app }: RefusedProps) {
  const t = useText('shell');
  const { id, name } = company.company;
  return (
    <main className={classes.standing}>
      <div className={classes.card}>
        <Title order={1}>{t('refused.title', { name })}</Title>
        <Text mt="sm" role="alert">
          {t(`refused.${company.reason}.what`)}
        </Text>
        <Text mt={4}>{t(`refused.${company.reason}.todo`)}</Text>
        {company.detail !== '' && (
          <Code block mt="sm">
            {company.detail}
          </Code>
        )}
        <WaysOut id={id} again={t('refused.again')} />
        <Text size="xs" c="var(--quiet)" mt="lg">
          {t('refused.where', { folder: app.dataFolder, log: app.logFile })}
        </Text>
      </div>
    </main>
  );
}
