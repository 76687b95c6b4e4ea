/** What units are called in each language: whichever is typed on a line, a document has the word of its own language. */
import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import shared from '../settings.module.css';
import type { Paper } from './shown.ts';

type Unit = Paper['unitWords'][number];

const MOST = 60;
const LONGEST = 20;

interface UnitWordsProps {
  readonly value: Paper['unitWords'];
  readonly onChange: (units: Unit[]) => void;
}

export function UnitWords({ value, onChange }: UnitWordsProps) {
  const t = useText('settings');
  const change = (id: string, part: Partial<Unit>): void =>
    onChange(value.map((unit) => (unit.id === id ? { ...unit, ...part } : unit)));
  return (
    <section className={shared.section}>
      <Title order={3}>{t('paper.units')}</Title>
      <Text size="sm" c="var(--quiet)" mb={6}>
        {t('paper.units-help')}
      </Text>
      {value.map((unit) => (
        <Group key={unit.id} gap="xs" mb="xs" wrap="nowrap" align="flex-end">
          {(['en', 'de'] as const).map((language) => (
            <TextInput
              key={language}
              label={t('paper.unit', { language: t(`paper.language.${language}`) })}
              maxLength={LONGEST}
              value={unit[language]}
              onChange={(event) => change(unit.id, { [language]: event.currentTarget.value })}
            />
          ))}
          <ActionIcon
            variant="subtle"
            mb={4}
            aria-label={t('paper.unit-remove')}
            onClick={() => onChange(value.filter(({ id }) => id !== unit.id))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {value.length < MOST && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...value, { id: newId(), en: '', de: '' }])}
        >
          {t('paper.unit-add')}
        </Button>
      )}
    </section>
  );
}
