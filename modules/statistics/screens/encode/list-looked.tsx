import { Callout, DataTable, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import type { ReadList } from './encode-task.ts'

/** What is recognised of a list: how many records, and what stands in the columns that were agreed on. */
export function ListLooked({ list }: { readonly list: ReadList }) {
  const { t, formatNumber, formatList } = useMessages()
  const { records, fields, repeated, unused, leftOut, warnings } = list
  const missing = missingColumns(list)
  return (
    <Stack>
      <Text tone="strong">{t('statistics.list.records', { count: records })}</Text>
      {leftOut !== null && leftOut > 0 && <Text>{t('statistics.list.left_out', { count: leftOut })}</Text>}
      {missing.length > 0 && (
        <ProblemCallout problem={{ code: 'column_missing', params: { columns: formatList(missing) } }} />
      )}
      {repeated > 0 && <Callout tone="notice">{t('statistics.list.repeated', { count: repeated })}</Callout>}
      {warnings.map((code) => (
        <Callout key={code}>{t(`statistics.warning.${code.replace('.', '_')}`)}</Callout>
      ))}
      <DataTable
        caption={t('statistics.list.recognised')}
        items={fields}
        itemKey={({ column }) => column}
        empty={null}
        columns={[
          {
            id: 'column',
            header: t('statistics.list.column'),
            primary: true,
            cell: ({ column }) => <bdi>{column}</bdi>,
          },
          { id: 'kind', header: t('statistics.list.kind'), cell: ({ kind }) => t(`statistics.kind.${kind}`) },
          {
            id: 'filled',
            header: t('statistics.list.filled'),
            numeric: true,
            cell: ({ found, filled }) =>
              found ? formatNumber(filled) : <Tag icon="warning">{t('statistics.list.missing')}</Tag>,
          },
          {
            id: 'unreadable',
            header: t('statistics.list.unreadable'),
            numeric: true,
            cell: ({ found, unreadable }) => (found ? formatNumber(unreadable) : ''),
          },
        ]}
      />
      {unused.length > 0 && (
        <Text tone="quiet" size="sm">
          {t('statistics.list.unused', { columns: formatList(unused) })}
        </Text>
      )}
    </Stack>
  )
}

/** Columns that the agreement names and the list does not have. */
export const missingColumns = ({ fields, filter, leftOut }: ReadList): readonly string[] => [
  ...fields.filter(({ found }) => !found).map(({ column }) => column),
  ...(filter !== null && leftOut === null ? [filter.column] : []),
]
