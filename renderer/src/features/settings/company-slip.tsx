/** Whether documents that ask for money carry a code for banking apps, and which reference it gives the payer. */
import { Select } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { useText } from '../../text/i18n.ts';
import type { CompanyValues } from './record-values.ts';

const REFERENCES = ['number', 'creditor'] as const;

export function SlipFields() {
  const t = useText('settings');
  const { control } = useFormContext<CompanyValues>();
  return (
    <Controller
      control={control}
      name="paymentSlip"
      render={({ field: { value, onChange, onBlur } }) => {
        const reference = value?.reference ?? 'number';
        return (
          <>
            <Select
              label={t('company.paymentSlip')}
              description={t('company.paymentSlip-help')}
              data={[
                ...(value ? [] : [{ value: 'custom', label: t('company.paymentSlip.custom') }]),
                { value: 'on', label: t('company.paymentSlip.on') },
                { value: 'off', label: t('company.paymentSlip.off') },
              ]}
              allowDeselect={false}
              value={value ? (value.on ? 'on' : 'off') : 'custom'}
              onBlur={onBlur}
              onChange={(next) => next !== 'custom' && onChange({ on: next === 'on', reference })}
            />
            {value?.on && (
              <Select
                label={t('company.slipReference')}
                data={REFERENCES.map((each) => ({ value: each, label: t(`company.slipReference.${each}`) }))}
                allowDeselect={false}
                value={reference}
                onBlur={onBlur}
                onChange={(next) => next && onChange({ ...value, reference: next })}
              />
            )}
          </>
        );
      }}
    />
  );
}
