import { ok } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Columns,
  NumberField,
  QueryState,
  Row,
  Section,
  Stack,
  TextField,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { TABLES } from '../parts/tables.ts'
import { nameOf, ToolPage } from '../parts/tool-page.tsx'
import { useLimits } from '../parts/use-limits.ts'
import type { Made } from '../worker/made.ts'
import { useRun } from '../worker/use-run.ts'
import type { SynthesizeAsked, SynthesizeStep, SynthesizeTask } from './synthesize-task.ts'

const newWorker = (): Worker => new Worker(new URL('./synthesize-worker.ts', import.meta.url), { type: 'module' })

const EPSILONS = [0.5, 1, 2, 4]
const FIRST = { step: 'reading', done: 0, total: 0 } as const

type Part = 'records' | 'codes' | 'ledger'

/** Synthetic records that protect every person of a table by differential privacy. */
export function SynthesizePage() {
  const { t } = useMessages()
  const limits = useLimits()
  if (!limits.isSuccess) return <QueryState query={limits} loading={t('statistics.estimate.asking_limits')} />
  return <Synthesizing floor={limits.data.disclosure.public.threshold} />
}

function Synthesizing({ floor }: { readonly floor: number }) {
  const { t, formatNumber } = useMessages()
  const [files, setFiles] = useState<Readonly<Record<Part, File | null>>>({ records: null, codes: null, ledger: null })
  const [asked, setAsked] = useState<SynthesizeAsked>({ epsilon: 1, budget: null, universe: 'persons', approvedBy: '' })
  const [lack, setLack] = useState<string | null>(null)
  const run = useRun<Made, SynthesizeStep>(newWorker)
  const busy = run.progress !== null
  const set = (part: Partial<SynthesizeAsked>): void => {
    setAsked({ ...asked, ...part })
    run.forget()
  }
  const begin = (task: SynthesizeTask): void => void run.start(FIRST, () => Promise.resolve(ok(task)))
  const propose = (): void => {
    setLack(files.records === null ? 'statistics.lack.table' : null)
    if (files.records !== null) begin({ kind: 'propose', records: files.records })
  }
  const make = (): void => {
    const { records, codes, ledger } = files
    setLack(records === null ? 'statistics.lack.table' : codes === null ? 'statistics.lack.codes' : null)
    if (records !== null && codes !== null) begin({ kind: 'synthesize', records, codes, ledger, asked, floor })
  }
  const choice = (part: Part, accept: string) => (
    <ChosenFile
      file={files[part]}
      label={t(`statistics.synthesize.file_${part}`)}
      choose={t(`statistics.synthesize.choose_${part}`)}
      accept={accept}
      disabled={busy}
      onFile={(file) => {
        setFiles((before) => ({ ...before, [part]: file }))
        setLack(null)
        run.forget()
      }}
    />
  )
  return (
    <ToolPage
      title={t('statistics.synthesize.title')}
      about={t('statistics.synthesize.about')}
      go={t('statistics.synthesize.go')}
      stepWords={(step) => t(step === 'reading' ? 'statistics.reading' : 'statistics.synthesize.synthesizing')}
      run={run}
      lack={lack === null ? null : t(lack)}
      name={nameOf(files.records)}
      onGo={make}
    >
      <Section title={t('statistics.synthesize.file_records')} about={t('statistics.synthesize.file_records_about')}>
        {choice('records', TABLES)}
      </Section>
      <Section title={t('statistics.synthesize.file_codes')} about={t('statistics.synthesize.file_codes_about')}>
        <Stack>
          {choice('codes', '.json,application/json')}
          {files.codes === null && (
            <Row>
              <Button kind="secondary" disabled={busy} onPress={propose}>
                {t('statistics.synthesize.propose')}
              </Button>
            </Row>
          )}
        </Stack>
      </Section>
      <Section title={t('statistics.synthesize.file_ledger')} about={t('statistics.synthesize.file_ledger_about')}>
        {choice('ledger', '.jsonl,.json')}
      </Section>
      <Section title={t('statistics.estimate.options')}>
        <Columns min="14rem">
          <ChoiceField
            label={t('statistics.synthesize.epsilon')}
            help={t('statistics.synthesize.epsilon_about')}
            as="select"
            required
            disabled={busy}
            options={EPSILONS.map((value) => ({ value: String(value), label: formatNumber(value) }))}
            value={String(asked.epsilon)}
            onChange={(epsilon) => set({ epsilon: Number(epsilon ?? 1) })}
          />
          <NumberField
            label={t('statistics.synthesize.budget')}
            help={t('statistics.synthesize.budget_about')}
            decimal
            min={0.01}
            max={100}
            disabled={busy}
            value={asked.budget}
            onChange={(budget) => set({ budget })}
          />
          <TextField
            label={t('statistics.synthesize.universe')}
            help={t('statistics.synthesize.universe_about')}
            disabled={busy}
            maxLength={80}
            value={asked.universe}
            onChange={(universe) => set({ universe })}
          />
          <TextField
            label={t('statistics.synthesize.approved_by')}
            disabled={busy}
            maxLength={120}
            value={asked.approvedBy}
            onChange={(approvedBy) => set({ approvedBy })}
          />
        </Columns>
      </Section>
    </ToolPage>
  )
}
