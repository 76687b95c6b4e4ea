/** The office's record comes for the first time: how far it is, and that what is shown is not all yet (SY5). */
import { type OpenCompany, useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { Progress } from '../ui/task-progress.tsx';
import classes from './warnings.module.css';

export function Arriving({ company }: { readonly company: OpenCompany }) {
  const t = useText('shell');
  const away = useSession(({ sync }) => sync?.phase === 'waiting');
  const { arriving } = company;
  if (!arriving) return null;
  const { done, total } = arriving;
  return (
    <div className={classes.arriving} role="status">
      <Progress label={t(away ? 'arriving.away' : 'opening.fetch')} done={done} total={total} />
      <span>{t('arriving.text')}</span>
    </div>
  );
}
