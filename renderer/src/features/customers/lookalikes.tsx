/** Warns while a customer is typed who looks like one that is already there. */
import { Alert, Anchor, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { go } from '../../app/navigation.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { type CustomerFields, worthComparing } from './customer-values.ts';

export interface LookalikesProps {
  /** The customer being edited, who is no double of himself; `null` for a new one. */
  readonly id: string | null;
  readonly fields: Pick<CustomerFields, 'name' | 'email' | 'taxId'>;
}

const WAIT = 200;

export function Lookalikes({ id, fields }: LookalikesProps) {
  const t = useText('customers');
  const [{ name, email, taxId }] = useDebouncedValue(fields, WAIT);
  const enabled = worthComparing({ name, email, taxId });
  const found = useBooks('customers.lookalikes', { id, name, email, taxId }, { enabled, keepPrevious: true });
  if (!enabled || !found.data || found.data.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" p="xs" role="status" title={t('double.title')}>
      {found.data.slice(0, 3).map((double) => (
        <Text size="sm" key={double.id}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => void go({ screen: 'customer', id: double.id })}
          >
            {[double.number, double.name].filter((part) => part !== '').join(' ')}
          </Anchor>{' '}
          {double.city} {t(`double.${double.because}`)}
        </Text>
      ))}
    </Alert>
  );
}
