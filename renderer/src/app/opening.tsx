/** A company is being opened: which step, how far. */
import { Text, Title } from '@mantine/core';
import type { CompanyState } from '../../../shared/contract/app.ts';
import { useText } from '../text/i18n.ts';
import { Progress } from '../ui/task-progress.tsx';
import classes from './standing.module.css';

export function Opening({ company }: { readonly company: Extract<CompanyState, { state: 'opening' }> }) {
  const t = useText('shell');
  return (
    <main className={classes.standing}>
      <div className={classes.card}>
        <Title order={1} mb="md">
          {company.company.name}
        </Title>
        <Progress label={t(`opening.${company.step}`)} done={company.done} total={company.total} />
        {company.step === 'rebuild' && (
          <Text size="sm" c="var(--quiet)" mt="md">
            {t('opening.rebuild-why')}
          </Text>
        )}
      </div>
    </main>
  );
}
