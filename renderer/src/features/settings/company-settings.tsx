/** Who the company is: as it stands on every invoice, and what new invoices begin with. */
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { contract, type OutputOf } from '../../../../shared/contract/contract.ts';
import { putProblems } from '../../data/form-problems.ts';
import { newId } from '../../data/ids.ts';
import { changedFields, sameValue } from '../../data/three-way.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { fieldWord, plainValue } from '../../text/plain-value.ts';
import { ChangedTwice } from '../../ui/changed-twice.tsx';
import { focusUnread, takeTyped, walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorPanel, ErrorText } from '../../ui/error-text.tsx';
import { Held } from '../../ui/held.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { recordResolver } from '../../ui/record-resolver.ts';
import { useLeaveGuard } from '../../ui/use-leave-guard.ts';
import { CompanyFieldsForm } from './company-fields.tsx';
import { CompanyLogo } from './company-logo.tsx';
import type { CompanyValues } from './record-values.ts';
import { SaveBar } from './save-bar.tsx';
import classes from './settings.module.css';

type Company = OutputOf<'company.get'>;

const schema = contract['company.save'].input.shape.fields;

export function CompanySettings() {
  const company = useBooks('company.get', {});
  if (company.error) return <ErrorPanel error={company.error} onRetry={company.again} />;
  return company.data ? <CompanyForm company={company.data} /> : null;
}

function CompanyForm({ company }: { readonly company: Company }) {
  const t = useText('settings');
  const save = useCommand('company.save');
  const [base, setBase] = useState(company);
  const form = useForm<CompanyValues>({
    defaultValues: company.fields,
    resolver: recordResolver<CompanyValues>(schema),
  });
  // A field that nobody ever filled in is no change once it has been drawn.
  const dirty = form.formState.isDirty && !sameValue(form.watch(), base.fields);
  const [discarded, setDiscarded] = useState(0);
  useLeaveGuard(dirty);
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const names = new Map(
    [...(terms.data ?? []), ...(taxes.data ?? [])].map(({ id, fields }) => [id, fields.name]),
  );

  // A change from elsewhere shows at once, unless something is being typed here: then saving tells of it (EV4).
  useEffect(() => {
    if (dirty || company.revision === base.revision) return;
    setBase(company);
    form.reset(company.fields);
  }, [company, base, dirty, form]);

  const submit = async (values: CompanyValues): Promise<boolean> => {
    if (focusUnread()) return false;
    const fields = changedFields(base.fields, values);
    const reply = await save.run({ commandId: newId(), expectedRevision: base.revision, fields });
    if (!reply.ok) {
      putProblems(reply.error, form.setError);
      return false;
    }
    setBase({ ...base, revision: reply.value.revision, fields: values });
    form.reset(values);
    notifyDone(t('saved'));
    return true;
  };
  const run = async (): Promise<void> => {
    await takeTyped();
    await form.handleSubmit(submit as never)();
  };

  return (
    <FormProvider {...form}>
      <form
        className={classes.form}
        noValidate
        onKeyDown={walkOnEnter(() => void run())}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <ChangedTwice
          of="company"
          id={company.id}
          label={(field) => fieldWord('settings', [`company.${field}`, field])}
          show={(_field, value) => plainValue(value, names)}
          onTake={({ field, other }) =>
            form.setValue(field as keyof CompanyValues, other.value as never, { shouldDirty: true })
          }
        />
        <Held pending={save.pending}>
          {/* Discarding also throws away what stands in a field and could not be read. */}
          <CompanyFieldsForm key={discarded} />
          <CompanyLogo company={company} />
        </Held>
        <ErrorText error={save.error} />
        <SaveBar
          dirty={dirty}
          pending={save.pending}
          onSave={run}
          onDiscard={() => {
            setBase(company);
            form.reset(company.fields);
            setDiscarded(discarded + 1);
            save.clear();
          }}
        />
      </form>
    </FormProvider>
  );
}
