/** What was set aside while the rest went on: what it is, since when, and what helps (SY4). */
import { Text, Title } from '@mantine/core';
import type { SetAside } from '../../../../../shared/contract/sync.ts';
import { formatCount, formatInstant } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import classes from '../settings.module.css';

const kilobytes = (bytes: number): string => `${formatCount(Math.ceil(bytes / 1000))} kB`;

export function SetAsideList({ lines }: { readonly lines: readonly SetAside[] }) {
  const t = useText('sync');
  if (lines.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t('aside')}>
      <Title order={3}>{t('aside')}</Title>
      <Text size="sm" c="var(--quiet)" maw={560} mb="sm">
        {t('aside.text')}
      </Text>
      <ul className={classes.aside}>
        {lines.map(({ why, desktop, count, since, bytes }) => (
          <li key={`${why}/${desktop}`}>
            <Text size="sm">
              {t(`aside.${why}`, { count, desktop: desktop || t('aside.unknown'), size: kilobytes(bytes) })}{' '}
              <span className={classes.since}>{t('aside.since', { time: formatInstant(since) })}</span>
            </Text>
            <Text size="sm" c="var(--quiet)">
              {t(`aside.${why}.todo`)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
