import { Button, Callout, Card, problemWords, Refusal, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { useCallback, useEffect, useState } from 'react'
import { takePackage, takePackages, type TakenPackage } from '../../contract/scorm.ts'
import { type CmiState, isDone } from '../../domain/scorm/cmi.ts'
import { PackageFrame } from '../packages/package-frame.tsx'
import { usePackageState, useSize } from '../packages/packages.tsx'
import {
  attemptOf,
  currentOf,
  forgetAttempt,
  keepAttempt,
  type KeptAttempt,
  saidIn,
  waitsToBeSent,
} from './kept-attempts.ts'
import type { AttemptSending } from './use-attempt-sending.ts'

interface Playing {
  readonly title: string
  readonly launch: string
  readonly attempt: KeptAttempt
}

interface PackagesProps extends AttemptSending {
  readonly code: string
  readonly onPlaying: (is: boolean) => void
}

/** SCORM packages that a code opens. What is said in one is kept on this telephone until the server has it. */
export function Packages({ code, attempts, renew, onPlaying }: PackagesProps) {
  const { t, has } = useMessages()
  const client = useClient()
  const [items, setItems] = useState<readonly TakenPackage[]>([])
  const [playing, setPlaying] = useState<Playing | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const waiting = attempts.some((one) => one.code === code && waitsToBeSent(one))
  useEffect(() => {
    // Without a network nothing is listed: a package cannot be opened then. Asked again when something has arrived.
    if (!waiting)
      void client.call(takePackages, { body: { code } }).then((answer) => answer.ok && setItems(answer.value.items))
  }, [client, code, waiting])
  const open = async ({ id, title }: TakenPackage) => {
    const answer = await client.call(takePackage, { body: { code, packageId: id } })
    if (!answer.ok) return setProblem(problemWords({ t, has }, answer.error))
    setProblem(null)
    const kept = attempts.find((one) => one.code === code && one.packageId === id)
    const attempt = attemptOf(kept, code, id, answer.value.attempt)
    setPlaying({ title, launch: answer.value.launch, attempt })
    onPlaying(true)
  }
  const close = () => {
    setPlaying(null)
    onPlaying(false)
    renew()
  }
  if (playing) return <Open playing={playing} attempts={attempts} onSaid={renew} onClosed={close} />
  if (items.length === 0) return null
  return (
    <Card title={t('training.packages.title')} level={2}>
      <Stack>
        <Refusal>{problem}</Refusal>
        {items.map((item) => (
          <Listed
            key={item.id}
            item={item}
            attempt={attempts.find((one) => one.code === code && one.packageId === item.id)}
            onOpen={() => void open(item)}
          />
        ))}
      </Stack>
    </Card>
  )
}

interface ListedProps {
  readonly item: TakenPackage
  readonly attempt: KeptAttempt | undefined
  readonly onOpen: () => void
}

function Listed({ item, attempt, onOpen }: ListedProps) {
  const { t } = useMessages()
  const inWords = usePackageState()
  const sizeOf = useSize()
  const label = t('training.package.open', { size: sizeOf(item.bytes) })
  return (
    <Stack gap="sm">
      <Text tone="strong">
        <bdi>{item.title}</bdi>
      </Text>
      <Row>
        <Tag tone={isDone(item.status) ? 'accent' : 'neutral'}>{inWords(item.status, item.score)}</Tag>
        <SentState attempt={attempt} />
      </Row>
      <Row>
        <Button kind="primary" label={`${label}: ${item.title}`} onPress={onOpen}>
          {label}
        </Button>
      </Row>
    </Stack>
  )
}

/** Whether the server has what was done, in so many words. */
function SentState({ attempt }: { readonly attempt: KeptAttempt | undefined }) {
  const { t, has } = useMessages()
  if (!attempt) return null
  if (attempt.refused !== null) {
    return <Tag tone="danger">{t(has(attempt.refused) ? attempt.refused : 'http.unexpected_response')}</Tag>
  }
  const waits = waitsToBeSent(attempt)
  return <Tag tone={waits ? 'notice' : 'accent'}>{t(waits ? 'training.package.waiting' : 'training.package.sent')}</Tag>
}

interface OpenProps {
  readonly playing: Playing
  readonly attempts: readonly KeptAttempt[]
  readonly onSaid: () => void
  readonly onClosed: () => void
}

function Open({ playing: { title, launch, attempt }, attempts, onSaid, onClosed }: OpenProps) {
  const { t } = useMessages()
  const [problem, setProblem] = useState<string | null>(null)
  const now = attempts.find((one) => one.attemptId === attempt.attemptId)
  const say = useCallback(
    (state: CmiState) => {
      const kept = currentOf(localStorage, attempt) ?? attempt
      setProblem(keepAttempt(localStorage, saidIn(kept, state)) ? null : 'training.course.no_room')
      onSaid()
    },
    [attempt, onSaid],
  )
  const onOdd = useCallback(() => setProblem('training.package.not_kept'), [])
  const leave = () => {
    const kept = currentOf(localStorage, attempt) ?? attempt
    // The server has everything: nothing stays on a telephone that somebody else may use next.
    if (!waitsToBeSent(kept) && kept.refused === null) forgetAttempt(localStorage, kept)
    onClosed()
  }
  return (
    <Stack>
      <Text tone="strong" size="lg">
        <bdi>{title}</bdi>
      </Text>
      <Row>
        <SentState attempt={now} />
      </Row>
      {problem !== null && (
        <Callout tone="danger" urgent>
          {t(problem)}
        </Callout>
      )}
      <PackageFrame launch={launch} title={title} state={attempt.state} onSaid={say} onOdd={onOdd} onClosed={leave} />
    </Stack>
  )
}
