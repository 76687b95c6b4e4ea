/** An address, in the order in which the country writes it. */
import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Address } from '../../../shared/domain/document.ts';
import { countryChoices } from '../text/countries.ts';
import { useFieldProblem } from '../text/error-words.ts';
import { useText } from '../text/i18n.ts';

export interface AddressFieldsProps {
  readonly value: Address;
  readonly onChange: (address: Address) => void;
  /** Problem per field (translation keys), as a form's schema found them. */
  readonly errors?: Readonly<Partial<Record<keyof Address, string>>>;
  readonly disabled?: boolean;
}

/** Countries that write the postcode before the city. */
const POSTCODE_FIRST = new Set([
  'DE',
  'AT',
  'CH',
  'FR',
  'NL',
  'BE',
  'ES',
  'IT',
  'PL',
  'DK',
  'SE',
  'NO',
  'FI',
  'CZ',
  'PT',
  'GR',
]);

/** Countries that write the postcode after the state. */
const POSTCODE_LAST = new Set(['US', 'CA', 'AU']);

/** Countries whose regions are states. */
const STATES = new Set(['US', 'IN', 'AU']);

function partsOf(country: string): readonly ('city' | 'postcode' | 'region')[] {
  if (POSTCODE_FIRST.has(country)) return ['postcode', 'city', 'region'];
  return POSTCODE_LAST.has(country) ? ['city', 'region', 'postcode'] : ['city', 'postcode', 'region'];
}

export function AddressFields({ value, onChange, errors = {}, disabled = false }: AddressFieldsProps) {
  const t = useText('common');
  const words = useFieldProblem();
  const problem = (field: keyof Address): ReactNode => (errors[field] ? words(errors[field]) : undefined);
  const set = (change: Partial<Address>): void => onChange({ ...value, ...change });
  const city = (
    <TextInput
      key="city"
      label={t('address.city')}
      value={value.city}
      maxLength={80}
      error={problem('city')}
      disabled={disabled}
      onChange={(event) => set({ city: event.currentTarget.value })}
    />
  );
  const postcode = (
    <TextInput
      key="postcode"
      label={value.country === 'US' ? t('address.zip') : t('address.postcode')}
      value={value.postcode}
      maxLength={20}
      error={problem('postcode')}
      disabled={disabled}
      onChange={(event) => set({ postcode: event.currentTarget.value })}
    />
  );
  const region = (
    <TextInput
      key="region"
      label={STATES.has(value.country) ? t('address.state') : t('address.region')}
      value={value.region}
      maxLength={60}
      error={problem('region')}
      disabled={disabled}
      onChange={(event) => set({ region: event.currentTarget.value })}
    />
  );
  const parts = { city, postcode, region };
  return (
    <>
      <Textarea
        label={t('address.street')}
        value={value.lines.join('\n')}
        autosize
        minRows={1}
        maxRows={4}
        error={problem('lines')}
        disabled={disabled}
        onKeyDown={(event) => {
          // Enter moves on as everywhere; Shift+Enter begins a second line of the street.
          if (event.key === 'Enter' && event.shiftKey) event.stopPropagation();
        }}
        onChange={(event) => set({ lines: event.currentTarget.value.split('\n').slice(0, 4) })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        {partsOf(value.country).map((part) => parts[part])}
        <Select
          label={t('address.country')}
          data={countryChoices()}
          value={value.country === '' ? null : value.country}
          searchable
          clearable
          maxDropdownHeight={240}
          error={problem('country')}
          disabled={disabled}
          onChange={(country) => set({ country: country ?? '' })}
        />
      </SimpleGrid>
    </>
  );
}

/** An address with nothing in it, in a country. */
export const emptyAddress = (country: string): Address => ({
  lines: [],
  city: '',
  postcode: '',
  region: '',
  country,
});
