/** "Changed by two people" of a price list (EV4): its own fields, and the prices of each item for itself. */
import type { PriceBreak } from '../../../../../shared/domain/price-lists.ts';
import { breaksText } from '../../../text/format.ts';
import { fieldWord, plainValue } from '../../../text/plain-value.ts';
import { ChangedTwice, type TwiceMark } from '../../../ui/changed-twice.tsx';

const ITEM = 'item/';

interface PriceListTwiceProps {
  readonly id: string;
  readonly nameOf: (item: string) => string;
  readonly onField: (field: string, value: TwiceMark['other']['value']) => void;
  /** `null`: the other side took the item out of the list. */
  readonly onItem: (item: string, breaks: readonly PriceBreak[] | null) => void;
}

export function PriceListTwice({ id, nameOf, onField, onItem }: PriceListTwiceProps) {
  return (
    <ChangedTwice
      inDialog
      of="priceLists"
      id={id}
      label={(field) =>
        field.startsWith(ITEM) ? nameOf(field.slice(ITEM.length)) : fieldWord('prices', [`lists.${field}`])
      }
      show={(field, value) => (field.startsWith(ITEM) ? breaksText(value) : plainValue(value))}
      onTake={({ field, other: { value } }) =>
        field.startsWith(ITEM)
          ? onItem(field.slice(ITEM.length), value as readonly PriceBreak[] | null)
          : onField(field, value)
      }
    />
  );
}
