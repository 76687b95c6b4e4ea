/** The logo is stored by itself, as soon as it is chosen. */
import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { LogoField } from '../../ui/logo-field.tsx';
import { notifyDone } from '../../ui/notify.ts';
import classes from './settings.module.css';

export function CompanyLogo({ company }: { readonly company: OutputOf<'company.get'> }) {
  const t = useText('settings');
  const save = useCommand('company.saveLogo');
  const store = async (bytes: Uint8Array | null): Promise<void> => {
    const reply = await save.run({
      commandId: newId(),
      expectedRevision: company.revision,
      bytes: bytes as InputOf<'company.saveLogo'>['bytes'],
    });
    if (reply.ok) notifyDone(t('saved'));
  };
  return (
    <section className={classes.section}>
      <LogoField kept={company.fields.logo !== null} onChange={(bytes) => void store(bytes)} />
      <ErrorText error={save.error} />
    </section>
  );
}
