/** Where the goods go, when not to the address that is billed. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Address } from '../../../../../shared/domain/document.ts';
import { addressLines } from '../../../text/address-lines.ts';
import { countryName } from '../../../text/countries.ts';
import { useText } from '../../../text/i18n.ts';
import { AddressFields, emptyAddress } from '../../../ui/address-fields.tsx';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { cleanLine } from './clean-text.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';

export function Delivery() {
  const t = useText('invoices');
  const { store, company, focus } = useEntryTools();
  const shipTo = useEntry((state) => state.entry.header.shipTo);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    setTimeout(() => focus('orderNumber'));
  };
  return (
    <div className={classes.delivery}>
      {shipTo && (
        <Text size="sm" c="var(--quiet)" className={classes.lines ?? ''}>
          {addressLines(shipTo, countryName).join('\n')}
        </Text>
      )}
      <Anchor component="button" type="button" size="xs" onClick={() => setOpen(true)}>
        {shipTo ? t('entry.delivery-change') : t('entry.delivery-add')}
      </Anchor>
      {isOpen && (
        <DeliveryDialog
          address={shipTo ?? emptyAddress(company.address.country)}
          onTake={(address) => {
            store.edit((entry) => setHeader(entry, { shipTo: address }), 'shipTo');
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

interface DeliveryDialogProps {
  readonly address: Address;
  /** `null`: delivered to the address that is billed. */
  readonly onTake: (address: DraftAddress | null) => void;
  readonly onClose: () => void;
}

type DraftAddress = NonNullable<Parameters<typeof setHeader>[1]['shipTo']>;

/** The dialog's focus trap looks for this mark; the fields of an address have none of their own. */
const beginInFirstField = (form: HTMLFormElement | null): void =>
  form?.querySelector('textarea')?.setAttribute('data-autofocus', 'true');

function DeliveryDialog({ address: begun, onTake, onClose }: DeliveryDialogProps) {
  const t = useText('invoices');
  const [address, setAddress] = useState(begun);
  const take = (): void => {
    const clean = {
      lines: address.lines.map((line) => cleanLine(line, 120)).filter((line) => line.trim() !== ''),
      city: cleanLine(address.city, 80),
      postcode: cleanLine(address.postcode, 20),
      region: cleanLine(address.region, 60),
      country: address.country,
    };
    onTake(clean.lines.length === 0 && clean.city === '' ? null : clean);
  };
  return (
    <FilledDialog onClose={onClose} title={t('entry.delivery')}>
      <form
        ref={beginInFirstField}
        noValidate
        onKeyDown={walkOnEnter(take)}
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <AddressFields value={address} onChange={setAddress} />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={() => onTake(null)}>
            {t('entry.delivery-none')}
          </Button>
          <Button type="submit">{t('entry.delivery-take')}</Button>
        </Group>
      </form>
    </FilledDialog>
  );
}
