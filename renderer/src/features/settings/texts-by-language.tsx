/** What a record is called on documents in each language, below the fields of its form (DO3). */
import { SimpleGrid, Text, TextInput } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';

type Field = 'names' | 'reasons';
type Texts = Partial<Record<Field, { readonly en: string; readonly de: string }>>;

const LANGUAGES = ['en', 'de'] as const;
const NONE = { en: '', de: '' };

interface TextsByLanguageProps {
  /** The reason of a tax is asked for where it has one. */
  readonly fields: readonly Field[];
}

export function TextsByLanguage({ fields }: TextsByLanguageProps) {
  const t = useText('settings');
  const words = useFieldProblem();
  const { control, formState } = useFormContext<Texts>();
  return (
    <>
      <Text fw={600} size="sm" mt="md">
        {t('by-language')}
      </Text>
      <Text size="sm" c="var(--quiet)" mb={6}>
        {t('by-language.help')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {fields.map((name) => (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field }) => (
              <>
                {LANGUAGES.map((language) => {
                  const problem = formState.errors[name]?.[language]?.message;
                  return (
                    <TextInput
                      key={language}
                      label={t(`by-language.${name}`, { language: t(`paper.language.${language}`) })}
                      value={field.value?.[language] ?? ''}
                      error={problem && words(problem)}
                      onBlur={field.onBlur}
                      onChange={(event) =>
                        field.onChange({ ...(field.value ?? NONE), [language]: event.currentTarget.value })
                      }
                    />
                  );
                })}
              </>
            )}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
