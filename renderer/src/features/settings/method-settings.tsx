/** Ways in which customers pay. */

import { SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { contract, type OutputOf } from '../../../../shared/contract/contract.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ChoiceField, NameField } from '../../ui/record-fields.tsx';
import { recordResolver } from '../../ui/record-resolver.ts';
import { RecordDialog } from './record-dialog.tsx';
import { type Kept, RecordList } from './record-list.tsx';

type MethodValues = OutputOf<'methods.list'>[number]['fields'];

const KINDS = ['transfer', 'cheque', 'cash', 'card', 'direct-debit', 'other'] as const;
const EMPTY: MethodValues = { name: '', kind: 'transfer', archived: false };
const resolver = recordResolver<MethodValues>(contract['methods.save'].input.shape.fields);

export function MethodSettings() {
  const t = useText('settings');
  const c = useText('common');
  const methods = useBooks('methods.list', {});
  const command = useCommand('methods.save');
  const [edited, setEdited] = useState<Kept<MethodValues> | 'new' | null>(null);
  return (
    <>
      <RecordList<MethodValues>
        list="methods"
        title={t('tab.methods')}
        text={t('methods.text')}
        add={t('methods.add')}
        rows={methods.data}
        error={methods.error}
        onRetry={methods.again}
        summary={({ kind }) => c(`method.${kind}`)}
        onEdit={(record) => setEdited(record ?? 'new')}
      />
      {edited && (
        <RecordDialog<MethodValues>
          of="methods"
          title={edited === 'new' ? t('methods.add') : edited.fields.name}
          record={edited === 'new' ? null : edited}
          empty={EMPTY}
          resolver={resolver}
          save={command.run}
          onClose={() => setEdited(null)}
        >
          <MethodFields />
        </RecordDialog>
      )}
    </>
  );
}

function MethodFields() {
  const t = useText('settings');
  const c = useText('common');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NameField label={t('name')} />
      <ChoiceField<MethodValues>
        name="kind"
        label={t('methods.kind')}
        choices={KINDS.map((value) => ({ value, label: c(`method.${value}`) }))}
      />
    </SimpleGrid>
  );
}
