/** Whether the person at the keyboard may do what needs a manager; main decides again. */
import { useCompany } from './session.ts';

export function useManages(): boolean {
  const role = useCompany()?.user.role;
  return role === 'owner' || role === 'manager';
}
