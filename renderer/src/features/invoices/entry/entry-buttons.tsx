/** Commands of the invoice form: on buttons where they are used daily, in the palette and on keys all of them. */
import { useActions } from '../../../app/shortcuts.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import type { EntryActions } from './use-entry-actions.ts';

export interface EntryButtonsProps {
  readonly actions: EntryActions;
  readonly isWide: boolean;
  readonly hasPreview: boolean;
  readonly onPreview: () => void;
  readonly onIssue: () => void;
  readonly onSave: () => void;
  readonly onLeave: () => void;
  readonly onLines: () => void;
  readonly onPriceBack: () => void;
  readonly isInvoice: boolean;
}

export function EntryButtons({
  actions,
  isWide,
  hasPreview,
  onPreview,
  onIssue,
  onSave,
  onLeave,
  onLines,
  onPriceBack,
  isInvoice,
}: EntryButtonsProps) {
  const t = useText('invoices');
  const here = { group: 'here' } as const;
  useActions([
    { ...here, id: 'draft.lines', label: t('action.lines'), keys: 'Mod+L', run: onLines },
    {
      ...here,
      id: 'draft.insert-line',
      label: t('action.insert-line'),
      keys: 'Mod+I',
      also: ['Mod+Insert'],
      run: actions.insertHere,
    },
    {
      ...here,
      id: 'draft.remove-line',
      label: t('action.remove-line'),
      keys: 'Mod+Delete',
      also: ['Mod+Shift+Backspace'],
      run: actions.removeThisLine,
    },
    {
      ...here,
      id: 'draft.line-up',
      label: t('action.line-up'),
      keys: 'Alt+Shift+ArrowUp',
      run: () => actions.moveThisLine(-1),
    },
    {
      ...here,
      id: 'draft.line-down',
      label: t('action.line-down'),
      keys: 'Alt+Shift+ArrowDown',
      run: () => actions.moveThisLine(1),
    },
    {
      ...here,
      id: 'draft.more-fields',
      label: t('action.more-fields'),
      keys: 'Mod+Shift+F',
      inFields: true,
      run: actions.toggleMore,
    },
    {
      ...here,
      id: 'draft.line-supply',
      label: t('action.line-supply'),
      keys: 'Mod+Shift+L',
      inFields: true,
      run: actions.supplyOfThisLine,
    },
    {
      ...here,
      id: 'draft.line-base',
      label: t('action.line-base'),
      inFields: true,
      run: actions.baseOfThisLine,
    },
    {
      ...here,
      id: 'draft.price-back',
      label: t('action.price-back'),
      keys: 'Mod+Shift+B',
      inFields: true,
      run: onPriceBack,
    },
    {
      ...here,
      id: 'draft.discount',
      label: t('entry.add-discount'),
      run: () => actions.addAdjustment('allowance'),
    },
    { ...here, id: 'draft.charge', label: t('entry.add-charge'), run: () => actions.addAdjustment('charge') },
    {
      ...here,
      id: 'draft.duplicate',
      label: t('action.duplicate'),
      keys: 'Mod+D',
      run: () => void actions.duplicate(),
    },
    {
      ...here,
      id: 'draft.deliver',
      label: t('action.deliver'),
      enabled: isInvoice,
      run: () => void actions.deliver(),
    },
    {
      ...here,
      id: 'draft.leave',
      label: t('action.leave'),
      keys: 'Escape',
      inFields: true,
      hidden: true,
      run: onLeave,
    },
  ]);
  return (
    <>
      {isWide && (
        <ActionButton
          variant="subtle"
          action={{
            ...here,
            id: 'draft.preview',
            label: hasPreview ? t('action.hide-preview') : t('action.show-preview'),
            run: onPreview,
          }}
        />
      )}
      <ActionButton
        variant="subtle"
        color="gray"
        action={{
          ...here,
          id: 'draft.discard',
          label: t('action.discard'),
          run: () => void actions.discard(),
        }}
      />
      <ActionButton
        action={{
          ...here,
          id: 'draft.save',
          label: t('action.save'),
          keys: 'Mod+S',
          inFields: true,
          run: onSave,
        }}
      />
      <ActionButton
        variant="filled"
        action={{
          ...here,
          id: 'invoices.issue',
          label: t('action.issue'),
          keys: 'Mod+Enter',
          inFields: true,
          run: onIssue,
        }}
      />
    </>
  );
}
