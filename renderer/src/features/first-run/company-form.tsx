/** A new company on one page: only the name is required, everything else has a proposal and can be changed later. */
import {
  Button,
  Collapse,
  Group,
  Select,
  SimpleGrid,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { currencyCodes } from '../../../../shared/domain/currency.ts';
import type { ProfileCode } from '../../../../shared/domain/profile.ts';
import { PROFILE_CODES, profileForRegion, profileOf } from '../../../../shared/domain/profiles.ts';
import { useActions } from '../../app/shortcuts.ts';
import { newId } from '../../data/ids.ts';
import { type AppState, useToday } from '../../data/session.ts';
import { currencyChoices } from '../../text/currencies.ts';
import { useText } from '../../text/i18n.ts';
import { profileWord } from '../../text/profile-word.ts';
import { AddressFields } from '../../ui/address-fields.tsx';
import { commandResolver } from '../../ui/command-resolver.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { CountField } from '../../ui/form-fields.tsx';
import { addressProblems, showProblems, useProblemWords } from '../../ui/form-problems.ts';
import { useKeyHint } from '../../ui/keys.tsx';
import { LogoField } from '../../ui/logo-field.tsx';
import { TaxIdInput } from '../../ui/tax-id-input.tsx';
import { useIbanProblem } from '../../ui/use-iban-problem.ts';
import classes from './first-run.module.css';
import {
  emptyFounding,
  type Founding,
  foundingField,
  foundingInput,
  foundingProblems,
  proposals,
  sampleNumber,
} from './founding.ts';
import { regionOf, systemTimeZone } from './region.ts';
import { useFounding } from './use-founding.ts';

/** Fields that are shown only when asked for, or when one of them is wrong. */
const FURTHER = ['prefix', 'first', 'email', 'phone', 'bankDetails'] as const;

interface CompanyFormProps {
  readonly app: AppState;
  readonly onBack: () => void;
}

export function CompanyForm({ app, onBack }: CompanyFormProps) {
  const t = useText('first-run');
  const ibanProblem = useIbanProblem();
  const today = useToday();
  const [commandId] = useState(newId);
  const [logo, setLogo] = useState<Uint8Array | null>(null);
  const [more, setMore] = useState(false);
  const found = useFounding();
  const [start] = useState(() => {
    const region = regionOf(app.locale);
    return emptyFounding(profileForRegion(region), region);
  });
  const form = useForm<Founding, unknown, ParsedInputOf<'companies.create'>>({
    defaultValues: start,
    resolver: commandResolver<'companies.create', Founding>('companies.create', {
      sent: (typed) => foundingInput(typed, { commandId, timeZone: systemTimeZone(), logo }),
      at: foundingField,
      also: (typed) => foundingProblems(typed, today),
    }),
  });
  const { errors } = form.formState;
  const problem = useProblemWords(errors);
  const values = form.watch();
  const { isSubmitted } = form.formState;
  const set = (change: Partial<Founding>): void => {
    for (const [field, value] of Object.entries(change))
      form.setValue(field as keyof Founding, value, { shouldValidate: isSubmitted });
  };
  const profile = profileOf(values.profile);

  const create = form.handleSubmit(
    async (input) => {
      const failed = await found.run(input, form.getValues());
      if (failed?.kind !== 'invalid') return;
      const fields = failed.fields.map((one) => ({ ...one, path: foundingField(one.path) }));
      showProblems({ kind: 'invalid', fields }, form.setError);
    },
    (wrong) => {
      if (FURTHER.some((field) => wrong[field])) setMore(true);
    },
  );
  const submit = (): void => void create();
  useActions([
    { id: 'first-run.create', label: t('create'), keys: 'Mod+Enter', inFields: true, run: submit },
  ]);
  const hint = useKeyHint('Mod+Enter');

  return (
    <main className={classes.screen}>
      <FormProvider {...form}>
        <form
          className={classes.form}
          noValidate
          onKeyDown={walkOnEnter(submit)}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Title order={1}>{t('form.title')}</Title>
          <Text c="var(--quiet)" mb="md">
            {t('form.text')}
          </Text>
          <section className={classes.card}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput
                label={t('name')}
                withAsterisk
                autoFocus
                maxLength={120}
                error={problem('name')}
                {...form.register('name')}
              />
              <Select
                label={t('profile')}
                description={undefined}
                data={PROFILE_CODES.map((code) => ({ value: code, label: t(`profile.${code}`) }))}
                value={values.profile}
                allowDeselect={false}
                onChange={(code) => {
                  if (!code) return;
                  const next = code as ProfileCode;
                  set({ ...proposals(next), address: { ...values.address, country: next } });
                }}
              />
            </SimpleGrid>
            <div className={classes.gap} />
            <AddressFields
              value={values.address}
              errors={addressProblems(errors)}
              onChange={(address) => set({ address })}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
              <TaxIdInput
                label={profileWord(profile, 'taxId') ?? t('tax-id')}
                country={values.address.country}
                typed={values.taxId}
                error={problem('taxId')}
                {...form.register('taxId')}
              />
              <Select
                label={t('currency')}
                data={currencyChoices(currencyCodes())}
                value={values.currency}
                searchable
                allowDeselect={false}
                onChange={(currency) => currency && set({ currency })}
              />
              <TextInput
                label={t('owner')}
                maxLength={80}
                error={problem('owner')}
                {...form.register('owner')}
              />
              <Select
                label={t('terms')}
                data={profile.terms.map(({ key, name }) => ({ value: key, label: name }))}
                value={values.terms}
                allowDeselect={false}
                onChange={(terms) => terms && set({ terms })}
              />
            </SimpleGrid>
            <Text size="xs" c="var(--quiet)" mt="sm">
              {t('number.sample', { number: sampleNumber(values, today) ?? '–' })}
            </Text>
          </section>

          <Button
            variant="subtle"
            size="compact-sm"
            mb="sm"
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            {more ? t('less') : t('more')}
          </Button>
          <Collapse expanded={more} transitionDuration={0}>
            <section className={classes.card}>
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput
                  label={t('prefix')}
                  maxLength={12}
                  error={problem('prefix')}
                  {...form.register('prefix')}
                />
                <CountField name="first" label={t('first')} min={1} max={999_999_999} with={['prefix']} />
                <Switch
                  label={t('yearly')}
                  checked={values.yearly}
                  onChange={(event) => set({ yearly: event.currentTarget.checked })}
                />
                <Select
                  label={t('paper')}
                  data={['A4', 'Letter']}
                  value={values.paper}
                  allowDeselect={false}
                  onChange={(paper) => paper && set({ paper: paper as Founding['paper'] })}
                />
                <TextInput
                  label={t('email')}
                  maxLength={120}
                  error={problem('email')}
                  {...form.register('email')}
                />
                <TextInput
                  label={t('phone')}
                  maxLength={40}
                  error={problem('phone')}
                  {...form.register('phone')}
                />
                <Textarea
                  label={t('bank')}
                  description={t('bank.help')}
                  error={problem('bankDetails') ?? ibanProblem(values.bankDetails.split('\n'))}
                  autosize
                  minRows={3}
                  // Enter begins the next line here; Tab moves on.
                  onKeyDown={(event) => event.stopPropagation()}
                  {...form.register('bankDetails')}
                />
                <LogoField onChange={setLogo} />
              </SimpleGrid>
            </section>
          </Collapse>
          <Text size="xs" c="var(--quiet)">
            {t('notice')}
          </Text>
          <ErrorText error={found.error} />
          <div className={classes.bar}>
            <Button variant="default" onClick={onBack} disabled={found.pending}>
              {t('back')}
            </Button>
            <div className={classes.spacer} />
            {Object.keys(errors).length > 0 && (
              <Text size="sm" c="var(--bad)" role="alert">
                {t('incomplete')}
              </Text>
            )}
            <Group>
              <Button type="submit" loading={found.pending} {...hint}>
                {t('create')}
              </Button>
            </Group>
          </div>
        </form>
      </FormProvider>
    </main>
  );
}
