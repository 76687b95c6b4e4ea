/** How tax is rounded (TX5): out of sight while it is as the country does it, until somebody asks for it. */
import { Button, Select, SimpleGrid, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { ROUNDING_MODES, ROUNDING_SCOPES, type RoundingPolicy } from '../../../../shared/domain/document.ts';
import { minor } from '../../../../shared/domain/money.ts';
import { isCustomaryRounding } from '../../../../shared/domain/profiles.ts';
import { useText } from '../../text/i18n.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import type { CompanyValues } from './record-values.ts';
import classes from './settings.module.css';

export function CompanyRounding() {
  const t = useText('settings');
  const { watch } = useFormContext<CompanyValues>();
  const [isWanted, setWanted] = useState(false);
  const [profile, rounding] = watch(['profile', 'rounding']);
  if (!isWanted && isCustomaryRounding(profile, rounding))
    return (
      <Button variant="subtle" mt="sm" onClick={() => setWanted(true)}>
        {t('company.rounding-show')}
      </Button>
    );
  return (
    <section className={classes.section}>
      <Title order={2} mb={4}>
        {t('company.rounding')}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="xs">
        {t('company.rounding-help')}
      </Text>
      <RoundingFields isFocused={isWanted} />
    </section>
  );
}

function RoundingFields({ isFocused }: { readonly isFocused: boolean }) {
  const t = useText('settings');
  const { control, watch } = useFormContext<CompanyValues>();
  return (
    <Controller
      control={control}
      name="rounding"
      render={({ field: { value, onChange, onBlur } }) => {
        const set = (change: Partial<RoundingPolicy>) => onChange({ ...value, ...change });
        return (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label={t('company.rounding-scope')}
              data={ROUNDING_SCOPES.map((scope) => ({
                value: scope,
                label: t(`company.rounding-scope.${scope}`),
              }))}
              allowDeselect={false}
              autoFocus={isFocused}
              value={value.scope}
              onBlur={onBlur}
              onChange={(scope) => set({ scope: scope as RoundingPolicy['scope'] })}
            />
            <Select
              label={t('company.rounding-mode')}
              data={ROUNDING_MODES.map((mode) => ({
                value: mode,
                label: t(`company.rounding-mode.${mode}`),
              }))}
              allowDeselect={false}
              value={value.mode}
              onBlur={onBlur}
              onChange={(mode) => set({ mode: mode as RoundingPolicy['mode'] })}
            />
            <AmountField
              label={t('company.rounding-step')}
              currency={watch('currency')}
              value={minor(value.step)}
              onBlur={onBlur}
              onChange={(step) => set({ step: step === null || step < 1 ? 1 : step })}
            />
          </SimpleGrid>
        );
      }}
    />
  );
}
