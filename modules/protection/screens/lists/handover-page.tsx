import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  ChoicesField,
  Disclosure,
  EmptyState,
  FileNumber,
  KeyValueList,
  LoadingState,
  LongText,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import { handOver, readCaseload, type Caseload, type FileOutcome } from '../../contract/lists/caseload.ts'
import { DISTRIBUTIONS } from '../../domain/lists/caseload.ts'
import { AUDIENCES } from '../../domain/ids.ts'
import { ClockBadge } from '../clock-badge.tsx'
import { clockOf } from '../clocks.ts'
import { useDirectory } from '../directory.ts'
import { Outcome } from './bulk-bar.tsx'
import type { Outcomes } from './bulk-work.ts'
import { queryKeys } from '../keys.ts'
import { useCountryTimeZone } from '../rules.ts'
import { useNow } from '../use-now.ts'
import { gapsOf, handoverItems, NOBODY, receiversOf, type HandoverChoice, type HandoverItem } from './handover-plan.ts'

/** How many files are sent at a time. */
const PART = 10

/** Somebody's whole caseload, and who has it from now on. */
export function HandoverPage() {
  const { userId = '' }: { readonly userId?: string } = useParams({ strict: false })
  const { t } = useMessages()
  const client = useClient()
  const { colleagueName } = useDirectory()
  const load = useQuery({
    queryKey: queryKeys.caseload(userId),
    queryFn: () => client.callOrThrow(readCaseload, { params: { userId } }),
    // What is chosen below is chosen for what was loaded.
    staleTime: Infinity,
  })
  const name = colleagueName(userId) ?? t('protection.file.somebody')
  return (
    <>
      <PageHeader
        title={t('protection.caseload.of', { name })}
        back={{ to: '/caseloads', label: t('protection.caseload.title') }}
      />
      {!load.isSuccess ? (
        <QueryState query={load} loading={t('protection.caseload.loading')} />
      ) : load.data.open === 0 && load.data.named.length === 0 ? (
        <EmptyState
          icon="done"
          title={t('protection.caseload.empty', { name })}
          about={
            load.data.appointments > 0
              ? t('protection.caseload.appointments_left', { count: load.data.appointments })
              : t('protection.caseload.empty_about')
          }
        />
      ) : (
        <Handover userId={userId} caseload={load.data} />
      )}
    </>
  )
}

function Handover({ userId, caseload }: { userId: string; caseload: Caseload }) {
  const { t } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const { colleagues } = useDirectory()
  const receivers = colleagues.filter(({ id }) => id !== userId).map(({ id, name }) => ({ value: id, label: name }))
  const [choice, setChoice] = useState<HandoverChoice>({
    how: 'one',
    one: null,
    several: [],
    singly: {},
    named: {},
    notes: {},
  })
  const [reasons, setReasons] = useState('')
  const [tried, setTried] = useState(false)
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const [items, setItems] = useState<readonly HandoverItem[]>([])
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map())
  const stop = useRef(false)
  const set = (more: Partial<HandoverChoice>) => setChoice({ ...choice, ...more })
  const gaps = gapsOf(caseload, choice)
  const complete = gaps.files === 0 && gaps.audiences.length === 0 && reasons.trim() !== ''

  const run = async (batch: readonly HandoverItem[]) => {
    stop.current = false
    setItems((before) => (before.length === 0 ? batch : before))
    const found = new Map(outcomes)
    for (let at = 0; at < batch.length && !stop.current; at += PART) {
      setProgress({ done: at, total: batch.length })
      const part = batch.slice(at, at + PART)
      const sent = await client.call(handOver, {
        params: { userId },
        body: { reasons: reasons.trim(), items: part.map((item) => ({ ...item })) },
      })
      const results: readonly FileOutcome[] = sent.ok
        ? sent.value.items
        : part.map(({ fileId }) => ({ fileId, number: null, state: 'failed' as const, code: sent.error.code }))
      for (const one of results) found.set(one.fileId, one)
      setOutcomes(new Map(found))
    }
    setProgress(null)
    for (const queryKey of [queryKeys.lists, queryKeys.myWork]) void queries.invalidateQueries({ queryKey })
  }
  const start = () => {
    setTried(true)
    if (complete) void run(handoverItems(caseload, choice))
  }
  if (progress) {
    return (
      <LoadingState
        what={t('protection.caseload.running')}
        progress={progress}
        onCancel={() => {
          stop.current = true
        }}
      />
    )
  }
  if (items.length > 0) {
    return (
      <Stack>
        <Outcome items={items} outcomes={outcomes} onAgain={(rest) => void run(rest)} />
        <Text>{t('protection.caseload.afterwards')}</Text>
        <div>
          <Button
            onPress={() => {
              setItems([])
              setOutcomes(new Map())
              void queries.resetQueries({ queryKey: queryKeys.caseload(userId) })
            }}
          >
            {t('protection.caseload.look_again')}
          </Button>
        </div>
      </Stack>
    )
  }
  return (
    <Stack gap="lg">
      <Card tone="quiet">
        <KeyValueList
          items={[
            { label: t('protection.caseload.open'), value: String(caseload.open) },
            { label: t('protection.caseload.overdue'), value: String(caseload.overdue) },
            { label: t('protection.caseload.appointments'), value: String(caseload.appointments) },
            { label: t('protection.caseload.named'), value: String(caseload.named.length) },
          ]}
        />
      </Card>
      {caseload.open > caseload.files.length && (
        <Callout tone="notice">{t('protection.caseload.not_all', { count: caseload.files.length })}</Callout>
      )}
      {caseload.files.length > 0 && (
        <Section title={t('protection.caseload.who_next')}>
          <Stack>
            <ChoiceField
              label={t('protection.caseload.how')}
              options={DISTRIBUTIONS.map((how) => ({ value: how, label: t(`protection.caseload.how.${how}`) }))}
              value={choice.how}
              onChange={(value) => set({ how: DISTRIBUTIONS.find((how) => how === value) ?? 'one' })}
            />
            {choice.how === 'one' && (
              <ChoiceField
                label={t('protection.caseload.to')}
                as="select"
                options={receivers}
                value={choice.one}
                onChange={(one) => set({ one })}
              />
            )}
            {choice.how === 'evenly' && (
              <ChoicesField
                label={t('protection.caseload.to_several')}
                help={t('protection.caseload.evenly_help')}
                options={receivers}
                value={choice.several}
                onChange={(several) => set({ several })}
              />
            )}
            <FilesOfCaseload caseload={caseload} choice={choice} receivers={receivers} onChange={set} />
            {tried && gaps.files > 0 && (
              <Callout tone="notice">{t('protection.caseload.files_left', { count: gaps.files })}</Callout>
            )}
          </Stack>
        </Section>
      )}
      {caseload.named.length > 0 && (
        <Named
          caseload={caseload}
          choice={choice}
          receivers={receivers}
          onChange={set}
          open={tried ? gaps.audiences : []}
        />
      )}
      <LongText
        label={t('protection.caseload.reasons')}
        help={t('protection.caseload.reasons_help')}
        required
        rows={2}
        maxLength={1_000}
        value={reasons}
        onChange={setReasons}
        error={tried && reasons.trim() === '' ? t('protection.emergency.missing') : undefined}
      />
      <div>
        <Button kind="primary" icon="send" onPress={start}>
          {t('protection.caseload.press')}
        </Button>
      </div>
    </Stack>
  )
}

interface PartProps {
  readonly caseload: Caseload
  readonly choice: HandoverChoice
  readonly receivers: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (more: Partial<HandoverChoice>) => void
}

/** Each file with what is due, who would have it, and a note for them. */
function FilesOfCaseload({ caseload, choice, receivers, onChange }: PartProps) {
  const { t } = useMessages()
  const timeZone = useCountryTimeZone()
  const now = useNow()
  const chosen = receiversOf(caseload, choice)
  const nameOf = (id: string | undefined) => receivers.find(({ value }) => value === id)?.label
  return (
    <Stack gap="sm">
      {caseload.files.map((file) => (
        <Card key={file.id}>
          <Stack gap="sm">
            <Row justify="between">
              <Row gap="sm">
                <FileNumber>{file.number}</FileNumber>
                <Text as="span">
                  {t(file.status === 'open' ? `protection.stage.${file.stage}` : `protection.status.${file.status}`)}
                </Text>
              </Row>
              {file.nextDeadline && <ClockBadge clock={clockOf(file.nextDeadline, now, timeZone)} named="above" />}
            </Row>
            {choice.how === 'singly' ? (
              <ChoiceField
                label={t('protection.caseload.to_for', { number: file.number })}
                as="select"
                options={receivers}
                value={choice.singly[file.id] ?? null}
                onChange={(to) => {
                  const { [file.id]: _, ...others } = choice.singly
                  onChange({ singly: to === null ? others : { ...others, [file.id]: to } })
                }}
              />
            ) : (
              <Text tone="quiet">
                {t('protection.caseload.goes_to', {
                  name: nameOf(chosen.get(file.id)) ?? t('protection.caseload.not_chosen'),
                })}
              </Text>
            )}
            <Disclosure summary={t('protection.caseload.note_for', { number: file.number })}>
              <LongText
                label={t('protection.caseload.note')}
                help={t('protection.caseload.note_help')}
                rows={3}
                maxLength={4_000}
                value={choice.notes[file.id] ?? ''}
                onChange={(note) => onChange({ notes: { ...choice.notes, [file.id]: note } })}
              />
            </Disclosure>
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}

/** What is restricted to staff by name: somebody is named in place of who leaves, or those named beside them remain. */
function Named({ caseload, choice, receivers, onChange, open }: PartProps & { readonly open: readonly string[] }) {
  const { t, formatList } = useMessages()
  return (
    <Section title={t('protection.caseload.named_title')} about={t('protection.caseload.named_about')}>
      <Stack>
        {AUDIENCES.flatMap((audience) => {
          const files = caseload.named.filter((one) => one.audience === audience)
          if (files.length === 0) return []
          const alone = files.some(({ others }) => others.length === 0)
          return [
            <ChoiceField
              key={audience}
              label={t(`protection.panel.audience.${audience}`)}
              help={t('protection.caseload.named_in', {
                count: files.length,
                numbers: formatList(files.slice(0, 5).map(({ number }) => number)),
              })}
              as="select"
              required
              options={[
                ...receivers,
                ...(alone ? [] : [{ value: NOBODY, label: t('protection.caseload.named_nobody') }]),
              ]}
              value={choice.named[audience] ?? null}
              onChange={(value) => {
                const { [audience]: _, ...others } = choice.named
                onChange({ named: value === null ? others : { ...others, [audience]: value } })
              }}
              error={open.includes(audience) ? t('protection.caseload.named_missing') : undefined}
            />,
          ]
        })}
      </Stack>
    </Section>
  )
}
