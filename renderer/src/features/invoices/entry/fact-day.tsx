/** A day among the facts of the form; what cannot be read is kept out of the draft and named. */
import type { Day } from '../../../../../shared/domain/money.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { useEntryTools } from './entry-context.ts';
import { FieldFindings } from './field-findings.tsx';

interface FactDayProps {
  readonly path: string;
  readonly label: string;
  readonly value: Day | null;
  readonly base?: Day;
  readonly onDay: (day: Day | null) => void;
}

export function FactDay({ path, label, value, base, onDay }: FactDayProps) {
  const { store } = useEntryTools();
  return (
    <div>
      <DayField
        size="sm"
        data-path={path}
        label={label}
        value={value}
        {...(base === undefined ? {} : { base })}
        onChange={onDay}
        onProblem={(problem) =>
          store.setUnread(path, problem === null ? null : { text: '', problem, isLeft: true })
        }
      />
      <FieldFindings path={path} />
    </div>
  );
}
