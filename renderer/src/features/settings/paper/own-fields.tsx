/** Facts of the office's own among the references of every document: a licence, an EORI number, a branch. */
import { TextInput } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import { EditableRows } from './editable-rows.tsx';
import type { Paper } from './shown.ts';

type Field = Paper['paperFields'][number];

const MOST = 6;

interface OwnFieldsProps {
  readonly value: Paper['paperFields'];
  readonly onChange: (fields: Field[]) => void;
}

export function OwnFields({ value, onChange }: OwnFieldsProps) {
  const t = useText('settings');
  return (
    <EditableRows<Field>
      title={t('paper.fields')}
      help={t('paper.fields-help')}
      add={t('paper.field-add')}
      remove={t('paper.field-remove')}
      rows={value}
      most={MOST}
      blank={{ label: { en: '', de: '' }, value: '' }}
      onChange={onChange}
    >
      {(field, change) => (
        <>
          {(['en', 'de'] as const).map((language) => (
            <TextInput
              key={language}
              label={t('paper.field-label', { language: t(`paper.language.${language}`) })}
              maxLength={40}
              value={field.label[language]}
              onChange={(event) =>
                change({ label: { ...field.label, [language]: event.currentTarget.value } })
              }
            />
          ))}
          <TextInput
            label={t('paper.field-value')}
            maxLength={120}
            value={field.value}
            onChange={(event) => change({ value: event.currentTarget.value })}
          />
        </>
      )}
    </EditableRows>
  );
}
