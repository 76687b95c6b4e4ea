/** Where a server is and the code for it, typed or pasted whole; main checks them before anything is asked. */
import { useWatch } from 'react-hook-form';
import { useText } from '../text/i18n.ts';
import { LineField } from './form-fields.tsx';

export interface Reach {
  readonly address: string;
  readonly code: string;
  readonly pin: string;
}

export const NO_REACH: Reach = { address: '', code: '', pin: '' };

/** An invitation carries server, certificate and code in one line. */
const isInvitation = (address: string): boolean => address.trim().startsWith('counterfoil:');

/** Whether there is enough to ask with. */
export const isReachable = ({ address, code }: Reach): boolean =>
  isInvitation(address) || (address.trim() !== '' && code.trim() !== '');

/** Stand inside the provider of a form that holds a `Reach`. */
export function ReachFields() {
  const t = useText('sync');
  const address = useWatch<Reach, 'address'>({ name: 'address' });
  return (
    <>
      <LineField
        name="address"
        label={t('connect.address')}
        description={t('connect.address-help')}
        maxLength={600}
        data-autofocus
        autoFocus
        spellCheck={false}
      />
      {!isInvitation(address) && (
        <>
          <LineField
            name="code"
            label={t('connect.code')}
            description={t('connect.code-help')}
            maxLength={40}
            spellCheck={false}
            mt="sm"
          />
          <LineField
            name="pin"
            label={t('connect.pin')}
            description={t('connect.pin-help')}
            maxLength={200}
            spellCheck={false}
            mt="sm"
          />
        </>
      )}
    </>
  );
}
