/** Facts of the office's own among the references of every document: a licence, an EORI number, a branch. */
import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import shared from '../settings.module.css';
import type { Paper } from './shown.ts';

type Field = Paper['paperFields'][number];

const MOST = 6;

interface OwnFieldsProps {
  readonly value: Paper['paperFields'];
  readonly onChange: (fields: Field[]) => void;
}

export function OwnFields({ value, onChange }: OwnFieldsProps) {
  const t = useText('settings');
  const change = (id: string, part: Partial<Field>): void =>
    onChange(value.map((field) => (field.id === id ? { ...field, ...part } : field)));
  return (
    <section className={shared.section}>
      <Title order={3}>{t('paper.fields')}</Title>
      <Text size="sm" c="var(--quiet)" mb={6}>
        {t('paper.fields-help')}
      </Text>
      {value.map((field) => (
        <Group key={field.id} gap="xs" mb="xs" wrap="nowrap" align="flex-end">
          {(['en', 'de'] as const).map((language) => (
            <TextInput
              key={language}
              label={t('paper.field-label', { language: t(`paper.language.${language}`) })}
              maxLength={40}
              value={field.label[language]}
              onChange={(event) =>
                change(field.id, { label: { ...field.label, [language]: event.currentTarget.value } })
              }
            />
          ))}
          <TextInput
            label={t('paper.field-value')}
            maxLength={120}
            value={field.value}
            onChange={(event) => change(field.id, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            mb={4}
            aria-label={t('paper.field-remove')}
            onClick={() => onChange(value.filter(({ id }) => id !== field.id))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {value.length < MOST && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...value, { id: newId(), label: { en: '', de: '' }, value: '' }])}
        >
          {t('paper.field-add')}
        </Button>
      )}
    </section>
  );
}
