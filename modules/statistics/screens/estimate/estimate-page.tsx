import { ok } from '@gloact/kernel'
import {
  Arrived,
  Callout,
  Link,
  LoadingState,
  PageHeader,
  QueryError,
  Refusal,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { useMemo, useState } from 'react'
import type { EstimateLimits } from '../../contract/limits.ts'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import { handedTable } from '../parts/handed-table.ts'
import { ReadPart } from '../parts/read-part.tsx'
import { RunPart } from '../parts/run-part.tsx'
import { TABLES } from '../parts/tables.ts'
import { useLimits } from '../parts/use-limits.ts'
import { reportCatalogues } from '../worker/report-catalogues.ts'
import { useRun } from '../worker/use-run.ts'
import { useTask } from '../worker/use-task.ts'
import type { EstimateAsked, EstimateStep, EstimateTask, LookedTable, MadeEstimate } from './estimate-task.ts'
import { MadePart } from './made-part.tsx'
import { OptionsPart } from './options-part.tsx'

const newWorker = (): Worker => new Worker(new URL('./estimate-worker.ts', import.meta.url), { type: 'module' })

const USUAL: EstimateAsked = {
  strata: [],
  trend: null,
  residents: null,
  draws: null,
  method: 'usual',
  model: '',
  level: 95,
  assumption: '',
  atLeast: null,
  atMost: null,
}

/** How many were never detected, estimated from lists that overlap. The country’s limits are asked for; nothing is told. */
export function EstimatePage() {
  const { t } = useMessages()
  const limits = useLimits()
  return (
    <Stack gap="lg">
      <PageHeader title={t('statistics.estimate.title')} about={t('statistics.estimate.about')} />
      <Callout title={t('statistics.nothing_sent')}>{t('statistics.estimate.nothing_sent_about')}</Callout>
      {limits.isPending && <LoadingState what={t('statistics.estimate.asking_limits')} />}
      {limits.isError && <QueryError query={limits} />}
      {limits.isSuccess && <Estimating limits={limits.data} />}
    </Stack>
  )
}

function Estimating({ limits }: { readonly limits: EstimateLimits }) {
  const { t, language: spoken } = useMessages()
  const [table, setTable] = useState(handedTable)
  const [asked, setAsked] = useState(USUAL)
  const [lacking, setLacking] = useState(false)
  const { progress, ended, start, cancel, forget } = useRun<MadeEstimate, EstimateStep>(newWorker)
  const look = useTask<LookedTable>(
    newWorker,
    useMemo(() => table && ({ kind: 'look', table } satisfies EstimateTask), [table]),
  )
  // What is wrong with the file stands beside it already.
  const isUnread = look?.ok === false
  const estimate = (): void => {
    setLacking(table === null)
    if (table === null || isUnread) return
    void start({ step: 'models', done: 0, total: 0 }, async () => {
      const language = await reportCatalogues(spoken)
      return ok({ kind: 'estimate', table, limits, asked, language } satisfies EstimateTask)
    })
  }
  const busy = progress !== null
  return (
    <>
      <ReadPart
        title={t('statistics.estimate.table')}
        about={t('statistics.estimate.table_about')}
        label={t('statistics.estimate.table_label')}
        choose={t('statistics.estimate.choose')}
        accept={TABLES}
        file={table}
        read={look}
        disabled={busy}
        onFile={(file) => {
          setTable(file)
          setAsked((before) => ({ ...before, strata: [], trend: null, residents: null, draws: null, model: '' }))
          forget()
          setLacking(false)
        }}
        show={(read) => <Looked table={read} />}
      />
      {table === null && <Link to="/figures/lists">{t('statistics.captures.link')}</Link>}
      {look?.ok === true && (
        <OptionsPart
          table={look.value}
          asked={asked}
          disabled={busy}
          onAsked={(next) => {
            setAsked(next)
            forget()
          }}
        />
      )}
      <Refusal>{lacking && t('statistics.lack.table')}</Refusal>
      <RunPart
        go={t('statistics.estimate.go')}
        what={progress && t(`statistics.estimate.${progress.step}`)}
        progress={progress}
        reading={table !== null && look === undefined}
        onGo={estimate}
        onCancel={cancel}
      />
      {ended !== null && !isUnread && (
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

/** What was read of the table. */
function Looked({ table }: { readonly table: LookedTable }) {
  const { t, formatList } = useMessages()
  const { rows, lists, hasCounts, others, warnings } = table
  return (
    <Stack>
      <Text tone="strong">{t('statistics.read.rows', { count: rows })}</Text>
      <Text>{t('statistics.read.lists', { count: lists.length, lists: formatList(lists) })}</Text>
      <Text>{t(hasCounts ? 'statistics.read.row_is_history' : 'statistics.read.row_is_person')}</Text>
      {others.length > 0 && <Text>{t('statistics.read.others', { columns: formatList(others) })}</Text>}
      {warnings.map((code) => (
        <Callout key={code}>{t(`statistics.warning.${code.replace('.', '_')}`)}</Callout>
      ))}
    </Stack>
  )
}
