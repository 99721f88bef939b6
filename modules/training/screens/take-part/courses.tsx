import {
  Button,
  Callout,
  Card,
  ChoiceField,
  problemWords,
  Refusal,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import { useEffect, useState } from 'react'
import { takeCourse, takeCourses, type TakenCourse } from '../../contract/courses.ts'
import { useLanguageName } from '../asked.tsx'
import { Player } from '../courses/player.tsx'
import { addStep, courseOf, forgetCourse, keepCourse, type KeptCourse } from './kept-courses.ts'
import { sameCourse, useCourseSending } from './use-course-sending.ts'
import { keepPage } from './without-network.ts'

/** Courses: those on this telephone, which need no network, and with a code those that can be loaded. */
export function Courses({
  code,
  onPlaying,
}: {
  readonly code: string | null
  readonly onPlaying: (is: boolean) => void
}) {
  const { t } = useMessages()
  const { courses, renew } = useCourseSending()
  const [open, setOpen] = useState<KeptCourse | null>(null)
  const [opens, setOpens] = useState<boolean | null>(null)
  const playing = courses.find((one) => open !== null && sameCourse(one, open))
  const any = courses.length > 0
  useEffect(() => {
    if (any) void keepPage().then(setOpens)
  }, [any])
  const play = (course: KeptCourse | null) => {
    setOpen(course)
    onPlaying(course !== null)
  }
  if (playing) return <Playing course={playing} onChange={renew} onClose={() => play(null)} />
  return (
    <Stack>
      {any && (
        <Card title={t('training.course.on_phone')} level={2}>
          <Stack>
            {opens !== null && (
              <Text size="sm" tone="quiet">
                {t(opens ? 'training.course.opens_offline' : 'training.course.keep_open')}
              </Text>
            )}
            {courses.map((course) => (
              <Kept
                key={course.loaded.courseId + course.code}
                course={course}
                onOpen={() => play(course)}
                onRemoved={renew}
              />
            ))}
          </Stack>
        </Card>
      )}
      {code !== null && <ToLoad key={code} code={code} kept={courses} onLoaded={renew} />}
    </Stack>
  )
}

interface PlayingProps {
  readonly course: KeptCourse
  readonly onChange: () => void
  readonly onClose: () => void
}

function Playing({ course, onChange, onClose }: PlayingProps) {
  const { t } = useMessages()
  const [full, setFull] = useState(false)
  const { content, language } = course.loaded
  const done = (step: string, answer: readonly number[]) => {
    setFull(!keepCourse(localStorage, addStep(course, step, answer)))
    onChange()
  }
  return (
    <div lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <Stack>
        <Text tone="strong" size="lg">
          {content.title}
        </Text>
        {full && (
          <Callout tone="danger" urgent>
            {t('training.course.no_room')}
          </Callout>
        )}
        <Player
          content={content}
          given={new Map(course.steps.map(({ step, answer }) => [step, answer]))}
          stateOf={(step) => course.steps.find((one) => one.step === step)}
          onDone={done}
          actions={
            <Button kind="quiet" onPress={onClose}>
              {t('training.course.close')}
            </Button>
          }
        />
      </Stack>
    </div>
  )
}

interface KeptProps {
  readonly course: KeptCourse
  readonly onOpen: () => void
  readonly onRemoved: () => void
}

function Kept({ course, onOpen, onRemoved }: KeptProps) {
  const { t } = useMessages()
  const confirm = useConfirm()
  const { content } = course.loaded
  const count = (state: string) => course.steps.filter((one) => one.state === state).length
  const [waiting, refused] = [count('waiting'), count('refused')]
  const remove = async () => {
    const sure = await confirm({
      title: t('training.course.remove_title', { title: content.title }),
      body: t(waiting > 0 ? 'training.course.remove_unsent' : 'training.course.remove_body'),
      confirm: t('training.course.remove'),
    })
    if (!sure) return
    forgetCourse(localStorage, course)
    onRemoved()
  }
  return (
    <Stack gap="sm">
      <Text tone="strong">
        <bdi>{content.title}</bdi>
      </Text>
      <Row>
        <Tag>{t('training.course.done_of', { n: course.steps.length, of: content.steps.length })}</Tag>
        {waiting > 0 && <Tag tone="notice">{t('training.course.waiting', { count: waiting })}</Tag>}
        {refused > 0 && <Tag tone="danger">{t('training.course.refused', { count: refused })}</Tag>}
        {waiting + refused === 0 && course.steps.length > 0 && <Tag tone="accent">{t('training.course.all_sent')}</Tag>}
      </Row>
      <Row>
        <Button kind="primary" label={`${t('training.course.open')}: ${content.title}`} onPress={onOpen}>
          {t('training.course.open')}
        </Button>
        <Button kind="quiet" label={`${t('training.course.remove')}: ${content.title}`} onPress={() => void remove()}>
          {t('training.course.remove')}
        </Button>
      </Row>
    </Stack>
  )
}

interface ToLoadProps {
  readonly code: string
  readonly kept: readonly KeptCourse[]
  readonly onLoaded: () => void
}

function ToLoad({ code, kept, onLoaded }: ToLoadProps) {
  const { t, language } = useMessages()
  const client = useClient()
  const [offered, setOffered] = useState<readonly TakenCourse[]>([])
  useEffect(() => {
    // Without a network nothing is offered: what is on the telephone stands above.
    void client
      .call(takeCourses, { body: { code, language } })
      .then((answer) => answer.ok && setOffered(answer.value.items))
  }, [client, code, language])
  const rest = offered.filter(({ id }) => !kept.some((one) => one.code === code && one.loaded.courseId === id))
  if (rest.length === 0) return null
  return (
    <Card title={t('training.courses.title')} level={2}>
      <Stack>
        {rest.map((course) => (
          <Load key={course.id} code={code} course={course} onLoaded={onLoaded} />
        ))}
      </Stack>
    </Card>
  )
}

interface LoadProps {
  readonly code: string
  readonly course: TakenCourse
  readonly onLoaded: () => void
}

function Load({ code, course, onLoaded }: LoadProps) {
  const { t, has, language, formatNumber } = useMessages()
  const client = useClient()
  const nameOf = useLanguageName()
  const { languages } = course
  const [wanted, setWanted] = useState<string | null>(
    (languages.find((one) => one.language === language) ?? languages[0])?.language ?? null,
  )
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const size = languages.find((one) => one.language === wanted)?.bytes ?? 0
  const load = async () => {
    if (wanted === null) return
    setBusy(true)
    const answer = await client.call(takeCourse, { body: { code, courseId: course.id, language: wanted } })
    setBusy(false)
    if (!answer.ok) return setProblem(problemWords({ t, has }, answer.error))
    const room = keepCourse(localStorage, courseOf(code, answer.value, course.done))
    setProblem(room ? null : t('training.course.no_room'))
    onLoaded()
  }
  return (
    <Stack gap="sm">
      <Text tone="strong">
        <bdi>{course.title}</bdi>
      </Text>
      <Text size="sm" tone="quiet">
        {t('training.course.about', { minutes: course.minutes, steps: course.steps })}
      </Text>
      {course.completed && <Tag tone="accent">{t('training.course.completed', { score: course.score ?? 100 })}</Tag>}
      <ChoiceField
        as="select"
        label={t('training.language')}
        options={languages.map((one) => ({ value: one.language, label: nameOf(one.language) }))}
        value={wanted}
        onChange={setWanted}
      />
      <Refusal>{problem}</Refusal>
      <Row>
        <Button
          kind="primary"
          icon="download"
          busy={busy}
          label={`${t('training.course.load', { size: sizeIn(formatNumber, size) })}: ${course.title}`}
          onPress={() => void load()}
        >
          {t('training.course.load', { size: sizeIn(formatNumber, size) })}
        </Button>
      </Row>
    </Stack>
  )
}

const sizeIn = (format: (value: number, options: Intl.NumberFormatOptions) => string, bytes: number): string =>
  format(Math.max(1, Math.round(bytes / 1000)), { style: 'unit', unit: 'kilobyte' })
