import { ok } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  Disclosure,
  FilePicker,
  Icon,
  LoadingState,
  Row,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import type { Column, ColumnKind } from '@gloact/linkage/plain'
import { useMemo, useState } from 'react'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import { TABLES } from '../parts/tables.ts'
import { nameOf, ToolPage } from '../parts/tool-page.tsx'
import { reportCatalogues } from '../worker/report-catalogues.ts'
import { useRun } from '../worker/use-run.ts'
import { useTask } from '../worker/use-task.ts'
import type { LinkMade, LinkStepName, LinkTask, LookedLists, PairToDecide } from './link-task.ts'
import { decisionsOf, ReviewPart, type Verdicts } from './review-part.tsx'

const newWorker = (): Worker => new Worker(new URL('./link-worker.ts', import.meta.url), { type: 'module' })

/** What a column may be taken for, in the order of a form. */
const KINDS = [
  'id',
  'list',
  'full_name',
  'given_name',
  'family_name',
  'father_name',
  'mother_name',
  'date_of_birth',
  'age',
  'recorded_on',
  'sex',
  'stratum',
  'place',
  'identifier',
  'category',
  'text',
  'number',
  'ignored',
] as const satisfies readonly ColumnKind[]

const THRESHOLDS = [0.5, 0.8, 0.95, 0.99]

/** Which records of one list, or of several, are one person’s: proposals that people decide on. */
export function LinkPage() {
  const { t, formatNumber, language: spoken } = useMessages()
  const [lists, setLists] = useState<readonly File[]>([])
  const [changed, setChanged] = useState<Readonly<Record<string, ColumnKind>>>({})
  const [threshold, setThreshold] = useState(0.5)
  const [decided, setDecided] = useState<File | null>(null)
  const [lacking, setLacking] = useState(false)
  const run = useRun<LinkMade, LinkStepName>(newWorker)
  // The pairs of the first run stay while people decide: those of a later one are drawn from other probabilities.
  const [review, setReview] = useState<{ readonly pairs: readonly PairToDecide[]; readonly verdicts: Verdicts } | null>(
    null,
  )
  const look = useTask<LookedLists>(
    newWorker,
    useMemo(() => (lists.length === 0 ? null : ({ kind: 'look', lists } satisfies LinkTask)), [lists]),
  )
  const columns: readonly Column[] =
    look?.ok === true
      ? look.value.columns.map((column) => ({ ...column, kind: changed[column.name] ?? column.kind }))
      : []
  const busy = run.progress !== null
  const choose = (next: readonly File[]): void => {
    // Lists are told apart by the names of their files.
    setLists(next.filter((file, at) => next.findIndex(({ name }) => name === file.name) === at))
    setChanged({})
    setReview(null)
    setLacking(false)
    run.forget()
  }
  const link = async (): Promise<void> => {
    setLacking(look?.ok !== true)
    if (look?.ok !== true) return
    const decisions = review === null ? [] : decisionsOf(review.pairs, review.verdicts)
    const made = await run.start({ step: 'reading', done: 0, total: 0 }, async () => {
      const language = await reportCatalogues(spoken)
      return ok({ kind: 'link', lists, columns, threshold, decisions, decided, language } satisfies LinkTask)
    })
    if (made) setReview((before) => before ?? { pairs: made.toDecide, verdicts: {} })
  }
  return (
    <ToolPage
      title={t('statistics.link.title')}
      about={t('statistics.link.about')}
      go={t(lists.length > 1 ? 'statistics.link.go_several' : 'statistics.link.go_one')}
      stepWords={(step) => t(step === 'reading' ? 'statistics.reading' : `statistics.link.step_${step}`)}
      run={run}
      reading={lists.length > 0 && look === undefined}
      lack={lacking ? t('statistics.lack.table') : null}
      name={nameOf(lists[0])}
      onGo={() => void link()}
      after={
        review && (
          <ReviewPart
            pairs={review.pairs}
            verdicts={review.verdicts}
            disabled={busy}
            name={nameOf(lists[0])}
            onVerdicts={(verdicts) => setReview({ ...review, verdicts })}
            onApply={() => void link()}
          />
        )
      }
    >
      <Section title={t('statistics.link.lists')} about={t('statistics.link.lists_about')}>
        <Stack>
          {lists.map((file) => (
            <Row key={file.name}>
              <Text as="span" tone="strong">
                <Icon name="attachment" size={18} /> <bdi>{file.name}</bdi>
              </Text>
              <Button
                kind="quiet"
                label={`${t('statistics.link.remove')}: ${file.name}`}
                disabled={busy}
                onPress={() => choose(lists.filter((one) => one !== file))}
              >
                {t('statistics.link.remove')}
              </Button>
            </Row>
          ))}
          <FilePicker
            label={t('statistics.link.lists_label')}
            choose={t(lists.length === 0 ? 'statistics.list.choose' : 'statistics.link.add')}
            accept={TABLES}
            many
            disabled={busy}
            onFiles={(files) => choose([...lists, ...files])}
          />
          {lists.length > 0 && look === undefined && <LoadingState what={t('statistics.reading')} />}
          {look?.ok === false && <ProblemCallout problem={look.error} />}
          {look?.ok === true && <Looked lists={look.value} />}
        </Stack>
      </Section>
      {look?.ok === true && (
        <Section title={t('statistics.estimate.options')} about={t('statistics.link.options_about')}>
          <Stack>
            <ChoiceField
              label={t('statistics.link.threshold')}
              help={t('statistics.link.threshold_about')}
              as="select"
              required
              disabled={busy}
              options={THRESHOLDS.map((value) => ({
                value: String(value),
                label: formatNumber(value, { style: 'percent' }),
              }))}
              value={String(threshold)}
              onChange={(value) => {
                setThreshold(Number(value ?? 0.5))
                run.forget()
              }}
            />
            <ChosenFile
              file={decided}
              label={t('statistics.link.decided_file')}
              choose={t('statistics.link.choose_decided')}
              accept={TABLES}
              disabled={busy}
              onFile={(file) => {
                setDecided(file)
                run.forget()
              }}
            />
            <ColumnKinds
              columns={columns}
              disabled={busy}
              onKind={(name, kind) => {
                setChanged((before) => ({ ...before, [name]: kind }))
                setReview(null)
                run.forget()
              }}
            />
          </Stack>
        </Section>
      )}
    </ToolPage>
  )
}

function Looked({ lists }: { readonly lists: LookedLists }) {
  const { t } = useMessages()
  return (
    <Stack>
      {lists.lists.map(({ name, rows }) => (
        <Text key={name}>
          <bdi>{name}</bdi>: {t('statistics.read.rows', { count: rows })}
        </Text>
      ))}
      {lists.warnings.map((code) => (
        <Callout key={code}>{t(`statistics.warning.${code.replace('.', '_')}`)}</Callout>
      ))}
    </Stack>
  )
}

interface ColumnKindsProps {
  readonly columns: readonly Column[]
  readonly disabled: boolean
  readonly onKind: (name: string, kind: ColumnKind) => void
}

/** What each column is taken for, to be corrected. */
function ColumnKinds({ columns, disabled, onKind }: ColumnKindsProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(true)
  return (
    <Disclosure summary={t('statistics.list.recognised')} open={open} onOpenChange={setOpen}>
      <Columns min="14rem">
        {columns.map(({ name, kind }) => (
          <ChoiceField
            key={name}
            label={<bdi>{name}</bdi>}
            as="select"
            required
            disabled={disabled}
            options={KINDS.map((value) => ({ value, label: t(`statistics.link.kind_${value}`) }))}
            value={kind}
            onChange={(value) => value !== null && onKind(name, value as ColumnKind)}
          />
        ))}
      </Columns>
    </Disclosure>
  )
}
