/** Founds a company, then makes the chosen terms its usual ones. */
import { useState } from 'react';
import type { InputOf } from '../../../../shared/contract/contract.ts';
import { profileOf } from '../../../../shared/domain/profiles.ts';
import type { AppError } from '../../../../shared/errors/index.ts';
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { refreshSession } from '../../data/session.ts';
import type { Founding } from './founding.ts';

/** The terms of the country exist only once the company does, so a choice other than the usual one is a second step. */
async function chooseTerms(founding: Founding): Promise<AppError | null> {
  const profile = profileOf(founding.profile);
  if (founding.terms === profile.defaultTerms) return null;
  const name = profile.terms.find(({ key }) => key === founding.terms)?.name;
  const terms = await invoke('terms.list', {});
  if (!terms.ok) return terms.error;
  const chosen = terms.value.find(({ fields }) => fields.name === name);
  const company = await invoke('company.get', {});
  if (!company.ok) return company.error;
  if (!chosen) return null;
  const saved = await invoke('company.save', {
    commandId: newId(),
    expectedRevision: company.value.revision,
    fields: { defaultTerms: chosen.id },
  });
  return saved.ok ? null : saved.error;
}

export interface FoundingHook {
  /** Answers what kept it from happening, or `null`. */
  readonly run: (input: InputOf<'companies.create'>, founding: Founding) => Promise<AppError | null>;
  readonly pending: boolean;
  readonly error: AppError | null;
}

export function useFounding(): FoundingHook {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run: FoundingHook['run'] = async (input, founding) => {
    if (pending) return null;
    setPending(true);
    setError(null);
    const made = await invoke('companies.create', input);
    const failed = made.ok ? await chooseTerms(founding) : made.error;
    setPending(false);
    setError(failed);
    if (made.ok) await refreshSession();
    return failed;
  };
  return { run, pending, error };
}
