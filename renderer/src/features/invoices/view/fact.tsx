/** One figure of a document, and links to other documents. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { go } from '../../../app/navigation.ts';
import classes from './document.module.css';

export interface DocumentLink {
  readonly id: string;
  readonly label: string;
}

export function DocumentLinks({ documents }: { readonly documents: readonly DocumentLink[] }) {
  return documents.map(({ id, label }) => (
    <div key={id}>
      <Anchor component="button" size="sm" ta="start" onClick={() => void go({ screen: 'invoice', id })}>
        {label}
      </Anchor>
    </div>
  ));
}

export function Fact({
  label,
  isStrong,
  children,
}: {
  readonly label: string;
  readonly isStrong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.fact} data-strong={isStrong || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
