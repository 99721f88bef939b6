import type { Result } from '@gloact/kernel'
import { Callout, DataTable, LoadingState, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import type { TaskProblem } from '../worker/task.ts'
import { ChosenFile } from '../parts/chosen-file.tsx'
import type { ReadList } from './encode-task.ts'
import { isolated } from '../parts/isolated.ts'
import { ProblemCallout } from '../parts/problem-callout.tsx'

interface ListPartProps {
  readonly file: File | null
  readonly read: Result<ReadList, TaskProblem> | undefined
  /** Whether it waits for the agreement before it is looked at. */
  readonly waits: boolean
  readonly disabled: boolean
  readonly onFile: (file: File | null) => void
}

/** The list, and what is recognised of it: how many records, and what stands in the columns that were agreed on. */
export function ListPart({ file, read, waits, disabled, onFile }: ListPartProps) {
  const { t } = useMessages()
  return (
    <Section title={t('statistics.list.title')} about={t('statistics.list.about')}>
      <Stack>
        <ChosenFile
          file={file}
          label={t('statistics.list.label')}
          choose={t('statistics.list.choose')}
          accept=".csv,.txt,.tsv,text/csv"
          disabled={disabled}
          onFile={onFile}
        />
        {file !== null && waits && <Text tone="quiet">{t('statistics.list.waits')}</Text>}
        {file !== null && !waits && read === undefined && <LoadingState what={t('statistics.reading')} />}
        {read !== undefined && (read.ok ? <Look list={read.value} /> : <ProblemCallout problem={read.error} />)}
      </Stack>
    </Section>
  )
}

function Look({ list }: { readonly list: ReadList }) {
  const { t, formatNumber, formatList } = useMessages()
  const { records, fields, repeated, unused, warnings } = list
  const missing = missingColumns(list)
  return (
    <Stack>
      <Text tone="strong">{t('statistics.list.records', { count: records })}</Text>
      {missing.length > 0 && (
        <ProblemCallout problem={{ code: 'column_missing', params: { columns: formatList(missing.map(isolated)) } }} />
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
          {t('statistics.list.unused', { columns: formatList(unused.map(isolated)) })}
        </Text>
      )}
    </Stack>
  )
}

/** Columns that the agreement names and the list does not have. */
export const missingColumns = ({ fields }: ReadList): readonly string[] =>
  fields.filter(({ found }) => !found).map(({ column }) => column)
