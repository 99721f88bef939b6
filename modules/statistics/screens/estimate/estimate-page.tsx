import { problemOf } from '@gloact/http/client'
import { ok } from '@gloact/kernel'
import {
  Arrived,
  Button,
  Callout,
  ErrorState,
  LoadingState,
  PageHeader,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type EstimateLimits, readLimits } from '../../contract/limits.ts'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import { TABLES } from '../parts/tables.ts'
import { useRun } from '../worker/use-run.ts'
import type { EstimateStep, EstimateTask, MadeEstimate } from './estimate-task.ts'
import { MadePart } from './made-part.tsx'

const newWorker = (): Worker => new Worker(new URL('./estimate-worker.ts', import.meta.url), { type: 'module' })

/** How many were never detected, estimated from lists that overlap. The country’s limits are asked for; nothing is told. */
export function EstimatePage() {
  const { t } = useMessages()
  const client = useClient()
  const limits = useQuery({
    queryKey: ['statistics', 'limits'],
    queryFn: () => client.callOrThrow(readLimits),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Stack gap="lg">
      <PageHeader title={t('statistics.estimate.title')} about={t('statistics.estimate.about')} />
      <Callout title={t('statistics.nothing_sent')}>{t('statistics.estimate.nothing_sent_about')}</Callout>
      {limits.isPending && <LoadingState what={t('statistics.estimate.asking_limits')} />}
      {limits.isError && <ErrorState problem={problemOf(limits.error)} onRetry={() => void limits.refetch()} />}
      {limits.isSuccess && <Estimating limits={limits.data} />}
    </Stack>
  )
}

function Estimating({ limits }: { readonly limits: EstimateLimits }) {
  const { t } = useMessages()
  const [table, setTable] = useState<File | null>(null)
  const [lacking, setLacking] = useState(false)
  const { progress, ended, start, cancel, forget } = useRun<MadeEstimate, EstimateStep>(newWorker)
  const estimate = (): void => {
    setLacking(table === null)
    if (table === null) return
    const task: EstimateTask = { table, limits }
    void start({ step: 'models', done: 0, total: 0 }, () => Promise.resolve(ok(task)))
  }
  const busy = progress !== null
  return (
    <>
      <Section title={t('statistics.estimate.table')} about={t('statistics.estimate.table_about')}>
        <ChosenFile
          file={table}
          label={t('statistics.estimate.table_label')}
          choose={t('statistics.estimate.choose')}
          accept={TABLES}
          disabled={busy}
          onFile={(file) => {
            setTable(file)
            forget()
            setLacking(false)
          }}
        />
      </Section>
      {lacking && (
        <Callout tone="notice" urgent>
          {t('statistics.lack.table')}
        </Callout>
      )}
      {progress === null ? (
        <Row>
          <Button kind="primary" icon="chart" onPress={estimate}>
            {t('statistics.estimate.go')}
          </Button>
        </Row>
      ) : (
        <LoadingState
          what={t(`statistics.estimate.${progress.step}`)}
          {...(progress.total > 0 && { progress })}
          onCancel={cancel}
        />
      )}
      {ended !== null && (
        <Arrived>
          {ended.ok ? (
            <MadePart made={ended.value} name={table?.name.replace(/\.[^.]+$/, '') ?? 'table'} />
          ) : (
            <Section title={t('statistics.estimate.none')}>
              <ProblemCallout problem={ended.error} />
            </Section>
          )}
        </Arrived>
      )}
      <Text tone="quiet" size="sm">
        {t(limits.basis === null ? 'statistics.estimate.limits_method' : 'statistics.estimate.limits_country')}
      </Text>
    </>
  )
}
