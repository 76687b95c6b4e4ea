/** Theme and language of this computer. */
import { SegmentedControl, Select, SimpleGrid, Text, Title } from '@mantine/core';
import type { Settings } from '../../../../shared/contract/app.ts';
import { saveSettings, useSession } from '../../data/session.ts';
import { useText } from '../../text/i18n.ts';
import { notifyError } from '../../ui/notify.ts';
import classes from './settings.module.css';

const THEMES = ['system', 'light', 'dark'] as const;
const SYSTEM = 'system';

async function keep(change: Partial<Settings>): Promise<void> {
  const error = await saveSettings(change);
  if (error) notifyError(error);
}

export function AppearanceSettings() {
  const t = useText('settings');
  const settings = useSession(({ app }) => app?.settings);
  if (!settings) return null;
  return (
    <div className={classes.form}>
      <Title order={2} mb="sm">
        {t('tab.appearance')}
      </Title>
      <Text size="sm" fw={500} mb={4}>
        {t('theme')}
      </Text>
      <SegmentedControl
        aria-label={t('theme')}
        data={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        value={settings.theme}
        onChange={(theme) => void keep({ theme: theme as Settings['theme'] })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md">
        <Select
          label={t('language')}
          description={t('language.help')}
          data={[
            { value: SYSTEM, label: t('language.system') },
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          allowDeselect={false}
          value={settings.language ?? SYSTEM}
          onChange={(language) =>
            void keep({ language: language === 'en' || language === 'de' ? language : null })
          }
        />
      </SimpleGrid>
    </div>
  );
}
