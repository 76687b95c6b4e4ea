/** Template, colour, columns and marks of the paper. */
import { Checkbox, ColorInput, ColorSwatch, Group, Input, Radio, SimpleGrid, Text } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import shared from '../settings.module.css';
import type { Paper } from './shown.ts';

type Look = Paper['paperLook'];

const TEMPLATES = ['classic', 'modern', 'compact', 'letter'] as const;
const COLUMNS = ['position', 'quantity', 'unitPrice', 'tax'] as const;
const SWATCHES = ['#1f3a5f', '#1f5f7a', '#1f6b4f', '#7a4a1f', '#7a1f2b', '#4b2e83', '#444444'];
/** What a paper without a colour of its own has, which the empty field would show as white. */
const NO_COLOUR = '#000000';

interface LookFieldsProps {
  readonly value: Look;
  readonly onChange: (look: Look) => void;
}

export function LookFields({ value, onChange }: LookFieldsProps) {
  const t = useText('settings');
  return (
    <>
      <Radio.Group
        label={t('paper.template')}
        value={value.template}
        onChange={(template) => onChange({ ...value, template: template as Look['template'] })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {TEMPLATES.map((template) => (
            <Radio
              key={template}
              value={template}
              label={t(`paper.template.${template}`)}
              description={t(`paper.template.${template}-help`)}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <ColorInput
        mt="md"
        label={t('paper.colour')}
        description={t('paper.colour-help')}
        placeholder={t('paper.colour-none')}
        leftSection={value.colour === '' ? <ColorSwatch color={NO_COLOUR} size={18} /> : undefined}
        format="hex"
        swatches={SWATCHES}
        swatchesPerRow={7}
        eyeDropperButtonProps={{ 'aria-label': t('paper.colour-pick') }}
        value={value.colour}
        onChange={(colour) => {
          const whole = colour.toLowerCase();
          if (whole === '' || /^#[0-9a-f]{6}$/.test(whole)) onChange({ ...value, colour: whole });
        }}
      />
      <section className={shared.section}>
        <Input.Wrapper label={t('paper.columns')} labelElement="div">
          <Group gap="lg" mt={6}>
            {COLUMNS.map((column) => (
              <Checkbox
                key={column}
                label={t(`paper.column.${column}`)}
                checked={!value.hide.includes(column)}
                onChange={(event) => {
                  const others = value.hide.filter((each) => each !== column);
                  onChange({ ...value, hide: event.currentTarget.checked ? others : [...others, column] });
                }}
              />
            ))}
          </Group>
        </Input.Wrapper>
        <Text size="xs" c="var(--quiet)" mt={4}>
          {t('paper.columns-help')}
        </Text>
        <Checkbox
          mt="md"
          label={t('paper.marks')}
          description={t('paper.marks-help')}
          checked={value.marks}
          onChange={(event) => onChange({ ...value, marks: event.currentTarget.checked })}
        />
      </section>
    </>
  );
}
