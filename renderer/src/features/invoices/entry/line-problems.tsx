/** What is wrong with a line, in words below it. */
import { useFieldProblem } from '../../../text/error-words.ts';
import { useEntry } from './entry-context.ts';
import { FindingText } from './finding-text.tsx';
import classes from './line-grid.module.css';

export function LineProblems({ line }: { readonly line: string }) {
  const words = useFieldProblem();
  const unread = useEntry((state) => state.unread, line);
  const findings = useEntry((state) => state.findings, line);
  const prefix = `lines.${line}.`;
  const texts = Object.entries(unread).filter(([path, { isLeft }]) => isLeft && path.startsWith(prefix));
  const found = Object.entries(findings).filter(([path]) => path.startsWith(prefix));
  if (texts.length === 0 && found.length === 0) return null;
  return (
    <div className={classes.problems} role="alert">
      {texts.map(([path, { text, problem }]) => (
        <div key={path}>
          “{text}”: {words(problem)}
        </div>
      ))}
      {found.flatMap(([path, list]) =>
        list.map((finding) => <FindingText key={`${path}${finding.code}`} finding={finding} />),
      )}
    </div>
  );
}
