import { ok } from '@gloact/kernel'
import { Callout, QueryState, Section, Stack, Text, useMessages } from '@gloact/ui'
import { useMemo, useState } from 'react'
import type { EstimateLimits } from '../../contract/limits.ts'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { ReadPart } from '../parts/read-part.tsx'
import { TABLES } from '../parts/tables.ts'
import { nameOf, ToolPage } from '../parts/tool-page.tsx'
import { useLimits } from '../parts/use-limits.ts'
import type { Made } from '../worker/made.ts'
import { useRun } from '../worker/use-run.ts'
import { useTask } from '../worker/use-task.ts'
import { ProtectOptions } from './options-part.tsx'
import type { LookedColumns, ProtectAsked, ProtectStep, ProtectTask } from './protect-task.ts'

const newWorker = (): Worker => new Worker(new URL('./protect-worker.ts', import.meta.url), { type: 'module' })

const USUAL: ProtectAsked = {
  rows: [],
  columns: [],
  count: null,
  amount: null,
  contributor: null,
  largest: null,
  percent: null,
  closeness: null,
  audience: 'public',
  method: 'suppress',
  threshold: null,
}

/** Counts a file into a table that may go out, by the country’s rule of disclosure. */
export function ProtectPage() {
  const { t } = useMessages()
  const limits = useLimits()
  if (!limits.isSuccess) return <QueryState query={limits} loading={t('statistics.estimate.asking_limits')} />
  return <Protecting rules={limits.data.disclosure} />
}

function Protecting({ rules }: { readonly rules: EstimateLimits['disclosure'] }) {
  const { t } = useMessages()
  const [table, setTable] = useState<File | null>(null)
  const [register, setRegister] = useState<File | null>(null)
  const [asked, setAsked] = useState(USUAL)
  const [lack, setLack] = useState<string | null>(null)
  const run = useRun<Made, ProtectStep>(newWorker)
  const look = useTask<LookedColumns>(
    newWorker,
    useMemo(() => table && ({ kind: 'look', table } satisfies ProtectTask), [table]),
  )
  const busy = run.progress !== null
  const protect = (): void => {
    const lacking =
      look?.ok !== true || table === null
        ? 'statistics.lack.table'
        : asked.rows.length === 0
          ? 'statistics.lack.rows'
          : null
    setLack(lacking)
    if (lacking !== null || table === null) return
    const total = t('statistics.protect.total')
    const task: ProtectTask = { kind: 'protect', table, register, asked, rules, total }
    void run.start({ step: 'reading', done: 0, total: 0 }, () => Promise.resolve(ok(task)))
  }
  const change = (next: ProtectAsked): void => {
    setAsked(next)
    setLack(null)
    run.forget()
  }
  return (
    <ToolPage
      title={t('statistics.protect.title')}
      about={t('statistics.protect.about')}
      go={t('statistics.protect.go')}
      stepWords={(step) => t(step === 'reading' ? 'statistics.reading' : 'statistics.protect.protecting')}
      run={run}
      reading={table !== null && look === undefined}
      lack={lack === null ? null : t(lack)}
      name={nameOf(table)}
      onGo={protect}
    >
      <ReadPart
        title={t('statistics.protect.file')}
        about={t('statistics.protect.file_about')}
        label={t('statistics.protect.file_label')}
        choose={t('statistics.estimate.choose')}
        accept={TABLES}
        file={table}
        read={look}
        disabled={busy}
        onFile={(file) => {
          setTable(file)
          change({ ...USUAL, audience: asked.audience, method: asked.method, threshold: asked.threshold })
        }}
        show={(read) => <Looked looked={read} />}
      />
      <Section title={t('statistics.protect.register')} about={t('statistics.protect.register_about')}>
        <ChosenFile
          file={register}
          label={t('statistics.protect.register')}
          choose={t('statistics.protect.choose_register')}
          accept=".jsonl,.json"
          disabled={busy}
          onFile={(file) => {
            setRegister(file)
            run.forget()
          }}
        />
      </Section>
      {look?.ok === true && (
        <ProtectOptions looked={look.value} asked={asked} rules={rules} disabled={busy} onAsked={change} />
      )}
    </ToolPage>
  )
}

function Looked({ looked }: { readonly looked: LookedColumns }) {
  const { t, formatList } = useMessages()
  const { rows, columns, leftOut, warnings } = looked
  return (
    <Stack>
      <Text tone="strong">{t('statistics.read.rows', { count: rows })}</Text>
      {columns.length > 0 && <Text>{t('statistics.read.columns', { columns: formatList(columns) })}</Text>}
      {leftOut.length > 0 && <Callout>{t('statistics.read.left_out', { columns: formatList(leftOut) })}</Callout>}
      {warnings.map((code) => (
        <Callout key={code}>{t(`statistics.warning.${code.replace('.', '_')}`)}</Callout>
      ))}
    </Stack>
  )
}
