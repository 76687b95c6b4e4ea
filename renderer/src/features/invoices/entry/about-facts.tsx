/** What a document is about: the documents that it names, and on a debit note why it asks for more (DO4). */
import { Anchor, TextInput } from '@mantine/core';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { go } from '../../../app/navigation.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { cleanLine } from './clean-text.ts';
import { useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { FieldFindings } from './field-findings.tsx';

const NOTHING = { documents: [], reason: '' };

export function AboutFacts({ header }: { readonly header: DraftHeader }) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const about = header.about ?? NOTHING;
  return (
    <div className={classes.credits}>
      {about.documents.map((id) => (
        <NamedDocument
          key={id}
          id={id}
          label={t(header.kind === 'charge' ? 'about.charge' : 'about.other')}
        />
      ))}
      {header.kind === 'charge' && (
        <div>
          <TextInput
            size="sm"
            data-path="about.reason"
            label={t('about.reason')}
            placeholder={t('about.reason-hint')}
            maxLength={300}
            value={about.reason}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              const reason = cleanLine(event.currentTarget.value, 300);
              store.edit(
                (entry) => setHeader(entry, { about: { ...(entry.header.about ?? NOTHING), reason } }),
                'about.reason',
              );
            }}
          />
          <FieldFindings path="about.reason" />
        </div>
      )}
    </div>
  );
}

function NamedDocument({ id, label }: { readonly id: string; readonly label: string }) {
  const t = useText('invoices');
  const today = useToday();
  const { data, error } = useBooks('documents.get', { id, today });
  const drafts = useBooks('drafts.list', {}, { enabled: error?.kind === 'not-found' }).data;
  // A delivery note that was begun from this draft; one that was discarded is left out of the invoice.
  if (drafts?.some((draft) => draft.id === id))
    return (
      <div className={classes.credited}>
        <span>{label} </span>
        <Anchor component="button" type="button" size="sm" onClick={() => void go({ screen: 'draft', id })}>
          {t('about.draft')}
        </Anchor>
      </div>
    );
  if (!data) return null;
  const { number, issueDate, kind } = data.document;
  return (
    <div className={classes.credited}>
      <span>{label} </span>
      <Anchor component="button" type="button" size="sm" onClick={() => void go({ screen: 'invoice', id })}>
        {t(`kind.${kind}`)} {t('about.of', { number, day: formatDay(issueDate) })}
      </Anchor>
    </div>
  );
}
