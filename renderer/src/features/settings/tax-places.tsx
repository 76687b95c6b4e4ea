/** The states and ZIP codes that a tax is due in (TX10). */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { readPlace } from '../../../../shared/domain/tax-places.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import type { TaxValues } from './record-values.ts';

/** The places of the text, each written one way; what is none stays as typed, and the check names it. */
const placesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .map((each) => readPlace(each) ?? each),
  ),
];

/** Shown where sales tax goes by place, and where a tax has places already. */
export function TaxPlaces() {
  const { watch } = useFormContext<TaxValues>();
  const company = useBooks('company.get', {}).data?.fields;
  const isNeeded = company?.profile === 'US' || (watch('places') ?? []).length > 0;
  return isNeeded ? <Places /> : null;
}

function Places() {
  const t = useText('settings');
  const { control, getValues } = useFormContext<TaxValues>();
  const [text, setText] = useState(() => (getValues('places') ?? []).join(', '));
  return (
    <Controller
      control={control}
      name="places"
      render={({ field, fieldState }) => {
        const wrong = placesIn(text).find((place) => readPlace(place) === null);
        return (
          <Textarea
            label={t('taxes.places')}
            description={t('taxes.places-help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            mt="sm"
            autosize
            minRows={1}
            maxRows={4}
            value={text}
            error={
              fieldState.error &&
              (wrong === undefined ? t('taxes.places-many') : t('taxes.places-wrong', { place: wrong }))
            }
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={() => {
              const places = placesIn(text);
              setText(places.join(', '));
              field.onChange(places);
              field.onBlur();
            }}
          />
        );
      }}
    />
  );
}
