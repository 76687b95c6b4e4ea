/** Findings of the checks before issue beside the field that they are about (DO2). */
import { Text } from '@mantine/core';
import { useEntry } from './entry-context.ts';
import { FindingText } from './finding-text.tsx';

export function FieldFindings({ path }: { readonly path: string }) {
  const findings = useEntry((state) => state.findings[path]);
  if (!findings) return null;
  return (
    <Text component="div" size="sm" role="alert" mt={2}>
      {findings.map((finding) => (
        <FindingText key={finding.code} finding={finding} />
      ))}
    </Text>
  );
}
