/** Goes back to the draft in which the clerk stood when the window went. */
import { draftToResume } from '../data/resume.ts';
import { go, useNavigation } from './navigation.ts';

/** Does nothing when the clerk has gone somewhere meanwhile. */
export async function resumeDraft(company: string): Promise<void> {
  const begun = useNavigation.getState().place;
  const draft = await draftToResume(company);
  if (draft !== null && useNavigation.getState().place === begun) await go({ screen: 'draft', id: draft });
}
