/** What is wrong with a file, row by row. */
import { Table, Text } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';

interface Problem<Name extends string> {
  readonly line: number;
  readonly cell: string;
  readonly problem: Name;
}

interface CsvProblemsProps<Name extends string> {
  readonly problems: readonly Problem<Name>[];
  /** The problem in words. */
  readonly words: (problem: Name) => string;
}

export function CsvProblems<Name extends string>({ problems, words }: CsvProblemsProps<Name>) {
  const t = useText('prices');
  // Two cells of a line may be wrong in the same way: one row says it.
  const shown = new Map(problems.map((one) => [`${one.line} ${one.problem} ${one.cell}`, one]));
  return (
    <div role="alert">
      <Text size="sm" c="var(--bad)" mt="sm">
        {t('file.refused', { count: shown.size })}
      </Text>
      <Table.ScrollContainer minWidth={300} mah={260} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('file.line')}</Table.Th>
              <Table.Th>{t('file.cell')}</Table.Th>
              <Table.Th>{t('file.problem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...shown].map(([key, { line, cell, problem }]) => (
              <Table.Tr key={key}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{cell}</Table.Td>
                <Table.Td>{words(problem)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
