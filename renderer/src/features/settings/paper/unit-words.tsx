/** What units are called in each language: whichever is typed on a line, a document has the word of its own language. */
import { TextInput } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import { EditableRows } from './editable-rows.tsx';
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
  return (
    <EditableRows<Unit>
      title={t('paper.units')}
      help={t('paper.units-help')}
      add={t('paper.unit-add')}
      remove={t('paper.unit-remove')}
      rows={value}
      most={MOST}
      blank={{ en: '', de: '' }}
      onChange={onChange}
    >
      {(unit, change) =>
        (['en', 'de'] as const).map((language) => (
          <TextInput
            key={language}
            label={t('paper.unit', { language: t(`paper.language.${language}`) })}
            maxLength={LONGEST}
            value={unit[language]}
            onChange={(event) => change({ [language]: event.currentTarget.value })}
          />
        ))
      }
    </EditableRows>
  );
}
