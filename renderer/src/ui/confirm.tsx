/** Questions with verbs on the buttons. */
import { Button, Group, Text, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { textOf } from '../text/i18n.ts';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the first button does: "Void invoice". */
  readonly yes: string;
  /** What the other does: "Keep invoice". */
  readonly no: string;
  readonly danger?: boolean;
}

/** Milliseconds after an answer by which its dialog has given the focus back. */
const FOCUS_IS_BACK = 150;

/** Runs when the dialog has given the focus back: for a new place, where the answer takes away the button that asked. */
export const afterDialog = (run: () => void): void => void setTimeout(run, FOCUS_IS_BACK);

/** Asks; answers whether the first button was pressed. Escape means the other. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false;
    const id = modals.open({
      title: question.title,
      onClose: () => resolve(answer),
      children: (
        <>
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {question.text}
          </Text>
          <Answers
            question={question}
            onNo={() => modals.close(id)}
            onYes={() => {
              answer = true;
              modals.close(id);
            }}
          />
        </>
      ),
    });
  });
}

/** Asks for a reason as well; answers it, or `null` when the clerk thought better of it. */
export function confirmWithReason(question: Question & { readonly label: string }): Promise<string | null> {
  return new Promise((resolve) => {
    let answer: string | null = null;
    const id = modals.open({
      title: question.title,
      onClose: () => resolve(answer),
      children: (
        <ReasonForm
          question={question}
          label={question.label}
          onNo={() => modals.close(id)}
          onYes={(reason) => {
            answer = reason;
            modals.close(id);
          }}
        />
      ),
    });
  });
}

interface AnswersProps {
  readonly question: Question;
  readonly onYes?: () => void;
  readonly onNo: () => void;
}

function Answers({ question, onYes, onNo }: AnswersProps) {
  return (
    <Group justify="flex-end" mt="lg" gap="xs">
      <Button variant="default" onClick={onNo} data-autofocus={question.danger && onYes ? true : undefined}>
        {question.no}
      </Button>
      <Button
        type={onYes ? 'button' : 'submit'}
        color={question.danger ? 'red.9' : 'petrol'}
        onClick={onYes}
        data-autofocus={onYes && !question.danger ? true : undefined}
      >
        {question.yes}
      </Button>
    </Group>
  );
}

interface ReasonFormProps {
  readonly question: Question;
  readonly label: string;
  readonly onYes: (reason: string) => void;
  readonly onNo: () => void;
}

function ReasonForm({ question, label, onYes, onNo }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const t = textOf('errors');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setMissing(true);
        else onYes(reason.trim());
      }}
    >
      <Text size="sm" mb="sm">
        {question.text}
      </Text>
      <Textarea
        label={label}
        value={reason}
        maxLength={300}
        autosize
        minRows={2}
        data-autofocus
        error={missing ? t('field.required') : undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Answers question={question} onNo={onNo} />
    </form>
  );
}
