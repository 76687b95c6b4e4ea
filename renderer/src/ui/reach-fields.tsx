/** Where a server is and the code for it, typed or pasted whole; main checks them before anything is asked. */
import { TextInput } from '@mantine/core';
import type { AppError } from '../../../shared/errors/index.ts';
import { useFieldProblem } from '../text/error-words.ts';
import { useText } from '../text/i18n.ts';

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

export interface ReachFieldsProps {
  readonly reach: Reach;
  readonly error: AppError | null;
  readonly onChange: (reach: Reach) => void;
}

export function ReachFields({ reach, error, onChange }: ReachFieldsProps) {
  const t = useText('sync');
  const words = useFieldProblem();
  const invitation = isInvitation(reach.address);
  const problem = error?.kind === 'invalid' ? error.fields.find(({ path }) => path === 'address') : undefined;
  const { address, code, pin } = reach;
  return (
    <>
      <TextInput
        label={t('connect.address')}
        description={t('connect.address-help')}
        value={address}
        maxLength={600}
        data-autofocus
        autoFocus
        spellCheck={false}
        error={problem ? words(problem.problem) : undefined}
        onChange={(event) => onChange({ ...reach, address: event.currentTarget.value })}
      />
      {!invitation && (
        <>
          <TextInput
            label={t('connect.code')}
            description={t('connect.code-help')}
            value={code}
            maxLength={40}
            spellCheck={false}
            mt="sm"
            onChange={(event) => onChange({ ...reach, code: event.currentTarget.value })}
          />
          <TextInput
            label={t('connect.pin')}
            description={t('connect.pin-help')}
            value={pin}
            maxLength={200}
            spellCheck={false}
            mt="sm"
            onChange={(event) => onChange({ ...reach, pin: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
