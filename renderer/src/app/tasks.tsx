/** Long work under way, at the foot of the sidebar; nothing of it blocks the window. */
import { Stack } from '@mantine/core';
import { invoke } from '../data/client.ts';
import { useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { notifyError } from '../ui/notify.ts';
import { Progress } from '../ui/task-progress.tsx';

async function cancel(task: string): Promise<void> {
  const reply = await invoke('tasks.cancel', { task });
  if (!reply.ok) notifyError(reply.error);
}

export function Tasks() {
  const t = useText('shell');
  const tasks = useSession((state) => state.tasks);
  return (
    <Stack gap="xs">
      {tasks.map(({ task, label, done, total, cancellable }) => (
        <Progress
          key={task}
          label={t(`task.${label}`)}
          done={done}
          total={total}
          onCancel={cancellable ? () => void cancel(task) : undefined}
        />
      ))}
    </Stack>
  );
}
