/** How the office's paper looks, with the real paper beside what is being chosen. */
import { Checkbox, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { lawfulLegends } from '../../../../../shared/domain/copy-legends.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel, ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useLeaveGuard } from '../../../ui/use-leave-guard.ts';
import { SaveBar } from '../save-bar.tsx';
import { CopyLegends } from './copy-legends.tsx';
import { LookFields } from './look-fields.tsx';
import { OwnFields } from './own-fields.tsx';
import classes from './paper.module.css';
import { PaperPreview } from './paper-preview.tsx';
import { PaperTexts } from './paper-texts.tsx';
import type { Fields, Paper, Shown } from './shown.ts';
import { UnitWords } from './unit-words.tsx';

type Company = OutputOf<'company.get'>;

const CLASSIC: Paper['paperLook'] = { template: 'classic', colour: '', hide: [], marks: false };

const NO_FOOTERS: Paper['footers'] = { en: '', de: '' };

const paperOf = (fields: Fields): Paper => {
  const { paperLook = CLASSIC, paperTexts = {}, paperFields = [], paperCopies = {} } = fields;
  const { footers = NO_FOOTERS, unitWords = [] } = fields;
  const { amountInWords = fields.profile === 'IN' } = fields;
  return { paperLook, paperTexts, paperFields, footers, unitWords, paperCopies, amountInWords };
};

export function PaperSettings() {
  const company = useBooks('company.get', {});
  if (company.error) return <ErrorPanel error={company.error} onRetry={company.again} />;
  return company.data ? <PaperForm company={company.data} /> : null;
}

function PaperForm({ company }: { readonly company: Company }) {
  const t = useText('settings');
  const save = useCommand('company.save');
  const kept = paperOf(company.fields);
  const [typed, setTyped] = useState<Paper | null>(null);
  const [shown, setShown] = useState<Shown>({ kind: 'invoice', language: company.fields.language });
  const paper = typed ?? kept;
  const dirty = typed !== null && JSON.stringify(typed) !== JSON.stringify(kept);
  useLeaveGuard(dirty);

  const change = (part: Partial<Paper>): void => setTyped({ ...paper, ...part });
  const keep = async (): Promise<void> => {
    // Only what changed is written, so that a colleague's other choice stays (EV4).
    const fields = Object.fromEntries(
      Object.entries(paper).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(kept[name as keyof Paper]),
      ),
    );
    const reply = await save.run({ commandId: newId(), expectedRevision: company.revision, fields });
    if (!reply.ok) return;
    setTyped(null);
    notifyDone(t('saved'));
  };
  return (
    <div className={classes.beside}>
      <form
        className={classes.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Title order={2}>{t('tab.paper')}</Title>
        <Text size="sm" c="var(--quiet)">
          {t('paper.text')}
        </Text>
        <Text size="sm" c="var(--quiet)" mb="md">
          {t('paper.scripts')}
        </Text>
        <LookFields value={paper.paperLook} onChange={(paperLook) => change({ paperLook })} />
        <Checkbox
          mt="md"
          label={t('paper.in-words')}
          description={t('paper.in-words-help')}
          checked={paper.amountInWords}
          onChange={(event) => change({ amountInWords: event.currentTarget.checked })}
        />
        <PaperTexts
          value={paper.paperTexts}
          shown={shown}
          onShow={setShown}
          onChange={(paperTexts) => change({ paperTexts })}
          footers={paper.footers}
          usualFooter={company.fields.footer}
          onFooters={(footers) => change({ footers })}
        />
        <UnitWords value={paper.unitWords} onChange={(unitWords) => change({ unitWords })} />
        <OwnFields value={paper.paperFields} onChange={(paperFields) => change({ paperFields })} />
        <CopyLegends
          value={paper.paperCopies}
          kind={shown.kind}
          lawful={lawfulLegends(company.fields.profile, shown.kind, [])}
          onChange={(paperCopies) => change({ paperCopies })}
        />
        <ErrorText error={save.error} />
        <SaveBar
          dirty={dirty}
          pending={save.pending}
          onSave={keep}
          onDiscard={() => {
            setTyped(null);
            save.clear();
          }}
        />
      </form>
      <PaperPreview paper={paper} shown={shown} logo={company.fields.logo?.sha256 ?? ''} />
    </div>
  );
}
