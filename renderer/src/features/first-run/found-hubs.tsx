/** Desktops of this network that keep an office together, heard of while the form is open; one key takes the address. */
import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';

/** How often main is asked what it has heard, milliseconds. */
const ASK_EVERY = 1500;

export function FoundHubs({ onUse }: { readonly onUse: (address: string) => void }) {
  const t = useText('sync');
  const { data, again } = useBooks('hub.found', {});
  useEffect(() => {
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [again]);
  if (!data || data.length === 0) return null;
  return (
    <Group gap="xs" mb="md" role="group" aria-label={t('hub.found')}>
      <Text size="sm" c="var(--quiet)">
        {t('hub.found')}
      </Text>
      {data.map(({ name, address }) => (
        <Button key={address} size="xs" variant="light" onClick={() => onUse(address)}>
          {t('hub.found-use', { name })}
        </Button>
      ))}
    </Group>
  );
}
