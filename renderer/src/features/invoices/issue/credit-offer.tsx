/** Offers to make a credit note of an invoice below zero, in one step (DO2). */
import { Button, Group } from '@mantine/core';
import type { Finding } from '../../../../../shared/errors/index.ts';
import type { Draft } from '../../../../../shared/events/drafts.ts';
import { useText } from '../../../text/i18n.ts';

export interface CreditOfferProps {
  readonly draft: Pick<Draft, 'kind' | 'paper'>;
  readonly findings: readonly Finding[];
  readonly onCredit: () => void;
}

export function CreditOffer({ draft, findings, onCredit }: CreditOfferProps) {
  const t = useText('invoices');
  // What stands on a sheet of a pad of invoices is an invoice (NU6).
  const isOffered = draft.kind === 'invoice' && !draft.paper;
  if (!isOffered || !findings.some(({ code }) => code === 'negative-total')) return null;
  return (
    <Group mt="sm">
      <Button size="compact-sm" variant="light" data-autofocus onClick={onCredit}>
        {t('issue.as-credit-note')}
      </Button>
    </Group>
  );
}
