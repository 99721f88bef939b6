import { asPlainDate, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  LoadingState,
  Narrow,
  PageHeader,
  problemWords,
  Refusal,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { lazy, Suspense, useState } from 'react'
import { takePart, type TakingPart } from '../../contract/tests.ts'
import type { GivenAnswer } from '../../domain/marking.ts'
import { CodeForm } from '../code-form.tsx'
import { Contact } from './contact.tsx'
import { Courses } from './courses.tsx'
import { FollowUp } from './follow-up.tsx'
import { Satisfaction } from './satisfaction.tsx'
import { forget, keep, keptTest } from './kept.ts'
import { Question } from './question.tsx'
import { useAttemptSending } from './use-attempt-sending.ts'
import { type Sending, useSending } from './use-sending.ts'

/** Looked for when a code has been opened, and a connection is there. */
const Packages = lazy(() => import('./packages.tsx').then((file) => ({ default: file.Packages })))

/** Where a participant takes part with a code, without an account. An invitation's own stands behind `#`. */
export function TakePartPage() {
  const { t, has } = useMessages()
  const client = useClient()
  const [typed, setTyped] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [taking, setTaking] = useState<TakingPart | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [playing, setPlaying] = useState<'course' | 'package' | null>(null)
  const sending = useSending()
  const attempts = useAttemptSending()
  // What modules say comes when the page is at rest.
  if (!has('training.take.title')) return <LoadingState what="…" />

  const open = async () => {
    setBusy(true)
    const answer = await client.call(takePart, { body: { code: typed } })
    setBusy(false)
    if (!answer.ok) return setProblem(problemWords({ t, has }, answer.error))
    setProblem(null)
    setTaking(answer.value)
  }
  return (
    <Narrow>
      <PageHeader
        title={taking ? <bdi>{taking.event.title}</bdi> : t('training.take.title')}
        about={taking ? undefined : t('training.take.about')}
      />
      <Stack>
        <SendingNote state={sending.state} why={sending.why} />
        <Refusal>{problem}</Refusal>
        {playing === null && taking === null && (
          <CodeForm code={typed} busy={busy} onChange={setTyped} onOpen={() => void open()} />
        )}
        {playing === null && taking !== null && (
          <Opened
            taking={taking}
            code={typed}
            onRenew={() => void open()}
            onSent={() => void sending.again()}
            busy={busy}
          />
        )}
        {taking !== null && playing !== 'course' && (
          <Suspense fallback={<LoadingState what={t('training.packages.title')} />}>
            <Packages key={typed} code={typed} {...attempts} onPlaying={(is) => setPlaying(is ? 'package' : null)} />
          </Suspense>
        )}
        {playing !== 'package' && (
          <Courses code={taking === null ? null : typed} onPlaying={(is) => setPlaying(is ? 'course' : null)} />
        )}
      </Stack>
    </Narrow>
  )
}

function SendingNote({ state, why }: Pick<Sending, 'state' | 'why'>) {
  const { t, has } = useMessages()
  if (state === 'nothing') return null
  if (state === 'refused') {
    return (
      <Callout tone="notice" urgent title={t('training.take.refused')}>
        {t(why !== null && has(why) ? why : 'http.unexpected_response')}
      </Callout>
    )
  }
  return (
    <Callout tone={state === 'sent' ? 'success' : 'info'} urgent>
      {t(`training.take.${state}`)}
    </Callout>
  )
}

interface OpenedProps {
  readonly taking: TakingPart
  readonly code: string
  readonly onRenew: () => void
  readonly onSent: () => void
  readonly busy: boolean
}

function Opened({ taking, code, onRenew, onSent, busy }: OpenedProps) {
  const { t, formatDate, formatList } = useMessages()
  const [sitting, setSitting] = useState<string | null>(null)
  const { event, attended, tests, followUp } = taking
  const day = (text: string) => formatDate(asPlainDate(text))
  const test = tests.find(({ id }) => id === sitting)
  if (test) {
    return (
      <Sitting
        test={test}
        code={code}
        onSent={() => {
          setSitting(null)
          onSent()
        }}
      />
    )
  }
  return (
    <Stack>
      <Text tone="quiet">
        {t('training.from_to', { from: day(event.startsOn), to: day(event.endsOn) })} · <bdi>{event.place}</bdi>
      </Text>
      <Text>
        {attended.length === 0
          ? t('training.take.not_present')
          : t('training.take.present', { sessions: formatList(attended) })}
      </Text>
      {tests.map((each) => (
        <Card key={each.id} title={t(`training.test.${each.kind}`)} level={2}>
          {each.state === 'open' ? (
            <Row>
              <Button kind="primary" onPress={() => setSitting(each.id)}>
                {t('training.take.begin')}
              </Button>
              <Text as="span">{t('training.questions', { count: each.questions.length })}</Text>
            </Row>
          ) : (
            <Text>{t(`training.take.test_${each.state}`)}</Text>
          )}
        </Card>
      ))}
      {followUp === 'due' && <FollowUp code={code} onDone={onRenew} />}
      {attended.length > 0 && !taking.rated && <Satisfaction code={code} onDone={onRenew} />}
      {taking.rated && <Text>{t('training.take.rated')}</Text>}
      {attended.length > 0 && <Contact code={code} consent={taking.consent} onDone={onRenew} />}
      {followUp === 'answered' && <Text>{t('training.take.follow_up_answered')}</Text>}
      <Row>
        <Button icon="refresh" busy={busy} onPress={onRenew}>
          {t('training.take.renew')}
        </Button>
      </Row>
    </Stack>
  )
}

interface SittingProps {
  readonly test: TakingPart['tests'][number]
  readonly code: string
  readonly onSent: () => void
}

function Sitting({ test, code, onSent }: SittingProps) {
  const { t } = useMessages()
  const [kept, setKept] = useState(
    () => keptTest(localStorage, test.id, code) ?? { id: newId(), code, testId: test.id, answers: {}, done: false },
  )
  const [unsure, setUnsure] = useState(false)
  const change = (next: typeof kept) => {
    setKept(next)
    keep(localStorage, next)
  }
  const answer = (question: string, given: GivenAnswer) =>
    change({ ...kept, answers: { ...kept.answers, [question]: given } })
  const open = test.questions.filter(({ id }) => kept.answers[id] === undefined).length
  const send = () => {
    if (open > 0 && !unsure) return setUnsure(true)
    keep(localStorage, { ...kept, done: true })
    onSent()
  }
  const leave = () => {
    forget(localStorage, kept)
    setKept({ ...kept, answers: {} })
  }
  return (
    <Stack>
      <Text tone="quiet">{t('training.take.kept')}</Text>
      {test.questions.map((question, at) => (
        <Question
          key={question.id}
          number={at + 1}
          question={question}
          answer={kept.answers[question.id]}
          onAnswer={(given) => answer(question.id, given)}
        />
      ))}
      <Refusal>{unsure && open > 0 && t('training.take.unanswered', { count: open })}</Refusal>
      <Row>
        <Button kind="primary" icon="send" onPress={send}>
          {t(unsure && open > 0 ? 'training.take.send_anyway' : 'training.take.send')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('training.take.clear')}
        </Button>
      </Row>
    </Stack>
  )
}
