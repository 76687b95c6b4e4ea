/** Handlers of paper: the printers of this desktop, one document, and runs of many. */

import type { InputOf } from '../../shared/contract/contract.ts';
import type { PrintChoice } from '../../shared/contract/printing.ts';
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import { ok } from '../../shared/errors/index.ts';
import type { PrintRun } from '../documents/print-run/print-run.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';

type PrintHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `prints.${string}` | `printers.${string}`> | 'documents.print'
>;

type Decision = InputOf<'prints.decide'>;

/** Does what a person said of the run; `false` where it is not the moment for it. */
async function decide(run: PrintRun, input: Decision): Promise<boolean> {
  switch (input.decision) {
    case 'go-on':
      return run.goOn();
    case 'stop':
      return run.cancel();
    case 'again':
      return run.again();
    case 'elsewhere':
      return run.elsewhere(Object.fromEntries(input.choices.map(({ kind, ...choice }) => [kind, choice])));
    case 'again-one':
    case 'printed':
      return run.decide(input.document, input.decision);
    case 'put-away':
      return false;
  }
}

export function printHandlers(services: MainServices): PrintHandlers {
  const { documents, printers, prints, settings } = services;

  /** Keeps how these kinds are printed; whether they go without asking stays unless `silent` says so. */
  function remember(choices: readonly (PrintChoice & { readonly kind: DocumentKind })[], silent?: boolean) {
    const { printing } = settings.current;
    const kept = choices.map(({ kind, ...choice }) => [
      kind,
      { ...choice, silent: silent ?? printing[kind]?.silent ?? false },
    ]);
    return settings.change({ printing: { ...printing, ...Object.fromEntries(kept) } });
  }

  return {
    'documents.print': async ({
      id,
      printer,
      tray,
      copies,
      paper,
      letterhead,
      letterheadOnAll,
      paid,
      original,
      remember: silent,
    }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const marks = {
        letterhead: letterhead === true,
        letterheadOnAll: letterheadOnAll === true,
        paid: paid === true,
      };
      const choice = { printer, tray, copies, paper, ...marks };
      const again = { ...choice, original: original === true };
      const leaving = () => documents.release(company.value, id, 'printed');
      const printed = await documents.print(company.value, id, again, printers, leaving);
      if (!printed.ok) return printed;
      const { job, kind } = printed.value;
      // One that is printed elsewhere for once changes nothing of what goes without asking.
      if (settings.current.printing[kind]?.silent && !silent) return ok({ job });
      const changed = await remember([{ kind, ...choice }], silent);
      return changed.ok ? ok({ job }) : changed;
    },
    'printers.list': async () => {
      const found = await printers.list();
      return found.ok ? ok([...found.value]) : found;
    },
    'printers.trays': async ({ printer }) => {
      const found = await printers.trays(printer);
      return found.ok ? ok([...found.value]) : found;
    },
    'printers.job': ({ job }) => printers.follow(job),

    'prints.plan': async ({ documents: selection }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const plan = await prints.plan(company.value, selection);
      return plan.ok ? ok({ kinds: [...plan.value.kinds], left: plan.value.left }) : plan;
    },
    'prints.start': async ({ commandId, documents: selection, choices }) => {
      const begun = await prints.begin(commandId, selection, choices);
      if (!begun.ok) return begun;
      const changed = await remember(choices);
      return changed.ok ? begun : changed;
    },
    'prints.run': async () => {
      const { run } = prints;
      if (!run) return ok(null);
      const { id, started, state, stopped, rows } = run;
      return ok({
        id,
        started,
        state,
        problem: stopped?.problem ?? null,
        detail: stopped?.detail ?? '',
        rows: rows.map(({ job: _job, ...row }) => row),
      });
    },
    'prints.decide': async (input) => {
      const { run } = prints;
      if (input.decision === 'put-away') return ok({ done: await prints.putAway() });
      if (!run) return ok({ done: false });
      if (input.decision === 'elsewhere') {
        const changed = await remember(input.choices);
        if (!changed.ok) return changed;
      }
      const done = await decide(run, input);
      prints.start(run);
      return ok({ done });
    },
  };
}
