import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  Columns,
  LongText,
  NumberField,
  PageHeader,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { saveCourse, type CoursePackageView } from '../contract/courses.ts'
import { type CourseContent, type CourseStep, faultsOf } from '../domain/course/course.ts'
import { Asked, EVENT_LANGUAGES, useDoing, useLanguageName } from './asked.tsx'
import { StepEditor } from './courses/step-editor.tsx'
import { useCourse } from './course-page.tsx'
import { useCourses } from './courses-page.tsx'

/** Writes a course of the agency: a new one, the next version of one, or a copy of one that comes with GloACT. */
export function CourseEditorPage() {
  const { courseId, language }: { courseId?: string; language?: string } = useParams({ strict: false })
  if (courseId === undefined || language === undefined) return <Editor opened={null} />
  return <Opened courseId={courseId} language={language} />
}

function Opened({ courseId, language }: { readonly courseId: string; readonly language: string }) {
  const course = useCourse(courseId, language)
  const courses = useCourses()
  return (
    <Asked query={courses}>
      {({ items }) => (
        <Asked query={course}>
          {(loaded) => <Editor opened={{ ...loaded, ours: items.some(({ id, ours }) => id === courseId && ours) }} />}
        </Asked>
      )}
    </Asked>
  )
}

const EMPTY: CourseContent = { title: '', about: '', minutes: 15, steps: [], sources: [] }

interface EditorProps {
  readonly opened: (CoursePackageView & { readonly ours: boolean }) | null
}

function Editor({ opened }: EditorProps) {
  const { t, language: spoken } = useMessages()
  const { go } = useNavigation()
  const nameOf = useLanguageName()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const own = opened !== null && !opened.ours ? opened : null
  const [courseId] = useState(() => own?.courseId ?? newId<string>())
  const [language, setLanguage] = useState<string | null>(
    opened?.language ?? EVENT_LANGUAGES.find((tag) => tag === spoken) ?? 'en',
  )
  const [content, setContent] = useState<CourseContent>(opened?.content ?? EMPTY)
  const [sent, setSent] = useState({ id: newId<string>(), content })
  const [tried, setTried] = useState(false)
  const faults = tried ? faultsOf(content) : []
  const change = (more: Partial<CourseContent>) => setContent((before) => ({ ...before, ...more }))
  const changeStep = (at: number, step: CourseStep) => change({ steps: content.steps.with(at, step) })
  const move = (at: number, by: number) => {
    const steps = [...content.steps]
    const [step] = steps.splice(at, 1)
    steps.splice(at + by, 0, step!)
    change({ steps })
  }
  const save = async () => {
    setTried(true)
    if (content.title.trim() === '' || language === null || faultsOf(content).length > 0) return
    // Sent again after a lost answer it has its id; changed meanwhile, it is another version.
    const sending = sent.content === content ? sent : { id: newId<string>(), content }
    setSent(sending)
    const after = own?.language === language ? own.version : 0
    const done = await run(() =>
      client.call(saveCourse, {
        params: { courseId },
        body: { id: sending.id, language, after, content: structuredClone(content) as CoursePackageView['content'] },
      }),
    )
    if (done) go(`/training/courses/${courseId}/${language}`)
  }
  return (
    <>
      <PageHeader
        title={t(own ? 'training.editor.edit' : 'training.courses.write')}
        about={t('training.editor.about')}
        back={{ to: '/training/courses', label: t('training.courses.title') }}
      />
      <Stack>
        <Card>
          <Stack>
            <Columns>
              <TextField
                label={t('training.name')}
                required
                maxLength={200}
                value={content.title}
                onChange={(title) => change({ title })}
                {...(tried && content.title.trim() === '' && { error: t('training.needed') })}
              />
              <ChoiceField
                as="select"
                label={t('training.language')}
                options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
                value={language}
                onChange={setLanguage}
              />
              <NumberField
                label={t('training.editor.minutes')}
                min={1}
                max={600}
                value={content.minutes}
                onChange={(minutes) => change({ minutes: minutes ?? 1 })}
              />
            </Columns>
            <LongText
              label={t('training.editor.in_short')}
              rows={2}
              maxLength={1000}
              value={content.about}
              onChange={(about) => change({ about })}
            />
          </Stack>
        </Card>
        {content.steps.map((step, at) => (
          <StepEditor
            key={step.id}
            number={at + 1}
            step={step}
            faults={faults.filter((one) => one.at === at).map(({ fault }) => fault)}
            onChange={(next) => changeStep(at, next)}
            onRemove={() => change({ steps: content.steps.toSpliced(at, 1) })}
            {...(at > 0 && { onUp: () => move(at, -1) })}
            {...(at < content.steps.length - 1 && { onDown: () => move(at, 1) })}
          />
        ))}
        <Row>
          {(['page', 'check', 'scenario'] as const).map((kind) => (
            <Button key={kind} icon="plus" onPress={() => change({ steps: [...content.steps, emptyStep(kind)] })}>
              {t(`training.editor.add_${kind}`)}
            </Button>
          ))}
        </Row>
        <Card>
          <LongText
            label={t('training.course.sources')}
            help={t('training.editor.sources_help')}
            rows={4}
            maxLength={8000}
            value={content.sources.join('\n')}
            onChange={(text) => change({ sources: text === '' ? [] : text.split('\n') })}
          />
        </Card>
        {faults.length > 0 && (
          <Callout tone="notice" urgent title={t('training.editor.faulty')}>
            <ul>
              {faults.map(({ at, fault }, index) => (
                <li key={index}>
                  {t('training.editor.fault', { number: at + 1, fault: t(`training.fault.${fault}`) })}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {note}
        <Row>
          <Button kind="primary" busy={busy} onPress={() => void save()}>
            {t(own ? 'training.editor.save_version' : 'training.editor.save', { version: (own?.version ?? 0) + 1 })}
          </Button>
        </Row>
      </Stack>
    </>
  )
}

const emptyStep = (kind: CourseStep['kind']): CourseStep => {
  const id = newId<string>()
  const choices = [true, false].map((right) => ({ text: '', right, why: '' }))
  if (kind === 'page') return { kind, id, title: '', text: '' }
  if (kind === 'check') return { kind, id, question: '', choices }
  return {
    kind,
    id,
    title: '',
    scenes: [{ id: 'a', text: '', choices: choices.map((one) => ({ ...one, next: null })) }],
  }
}
