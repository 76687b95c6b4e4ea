/** The posting form: money above, open invoices as a small grid, what it comes to below. */
import { useEffect, useRef, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { goBack, replace } from '../../app/navigation.ts';
import { useActions } from '../../app/shortcuts.ts';
import { useRemembered } from '../../data/lists.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { focusField, takeTyped, walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Held } from '../../ui/held.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/page.tsx';
import { useLeaveGuard } from '../../ui/use-leave-guard.ts';
import { AllocationGrid } from './allocation-grid.tsx';
import { CreditList } from './credit-list.tsx';
import classes from './posting.module.css';
import type { PostingSums } from './posting.ts';
import { PostingFields } from './posting-fields.tsx';
import { PostingFooter } from './posting-footer.tsx';
import { planPosting } from './posting-plan.ts';
import { checkValues, chequeOf, type Method, type MethodKind, type PostingValues } from './posting-values.ts';
import { expectedAmount } from './proposal.ts';
import { usePostPayment } from './use-post-payment.ts';
import { usePosting } from './use-posting.ts';

export interface PostingFormProps {
  readonly customer: { readonly id: string; readonly fields: OutputOf<'customers.get'>['fields'] };
  readonly company: OutputOf<'company.get'>['fields'];
  readonly methods: readonly Method[];
  readonly open: OutputOf<'payments.openItems'>;
  /** The invoice that the clerk came from. */
  readonly invoice: string | null;
  /** Credit that the clerk came to use. */
  readonly credit: string | null;
  readonly onCustomer: (id: string) => void;
}

/** Currencies in which something is open or left over, the customer's own first. */
function currenciesOf({ customer, open, invoice, credit }: PostingFormProps): string[] {
  const named =
    open.items.find(({ id }) => id === invoice)?.currency ??
    open.credits.find(({ id }) => id === credit)?.currency;
  const found = [...open.items, ...open.credits].map(({ currency }) => currency).sort();
  return [...new Set([...(named ? [named] : []), customer.fields.currency, ...found])];
}

export function PostingForm(props: PostingFormProps) {
  const { customer, company, methods, open, invoice } = props;
  const t = useText('payments');
  const today = useToday();
  const frame = useRef<HTMLFormElement>(null);
  const unread = useRef(new Set<string>());
  const [remembered, remember] = useRemembered<{ method: string }>('payment-new', { method: '' });
  const [start] = useState((): PostingValues => {
    const item = open.items.find(({ id }) => id === invoice);
    const usable = methods.filter(({ fields }) => !fields.archived);
    const own = usable.find(({ id }) => id === remembered.method);
    const usual = usable.find(({ fields }) => fields.kind === 'transfer') ?? usable[0];
    return {
      method: (own ?? usual)?.id ?? '',
      date: today,
      amount: item ? expectedAmount(item, today) : null,
      currency: currenciesOf(props)[0] ?? company.currency,
      reference: '',
      chequeNumber: '',
      chequeBank: '',
      chequeDate: null,
      tendered: null,
      note: '',
    };
  });
  const kindOf = (method: string): MethodKind | null =>
    methods.find(({ id }) => id === method)?.fields.kind ?? null;
  const openFrom = useBooks('periods.list', {}).data?.openFrom ?? null;
  const resolver: Resolver<PostingValues> = (values) => {
    const problems = Object.entries(checkValues(values, kindOf(values.method), today, openFrom));
    return problems.length === 0
      ? { values, errors: {} }
      : {
          values: {},
          errors: Object.fromEntries(problems.map(([field, message]) => [field, { type: 'check', message }])),
        };
  };
  const form = useForm<PostingValues>({ defaultValues: start, resolver, mode: 'onChange' });
  const values = form.watch();
  const [tried, setTried] = useState(false);
  const posting = usePosting({
    ...{ form, open, company, invoice, credit: props.credit },
    isCash: (method) => kindOf(method) === 'cash',
  });
  const { items, lines, terms, sums, problem } = posting;
  const { currency } = values;
  const post = usePostPayment();
  const [posted, setPosted] = useState<{ readonly payment: string | null } | null>(null);
  useLeaveGuard((form.formState.isDirty || posting.changed) && posted === null);
  // The guard is lifted with `posted`; only then may the screen be left.
  useEffect(() => {
    if (posted)
      void (posted.payment === null ? goBack() : replace({ screen: 'payment', id: posted.payment }));
  }, [posted]);
  useEffect(() => focusField(frame.current, 'amount'), []);

  const submit = async (): Promise<void> => {
    await takeTyped();
    setTried(true);
    // A field that is no longer on screen (another method, another currency) stands in nobody's way.
    const first = [...unread.current].find((name) =>
      frame.current?.querySelector(`[name="${CSS.escape(name)}"]`),
    );
    if (first !== undefined) return focusField(frame.current, first);
    await form.handleSubmit(send, ({ date }) => {
      // One key more takes the day that is offered.
      if (date) frame.current?.querySelector<HTMLElement>('[data-open-day]')?.focus();
    })();
  };
  const send = async (checked: PostingValues): Promise<void> => {
    const facts = posting.latest();
    if (facts.problem) {
      if (facts.problem.problem === 'nothing-to-post') focusField(frame.current, 'amount');
      return;
    }
    remember({ method: checked.method });
    const kind = kindOf(checked.method);
    const plan = planPosting(facts.items, facts.lines, facts.using, facts.terms);
    const payment = await post.run({
      plan,
      lateReason: t('rest.late-reason'),
      payment: {
        customer: customer.id,
        method: checked.method,
        date: checked.date,
        amount: facts.terms.amount,
        currency: checked.currency,
        reference: checked.reference,
        cheque: chequeOf(checked, kind),
        tendered: kind === 'cash' ? checked.tendered : null,
        note: checked.note,
      },
    });
    if (payment.ok) {
      notifyDone(sentence(facts.sums));
      setPosted({ payment: payment.value });
    } else if (plan.credits.length > 0) {
      // Credit may have been used already: what was typed no longer fits what is open.
      posting.propose();
    }
  };
  const sentence = ({ received, paid, newCredit }: PostingSums): string => {
    if (received === 0) return t('done.credit', { amount: formatAmount(paid, currency) });
    const params = { amount: formatAmount(received, currency), name: customer.fields.name };
    if (newCredit === 0) return t('done.posted', params);
    return t('done.with-credit', { ...params, credit: formatAmount(newCredit, currency) });
  };

  const label = terms.amount === 0 && sums.paid > 0 ? t('use-credit') : t('post');
  useActions([
    {
      id: 'payments.post',
      label,
      keys: 'Mod+Enter',
      also: ['Mod+S'],
      inFields: true,
      group: 'here',
      run: () => void submit(),
    },
  ]);
  const walk = walkOnEnter(() => frame.current?.querySelector<HTMLElement>('[data-post]')?.focus());

  return (
    <Page
      title={t('title.new')}
      back
      fixed
      actions={
        posting.changed && (
          <ActionButton
            variant="subtle"
            action={{
              id: 'payments.propose',
              label: t('propose-again'),
              keys: 'Mod+R',
              inFields: true,
              group: 'here',
              run: posting.propose,
            }}
          />
        )
      }
    >
      <form
        ref={frame}
        className={classes.form}
        noValidate
        aria-label={t('title.new')}
        onKeyDown={(event) => {
          // Escape in an open list of choices only closes that list.
          const listOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
          if (event.key === 'Escape' && !event.defaultPrevented && !listOpen) void goBack();
          else walk(event);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Held pending={post.pending || posted !== null}>
          <PostingFields
            customer={{ id: customer.id, name: customer.fields.name }}
            onCustomer={props.onCustomer}
            currencies={currenciesOf(props)}
            methods={methods}
            kind={kindOf(values.method)}
            openFrom={openFrom}
            form={form}
            onProblem={(field, found) =>
              void (found === null ? unread.current.delete(field) : unread.current.add(field))
            }
            amountProblem={
              tried && problem?.problem === 'nothing-to-post' ? t('problem.nothing-to-post') : undefined
            }
          />
          <CreditList credits={posting.credits} used={posting.used} onUse={posting.setUsed} />
          <AllocationGrid
            items={items}
            lines={lines}
            terms={posting.gridTerms}
            available={posting.available}
            currency={currency}
            today={today}
            onChange={posting.give}
            onProblem={(field, found) =>
              void (found === null ? unread.current.delete(field) : unread.current.add(field))
            }
          />
        </Held>
        <ErrorText error={post.error} />
        <PostingFooter
          name={customer.fields.name}
          currency={currency}
          sums={sums}
          problem={problem}
          label={label}
          pending={post.pending}
          onPost={() => void submit()}
        />
      </form>
    </Page>
  );
}
