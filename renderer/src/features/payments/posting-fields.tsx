/** The money itself: from whom, how, when, how much, and what the payer wrote (AL1). */
import { Button, Select, Text, TextInput } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { type Day, ZERO } from '../../../../shared/domain/money.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { useProblemWords } from '../../ui/form-problems.ts';
import { CustomerField } from './customer-field.tsx';
import classes from './posting.module.css';
import { changeGiven } from './posting-plan.ts';
import type { Method, MethodKind, PostingValues } from './posting-values.ts';

export interface PostingFieldsProps {
  readonly customer: { readonly id: string; readonly name: string };
  readonly onCustomer: (id: string) => void;
  readonly currencies: readonly string[];
  readonly methods: readonly Method[];
  /** Kind of the chosen method. */
  readonly kind: MethodKind | null;
  /** The first open day (PC2). */
  readonly openFrom: Day | null;
  readonly form: UseFormReturn<PostingValues>;
  /** A field's text cannot be read, or can again. */
  readonly onProblem: (field: string, problem: string | null) => void;
  /** Why nothing can be posted, where the amount is the cause. */
  readonly amountProblem: string | undefined;
}

export function PostingFields(props: PostingFieldsProps) {
  const { customer, currencies, methods, kind, openFrom, form, onProblem, amountProblem } = props;
  const t = useText('payments');
  const { control, register, watch } = form;
  const words = useFieldProblem();
  const problem = useProblemWords(form.formState.errors);
  const [currency, amount, tendered, method] = watch(['currency', 'amount', 'tendered', 'method']);
  const change = kind === 'cash' && tendered !== null ? changeGiven(tendered, amount ?? ZERO) : null;

  return (
    <div className={classes.fields}>
      <div className={classes.double}>
        <CustomerField value={customer.id} shown={customer.name} onChange={props.onCustomer} />
      </div>
      <Controller
        control={control}
        name="date"
        render={({ field }) => (
          <div>
            <DayField
              name="date"
              label={t('field.date')}
              value={field.value}
              error={
                openFrom !== null && field.value < openFrom
                  ? words('period-closed', { openFrom })
                  : problem('date')
              }
              onProblem={(found) => onProblem('date', found)}
              onChange={(day) => day !== null && field.onChange(day)}
            />
            {openFrom !== null && field.value < openFrom && (
              <Button
                size="compact-xs"
                variant="default"
                mt={4}
                data-open-day
                onClick={() => field.onChange(openFrom)}
              >
                {t('use-day', { day: formatDay(openFrom) })}
              </Button>
            )}
          </div>
        )}
      />
      <Controller
        control={control}
        name="method"
        render={({ field }) => (
          <Select
            label={t('field.method')}
            data={methods
              .filter(({ id, fields }) => !fields.archived || id === method)
              .map(({ id, fields }) => ({ value: id, label: fields.name }))}
            value={field.value === '' ? null : field.value}
            allowDeselect={false}
            searchable
            error={problem('method')}
            onChange={(next) => field.onChange(next ?? '')}
          />
        )}
      />
      {currencies.length > 1 && (
        <Controller
          control={control}
          name="currency"
          render={({ field }) => (
            <Select
              label={t('field.currency')}
              data={[...currencies]}
              value={field.value}
              allowDeselect={false}
              onChange={(next) => next !== null && field.onChange(next)}
            />
          )}
        />
      )}
      <Controller
        control={control}
        name="amount"
        render={({ field }) => (
          <AmountField
            name="amount"
            label={t('field.amount')}
            currency={currency}
            value={field.value}
            error={amountProblem}
            onProblem={(found) => onProblem('amount', found)}
            onChange={(next) => field.onChange(next)}
          />
        )}
      />
      <TextInput
        {...register('reference')}
        className={classes.wide ?? ''}
        label={t('field.reference')}
        placeholder={t('field.reference-hint')}
        maxLength={80}
        error={problem('reference')}
      />
      {kind === 'cheque' && (
        <>
          <TextInput
            {...register('chequeNumber')}
            label={t('field.cheque-number')}
            maxLength={30}
            error={problem('chequeNumber')}
          />
          <TextInput
            {...register('chequeBank')}
            label={t('field.cheque-bank')}
            maxLength={80}
            error={problem('chequeBank')}
          />
          <Controller
            control={control}
            name="chequeDate"
            render={({ field }) => (
              <DayField
                name="chequeDate"
                label={t('field.cheque-date')}
                value={field.value}
                onProblem={(found) => onProblem('chequeDate', found)}
                onChange={field.onChange}
              />
            )}
          />
        </>
      )}
      {kind === 'cash' && (
        <>
          <Controller
            control={control}
            name="tendered"
            render={({ field }) => (
              <AmountField
                name="tendered"
                label={t('field.tendered')}
                currency={currency}
                value={field.value}
                error={problem('tendered')}
                onProblem={(found) => onProblem('tendered', found)}
                onChange={(next) => field.onChange(next)}
              />
            )}
          />
          <div className={classes.change} aria-live="polite">
            <Text size="sm" c="var(--quiet)">
              {t('field.change')}
            </Text>
            <Text size="lg">
              {change === null ? (
                '–'
              ) : (
                <Amount minor={change} currency={currency} withCurrency tone="strong" />
              )}
            </Text>
          </div>
        </>
      )}
      <TextInput
        {...register('note')}
        className={classes.wide ?? ''}
        label={t('field.note')}
        maxLength={500}
        error={problem('note')}
      />
    </div>
  );
}
