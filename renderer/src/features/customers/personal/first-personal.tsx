/** Where contact persons and call notes begin; once there is one they have a tab of their own. */
import { Button, Stack } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import { useKeyHint } from '../../../ui/keys.tsx';
import type { Personal } from './use-personal.ts';

export function FirstPersonal({ personal }: { readonly personal: Personal }) {
  const t = useText('customers');
  const hint = useKeyHint('C');
  const { allowed, used, answer, show } = personal;
  if (!allowed || used || !answer.data) return null;
  return (
    <Stack gap={2} mt="md" align="flex-start">
      <Button variant="subtle" size="compact-sm" onClick={() => show({ form: 'contact', contact: null })}>
        {t('personal.add-contact')}
      </Button>
      <Button variant="subtle" size="compact-sm" {...hint} onClick={() => show({ form: 'call', call: null })}>
        {t('personal.add-call')}
      </Button>
    </Stack>
  );
}
