/** Says before an invoice leaves what the law wants on it of the office itself, and leads to where it is typed. */
import { Button, Group, Text } from '@mantine/core';
import { isBilling } from '../../../../../shared/domain/document-kinds.ts';
import { profileOf } from '../../../../../shared/domain/profiles.ts';
import { sellerGaps } from '../../../../../shared/domain/seller-gaps.ts';
import type { Draft } from '../../../../../shared/events/drafts.ts';
import { go } from '../../../app/navigation.ts';
import { useCompany } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { profileWord } from '../../../text/profile-word.ts';

export interface SellerHintProps {
  readonly kind: Draft['kind'];
  /** What the document charges; minor units. */
  readonly tax: number;
  readonly onLeave: () => void;
}

export function SellerHint({ kind, tax, onLeave }: SellerHintProps) {
  const t = useText('invoices');
  const company = useBooks('company.get', {}).data?.fields;
  const role = useCompany()?.user.role;
  const gaps = company && isBilling(kind) ? sellerGaps(company, tax) : [];
  if (!company || gaps.length === 0) return null;
  const profile = profileOf(company.profile);
  const words = {
    address: t('issue.own-address'),
    taxId: profileWord(profile, 'taxId') ?? t('issue.own-tax-id'),
  };
  return (
    <Group gap="sm" mt="sm" wrap="nowrap" justify="space-between" align="flex-start" role="note">
      <Text size="sm">
        {t('issue.own-missing', { what: gaps.map((gap) => words[gap]).join(t('issue.own-and')) })}
      </Text>
      {role === 'owner' && (
        <Button
          size="compact-xs"
          variant="default"
          flex="none"
          onClick={() => {
            onLeave();
            void go({ screen: 'settings', with: { tab: 'company' } });
          }}
        >
          {t('issue.own-add')}
        </Button>
      )}
    </Group>
  );
}
