/** Stands around each screen: when one fails, the rest of the window goes on and nothing typed is lost. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useText } from '../text/i18n.ts';
import { startOver } from './navigation.ts';

interface BoundaryProps {
  /** Another name means another screen: a fault of the one before is forgotten. */
  readonly name: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: string | null;
}

export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: null };

  override componentDidCatch(): void {
    this.setState({ failed: this.props.name });
  }

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: '' };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.name !== this.props.name && this.state.failed !== null) this.setState({ failed: null });
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children;
    return <Failed onAgain={() => this.setState({ failed: null })} />;
  }
}

function Failed({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText('shell');
  return (
    <Alert color="red" variant="light" title={t('fault.screen')} role="alert" m="lg" maw={640}>
      <Text size="sm">{t('fault.screen-text')}</Text>
      <Group mt="sm" gap="xs">
        <Button size="xs" onClick={onAgain}>
          {t('fault.again')}
        </Button>
        <Button size="xs" variant="default" onClick={startOver}>
          {t('fault.dashboard')}
        </Button>
      </Group>
    </Alert>
  );
}
