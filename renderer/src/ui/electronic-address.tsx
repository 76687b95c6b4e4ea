/** An electronic address for e-invoices: its scheme and its identifier. */
import { Select, TextInput } from '@mantine/core';
import { useText } from '../text/i18n.ts';

export interface ElectronicAddressValue {
  readonly scheme: string;
  readonly id: string;
}

/** The schemes of the EAS list that an office meets; another that a record has already is shown as it is. */
const SCHEMES = [
  '0088',
  '0204',
  '9930',
  '9914',
  '9932',
  '9957',
  '0009',
  '0002',
  '0208',
  '0106',
  '0190',
  '0184',
  '0192',
  '0007',
  '0196',
  '9933',
  '0211',
  '0151',
] as const;

const EMAIL = 'EM';

export interface ElectronicAddressFieldsProps {
  readonly value: ElectronicAddressValue;
  readonly onChange: (value: ElectronicAddressValue) => void;
}

export function ElectronicAddressFields({ value, onChange }: ElectronicAddressFieldsProps) {
  const t = useText('einvoice');
  const known = SCHEMES.map((scheme) => ({
    value: scheme as string,
    label: `${scheme} ${t(`scheme.${scheme}`)}`,
  }));
  const own =
    value.scheme === '' || value.scheme === EMAIL || known.some((each) => each.value === value.scheme);
  const data = [
    { value: EMAIL, label: t('address.scheme-email') },
    ...known,
    ...(own ? [] : [{ value: value.scheme, label: value.scheme }]),
  ];
  return (
    <>
      <Select
        label={t('address.scheme')}
        data={data}
        value={value.scheme === '' ? EMAIL : value.scheme}
        allowDeselect={false}
        searchable
        onChange={(scheme) => onChange({ ...value, scheme: scheme ?? EMAIL })}
      />
      <TextInput
        label={t('address.id')}
        description={t('address.help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={120}
        value={value.id}
        onChange={(event) =>
          onChange({ scheme: value.scheme === '' ? EMAIL : value.scheme, id: event.currentTarget.value })
        }
      />
    </>
  );
}
