import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import {
  Button,
  Callout,
  DataTable,
  KeyValueList,
  LoadingState,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
  type Column,
  problemWords,
} from '@gloact/ui'
import { useState } from 'react'
import {
  cancelImport,
  readImport,
  runImport,
  type ImportPreview,
  type ImportRun,
} from '../../contract/exchange/imports.ts'
import type { HtcdsKey } from '@gloact/standards'
import { queryKeys } from '../keys.ts'
import type { ImportSettings } from './import-options.tsx'
import type { saidOf } from './import-values.tsx'

interface ImportRunningProps {
  readonly uploadId: string
  readonly kind: ImportPreview['kind']
  readonly ready: boolean
  /** Why it is not ready. */
  readonly why: string
  readonly settings: ImportSettings
  readonly columns: readonly (HtcdsKey | null)[] | null
  /** What the file's own values mean. */
  readonly values: ReturnType<typeof saidOf>
  /** What the file itself calls the column of a field. */
  readonly headerOf: (column: string) => string | undefined
  readonly onDone: () => void
}

const ASKED_EVERY_MS = 700

/** Trying a file out, importing it, and the outcome. */
export function ImportRunning({
  uploadId,
  kind,
  ready,
  why,
  settings,
  columns,
  values,
  headerOf,
  onDone,
}: ImportRunningProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const [began, setBegan] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const key = [...queryKeys.imports, uploadId]
  const { data: run } = useQuery({
    queryKey: key,
    queryFn: () => client.callOrThrow(readImport, { params: { uploadId } }),
    enabled: began,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASKED_EVERY_MS : false),
  })
  const start = async (dryRun: boolean) => {
    setProblem(null)
    const started = await client.call(runImport, {
      params: { uploadId },
      body: { ...settings, dryRun, kind, columns: columns && [...columns], values },
    })
    if (!started.ok) return setProblem(started.error)
    queries.setQueryData(key, started.value)
    setBegan(true)
  }
  const cancel = async () => {
    const cancelled = await client.call(cancelImport, { params: { uploadId } })
    if (cancelled.ok) queries.setQueryData(key, cancelled.value)
  }
  const running = run?.state === 'running'
  const tried = run !== undefined && run.state === 'done' && run.dryRun
  const imported = run !== undefined && !running && !run.dryRun && run.state !== 'failed'
  return (
    <Section title={t('protection.import.run')} about={t('protection.import.run_about')}>
      <Stack>
        {run && !running && <Outcome run={run} headerOf={headerOf} />}
        {problem && <Callout tone="notice">{problemWords(messages, problem)}</Callout>}
        {running ? (
          <LoadingState
            what={t(run.dryRun ? 'protection.import.trying' : 'protection.import.importing')}
            {...(run.rows === null ? {} : { progress: { done: run.counts.read, total: run.rows } })}
            onCancel={() => void cancel()}
          />
        ) : imported ? (
          <Row>
            <Button kind="primary" onPress={onDone}>
              {t('protection.import.finish')}
            </Button>
          </Row>
        ) : (
          <>
            {!ready && <Text tone="quiet">{why}</Text>}
            <Row>
              <Button kind={tried ? 'secondary' : 'primary'} disabled={!ready} onPress={() => void start(true)}>
                {t('protection.import.try')}
              </Button>
              <Button
                kind={tried ? 'primary' : 'secondary'}
                disabled={!ready || !tried}
                onPress={() => void start(false)}
              >
                {t('protection.import.do')}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Section>
  )
}

type Rejection = ImportRun['rejections'][number]

function Outcome({ run, headerOf }: { run: ImportRun; headerOf: (column: string) => string | undefined }) {
  const messages = useMessages()
  const { t, formatNumber, formatList } = messages
  const columns: Column<Rejection>[] = [
    {
      id: 'column',
      header: t('protection.import.column'),
      primary: true,
      cell: ({ column }) => headerOf(column) || column || '—',
    },
    { id: 'reason', header: t('protection.import.why'), cell: ({ reason }) => t(`protection.import.reason.${reason}`) },
    { id: 'count', header: t('protection.import.count'), numeric: true, cell: ({ count }) => formatNumber(count) },
    {
      id: 'rows',
      header: t('protection.import.first_rows'),
      cell: ({ firstRows }) => formatList(firstRows.map((row) => formatNumber(row, { useGrouping: false }))),
    },
  ]
  if (run.state === 'failed' && run.failure) {
    return (
      <Callout tone="notice" title={t('protection.import.failed')}>
        {t(messages.has(run.failure.code) ? run.failure.code : 'protection.import.failed_unknown', run.failure.params)}
      </Callout>
    )
  }
  const said = run.state === 'cancelled' ? 'cancelled' : run.dryRun ? 'tried' : 'imported'
  return (
    <Stack>
      <Callout tone={said === 'imported' ? 'success' : 'info'} title={t(`protection.import.${said}`)}>
        {t(`protection.import.${said}_about`)}
      </Callout>
      <KeyValueList
        items={(['read', 'imported', 'updated', 'unchanged', 'rejected'] as const).map((name) => ({
          label: t(`protection.import.counts.${run.dryRun ? 'would_' : ''}${name}`),
          value: formatNumber(run.counts[name]),
        }))}
      />
      {run.rejections.length > 0 && (
        <>
          <Text>{t('protection.import.rejections_about')}</Text>
          <DataTable
            caption={t('protection.import.rejections')}
            columns={columns}
            items={run.rejections}
            itemKey={({ column, reason }) => `${reason} ${column}`}
            empty={null}
          />
        </>
      )}
    </Stack>
  )
}
