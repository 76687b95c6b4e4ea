/** Says what cannot go out without a mail account, and leads to where one is set up. */
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { go } from '../app/navigation.ts';
import { useText } from '../text/i18n.ts';

export function NoMailAccount({ children }: { readonly children: ReactNode }) {
  const t = useText('mail');
  return (
    <Text size="sm">
      {children}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => void go({ screen: 'settings', with: { tab: 'mail' } })}
      >
        {t('set-up')}
      </Anchor>
    </Text>
  );
}
