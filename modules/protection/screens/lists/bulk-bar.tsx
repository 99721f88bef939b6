import { useQueryClient } from '@tanstack/react-query'
import { mayByRole } from '@gloact/policy'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  ChoicesField,
  LoadingState,
  problemWords,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import { countCaseFiles, type FileFilterInput } from '../../contract/lists/file-list.ts'
import type { FileSummary } from '../../contract/reading/files.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { newAction } from '../new-action.ts'
import { usePrincipal } from '../principal.ts'
import { notDone, sender, sendInParts, type BulkItem, type Outcomes } from './bulk-work.ts'
import { tagName, useTags, type ListState } from './use-list-state.ts'

/** As many as are taken up at once; more are done in several goes. */
const MOST = 5_000

interface BulkBarProps {
  readonly list: ListState
  readonly shown: readonly FileSummary[]
  readonly ids: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
  readonly onClose: () => void
}

/** What can be done with the files that are ticked: give them to somebody, tag them. */
export function BulkBar({ list, shown, ids, onChoose, onClose }: BulkBarProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { say } = useToast()
  const me = usePrincipal()
  const [doing, setDoing] = useState<'assign' | 'tag' | null>(null)
  const [busy, setBusy] = useState(false)
  const chooseAll = async () => {
    setBusy(true)
    const found = await client.call(countCaseFiles, { body: { filter: list.filters as FileFilterInput, ids: MOST } })
    setBusy(false)
    if (!found.ok) return say(problemWords(messages, found.error), { tone: 'notice' })
    onChoose(new Set(found.value.ids))
    if (found.value.count > found.value.ids.length) say(t('protection.bulk.most', { count: MOST }), { tone: 'notice' })
  }
  return (
    <Card title={t('protection.bulk.title', { count: ids.size })} level={2}>
      <Stack>
        <Row>
          <Button size="sm" onPress={() => onChoose(new Set(shown.map(({ id }) => id)))}>
            {t('protection.bulk.shown', { count: shown.length })}
          </Button>
          <Button size="sm" busy={busy} onPress={() => void chooseAll()}>
            {t('protection.bulk.all')}
          </Button>
          {ids.size > 0 && (
            <Button size="sm" kind="quiet" onPress={() => onChoose(new Set())}>
              {t('protection.bulk.none')}
            </Button>
          )}
          <Button size="sm" kind="quiet" icon="close" onPress={onClose}>
            {t('protection.bulk.close')}
          </Button>
        </Row>
        {ids.size > 0 && (
          <Row>
            {mayByRole(filePolicy, me, 'action.assigned') && (
              <Button icon="user" expanded={doing === 'assign'} onPress={() => setDoing('assign')}>
                {t('protection.bulk.assign')}
              </Button>
            )}
            {mayByRole(filePolicy, me, 'action.tagged') && (
              <Button icon="flag" expanded={doing === 'tag'} onPress={() => setDoing('tag')}>
                {t('protection.bulk.tag')}
              </Button>
            )}
          </Row>
        )}
        {ids.size > 0 && doing === 'assign' && <AssignMany ids={ids} key={`assign-${ids.size}`} />}
        {ids.size > 0 && doing === 'tag' && <TagMany ids={ids} key={`tag-${ids.size}`} />}
      </Stack>
    </Card>
  )
}

function AssignMany({ ids }: { ids: ReadonlySet<string> }) {
  const { t } = useMessages()
  const { colleagues, teams } = useDirectory()
  const me = usePrincipal()
  const [teamId, setTeamId] = useState<string | null>(null)
  const [userId, setUserId] = useState<string | null>(null)
  const own = teams.filter(({ agencyId, active }) => agencyId === me?.agencyId && active)
  const offered = colleagues.filter(({ teamIds }) => teamId === null || teamIds.some((id) => id === teamId))
  return (
    <RunMany
      ids={ids}
      ready={teamId !== null || userId !== null}
      submit={t('protection.bulk.assign_press', { count: ids.size })}
      make={() => newAction('assigned', { teamId, userId })}
    >
      <Row align="end">
        <ChoiceField
          label={t('protection.assignment.team')}
          as="select"
          value={teamId}
          onChange={setTeamId}
          options={own.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ChoiceField
          label={t('protection.assignment.who')}
          as="select"
          value={userId}
          onChange={setUserId}
          options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Row>
    </RunMany>
  )
}

function TagMany({ ids }: { ids: ReadonlySet<string> }) {
  const { t, language } = useMessages()
  const { tags, mayManage } = useTags()
  const [add, setAdd] = useState<readonly string[]>([])
  const [remove, setRemove] = useState<readonly string[]>([])
  const option = (tag: (typeof tags)[number]) => ({ value: tag.id, label: tagName(tag, language) })
  if (tags.length === 0) {
    return (
      <Callout tone="info" title={t('protection.tags.none')}>
        <Text>{t('protection.tags.none_about')}</Text>
        {mayManage && <Button to="/tags">{t('protection.tags.title')}</Button>}
      </Callout>
    )
  }
  return (
    <RunMany
      ids={ids}
      ready={add.length + remove.length > 0}
      submit={t('protection.bulk.tag_press', { count: ids.size })}
      make={() => newAction('tagged', { add, remove })}
    >
      <Row align="start" gap="lg">
        <ChoicesField
          label={t('protection.bulk.tags_on')}
          options={tags.filter(({ active }) => active).map(option)}
          value={add}
          onChange={(values) => {
            setAdd(values)
            setRemove(remove.filter((id) => !values.includes(id)))
          }}
        />
        <ChoicesField
          label={t('protection.bulk.tags_off')}
          options={tags.map(option)}
          value={remove}
          onChange={(values) => {
            setRemove(values)
            setAdd(add.filter((id) => !values.includes(id)))
          }}
        />
      </Row>
    </RunMany>
  )
}

interface RunManyProps {
  readonly ids: ReadonlySet<string>
  readonly ready: boolean
  readonly submit: string
  readonly make: () => BulkItem['action']
  readonly children: React.ReactNode
}

/** Does it file by file, says how far it is, what failed and why, and does that again. */
function RunMany({ ids, ready, submit, make, children }: RunManyProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const [items, setItems] = useState<readonly BulkItem[]>([])
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map())
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const stop = useRef(false)
  const run = async (batch: readonly BulkItem[], before: Outcomes) => {
    stop.current = false
    setProgress({ done: 0, total: batch.length })
    const sent = await sendInParts(
      batch,
      sender(client),
      (done) => setProgress({ done, total: batch.length }),
      () => stop.current,
    )
    setOutcomes(new Map([...before, ...sent]))
    setProgress(null)
    await queries.invalidateQueries({ queryKey: queryKeys.lists })
    await queries.invalidateQueries({ queryKey: queryKeys.myWork })
  }
  const start = () => {
    const batch = [...ids].map((fileId) => ({ fileId, action: make() }))
    setItems(batch)
    void run(batch, new Map())
  }
  if (progress) {
    return (
      <LoadingState
        what={t('protection.bulk.running')}
        progress={progress}
        onCancel={() => {
          stop.current = true
        }}
      />
    )
  }
  if (items.length === 0) {
    return (
      <Stack>
        {children}
        <div>
          <Button kind="primary" disabled={!ready} onPress={start}>
            {submit}
          </Button>
        </div>
      </Stack>
    )
  }
  return <Outcome items={items} outcomes={outcomes} onAgain={(rest) => void run(rest, outcomes)} />
}

interface OutcomeProps<Item> {
  readonly items: readonly Item[]
  readonly outcomes: Outcomes
  readonly onAgain: (rest: readonly Item[]) => void
}

/** What was done, what was not and why; the rest again by one press. */
export function Outcome<Item extends { readonly fileId: string }>({ items, outcomes, onAgain }: OutcomeProps<Item>) {
  const messages = useMessages()
  const { t } = messages
  const rest = notDone(items, outcomes)
  const reasons = new Map<string, number>()
  for (const { fileId } of rest) {
    const code = outcomes.get(fileId)?.code ?? 'protection.bulk.not_sent'
    reasons.set(code, (reasons.get(code) ?? 0) + 1)
  }
  return (
    <Callout
      tone={rest.length === 0 ? 'success' : 'notice'}
      title={t('protection.bulk.done', { done: items.length - rest.length, total: items.length })}
      actions={
        rest.length > 0 && (
          <Button icon="refresh" onPress={() => onAgain(rest)}>
            {t('protection.bulk.again', { count: rest.length })}
          </Button>
        )
      }
    >
      {reasons.size === 0
        ? undefined
        : [...reasons].map(([code, count]) => (
            <Text key={code}>
              {t('protection.bulk.failed', {
                count,
                why: messages.has(code) ? t(code) : t('protection.bulk.unknown'),
              })}
            </Text>
          ))}
    </Callout>
  )
}
