/** A new company on one page: only the name is required, everything else has a proposal and can be changed later. */
import {
  Button,
  Collapse,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { currencyCodes } from '../../../../shared/domain/currency.ts';
import type { ProfileCode } from '../../../../shared/domain/profile.ts';
import { PROFILE_CODES, profileForRegion, profileOf } from '../../../../shared/domain/profiles.ts';
import { useActions } from '../../app/shortcuts.ts';
import { newId } from '../../data/ids.ts';
import { type AppState, useToday } from '../../data/session.ts';
import { currencyChoices } from '../../text/currencies.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { profileWord } from '../../text/profile-word.ts';
import { AddressFields } from '../../ui/address-fields.tsx';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { useKeyHint } from '../../ui/keys.tsx';
import { LogoField } from '../../ui/logo-field.tsx';
import { TaxIdInput } from '../../ui/tax-id-input.tsx';
import { useIbanProblem } from '../../ui/use-iban-problem.ts';
import classes from './first-run.module.css';
import {
  emptyFounding,
  type Founding,
  foundingInput,
  foundingProblems,
  proposals,
  sampleNumber,
} from './founding.ts';
import { regionOf, systemTimeZone } from './region.ts';
import { useFounding } from './use-founding.ts';

interface CompanyFormProps {
  readonly app: AppState;
  readonly onBack: () => void;
}

export function CompanyForm({ app, onBack }: CompanyFormProps) {
  const t = useText('first-run');
  const ibanProblem = useIbanProblem();
  const today = useToday();
  const words = useFieldProblem();
  const [commandId] = useState(newId);
  const [values, setValues] = useState<Founding>(() => {
    const region = regionOf(app.locale);
    return emptyFounding(profileForRegion(region), region);
  });
  const [logo, setLogo] = useState<Uint8Array | null>(null);
  const [shown, setShown] = useState(false);
  const [more, setMore] = useState(false);
  const found = useFounding();
  const problems = foundingProblems(values, today);
  const problem = (field: string): ReactNode =>
    shown && problems[field] ? words(problems[field]) : undefined;
  const set = (change: Partial<Founding>): void => setValues((before) => ({ ...before, ...change }));
  const profile = profileOf(values.profile);

  const submit = (): void => {
    setShown(true);
    if (Object.keys(problems).length > 0) {
      if (problems.prefix || problems.first) setMore(true);
      return;
    }
    void found.run(foundingInput(values, { commandId, timeZone: systemTimeZone(), logo }), values);
  };
  useActions([
    { id: 'first-run.create', label: t('create'), keys: 'Mod+Enter', inFields: true, run: submit },
  ]);
  const hint = useKeyHint('Mod+Enter');

  return (
    <main className={classes.screen}>
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
              value={values.name}
              error={problem('name')}
              onChange={(event) => set({ name: event.currentTarget.value })}
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
          <AddressFields value={values.address} onChange={(address) => set({ address })} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
            <TaxIdInput
              label={profileWord(profile, 'taxId') ?? t('tax-id')}
              country={values.address.country}
              typed={values.taxId}
              value={values.taxId}
              onChange={(event) => set({ taxId: event.currentTarget.value })}
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
              value={values.owner}
              onChange={(event) => set({ owner: event.currentTarget.value })}
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
                value={values.prefix}
                error={problem('prefix')}
                onChange={(event) => set({ prefix: event.currentTarget.value })}
              />
              <NumberInput
                label={t('first')}
                description={undefined}
                min={1}
                max={999_999_999}
                allowDecimal={false}
                hideControls
                value={values.first}
                error={problem('first')}
                onChange={(first) => set({ first: typeof first === 'number' ? first : '' })}
              />
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
                value={values.email}
                onChange={(event) => set({ email: event.currentTarget.value })}
              />
              <TextInput
                label={t('phone')}
                maxLength={40}
                value={values.phone}
                onChange={(event) => set({ phone: event.currentTarget.value })}
              />
              <Textarea
                label={t('bank')}
                description={t('bank.help')}
                error={ibanProblem(values.bankDetails.split('\n'))}
                autosize
                minRows={3}
                value={values.bankDetails}
                // Enter begins the next line here; Tab moves on.
                onKeyDown={(event) => event.stopPropagation()}
                onChange={(event) => set({ bankDetails: event.currentTarget.value })}
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
          {shown && Object.keys(problems).length > 0 && (
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
    </main>
  );
}
