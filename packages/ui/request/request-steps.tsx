import { firstMomentOf } from '@gloact/calendar'
import { checkComplete, shownAnswers, type FormAnswers, type FormDefinition } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, dateIn, type FieldFailure, isPlainDate, newId, type PlainDate, valueOf } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { type ReactNode, useState } from 'react'
import { DateField } from '../fields/date-field.tsx'
import { Form } from '../form/form.tsx'
import { FormRenderer } from '../form/form-renderer.tsx'
import { Card, Row, Stack } from '../layout/layout.tsx'
import { Section } from '../layout/page-header.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Refusal } from '../say/refusal.tsx'
import type { RequestPageProps } from './request-props.ts'

/** What can be done now, with its form; and what only somebody else can. */
export function RequestSteps(props: RequestPageProps) {
  const { kind, request, forms = {}, apart = {} } = props
  const { t, formatList } = useMessages()
  const [chosen, setChosen] = useState<string | null>(null)
  const free = request.open.filter(({ barredBy }) => barredBy === undefined)
  const step = free.find(({ step: name }) => name === chosen)
  // Where nothing is left to do, as at most ends, nothing is said but what is not theirs to do.
  if (request.open.length === 0) {
    return request.turn === null ? null : <Text tone="quiet">{t('records.nothing_open')}</Text>
  }
  return (
    <Section title={t('records.steps')}>
      <Stack>
        <Row>
          {free.map(({ step: name }, index) => (
            <Button
              key={name}
              kind={index === 0 ? 'primary' : 'secondary'}
              expanded={name === chosen}
              onPress={() => setChosen(name === chosen ? null : name)}
            >
              {t(requestWords.step(kind.kind, name))}
            </Button>
          ))}
        </Row>
        {step && (
          <Card title={t(requestWords.step(kind.kind, step.step))}>
            {apart[step.step] ?? (
              <StepForm
                key={`${step.step}:${request.version}`}
                {...props}
                step={step.step}
                form={step.needs === undefined ? undefined : forms[step.needs]}
                // What was opened while the answer was on its way stays open.
                onDone={() => setChosen((now) => (now === step.step ? null : now))}
              />
            )}
          </Card>
        )}
        {(['second_person', 'not_permitted'] as const).map((bar) => {
          const barred = request.open.filter(({ barredBy }) => barredBy === bar)
          return barred.length === 0 ? null : (
            <Text key={bar} tone="quiet">
              {t(`records.barred.${bar}`, {
                steps: formatList(barred.map(({ step: name }) => t(requestWords.step(kind.kind, name)))),
              })}
            </Text>
          )
        })}
      </Stack>
    </Section>
  )
}

export interface StepFormProps extends Pick<
  RequestPageProps,
  'codeLists' | 'initial' | 'now' | 'onTake' | 'references' | 'problemText' | 'dayIn'
> {
  readonly step: string
  readonly form: FormDefinition | undefined
  /** What the page says of answers as soon as they are given, by the field's id: of what would be refused, before it is sent. */
  readonly notes?: (answers: FormAnswers) => Readonly<Record<string, ReactNode>>
  readonly onDone: () => void
}

/** The form of a step, and sending it: of one that a request is begun with as well. */
export function StepForm({
  step,
  form,
  codeLists = {},
  initial,
  now,
  onTake,
  references,
  problemText,
  dayIn,
  notes,
  onDone,
}: StepFormProps) {
  const { t, timeZone } = useMessages()
  const today = dateIn(now, timeZone)
  const asked = form?.sections.flatMap(({ fields }) => fields).find(({ id: field }) => field === dayIn)
  // Made once for what stands here: sent again after a lost answer, it is recorded once.
  const [id, setId] = useState(() => newId())
  const [answers, setAnswers] = useState<FormAnswers>(initial?.[step] ?? {})
  const [other, setDay] = useState<string | null>(today)
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const said = asked && valueOf(answers[asked.id])
  const day = typeof said === 'string' ? said : other
  const late = day !== null && day > today

  const send = async () => {
    const missing: readonly FieldFailure[] =
      asked && late
        ? [{ pointer: `/${asked.id}`, code: 'forms.date_in_future' }]
        : form
          ? checkComplete(form, answers)
          : []
    setFailures(missing)
    if (missing.length > 0 || late || day === null || !isPlainDate(day)) return
    setBusy(true)
    // What was answered before another answer took the question away is no part of the step.
    const shown = form ? shownAnswers(form, answers) : answers
    const refused = await onTake({ id, step, happenedAt: momentOn(day, today, timeZone), answers: shown })
    setBusy(false)
    setProblem(refused)
    if (!refused) return onDone()
    setFailures((refused.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') })))
  }
  return (
    <Form onSubmit={() => void send()}>
      {form && (
        <FormRenderer
          bare={form.sections.length === 1}
          form={form}
          codeLists={codeLists}
          answers={answers}
          failures={failures}
          today={today}
          {...(references && { references })}
          {...(notes && { notes: notes(answers) })}
          onChange={(edit) => {
            setAnswers((before) => ({ ...before, ...edit }))
            // Other words are another step: what was sent under the id before may have arrived.
            setId(newId())
          }}
        />
      )}
      {asked === undefined && (
        <DateField
          label={t('records.happened')}
          precision="day"
          required
          value={day as PlainDate | null}
          error={late ? t('records.in_future') : undefined}
          onChange={(next) => {
            setDay(next)
            setId(newId())
          }}
        />
      )}
      {problem && (problemText?.(problem) ?? <StepProblem problem={problem} />)}
      <Row>
        <Button kind="primary" type="submit" busy={busy}>
          {t('records.record')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </Row>
    </Form>
  )
}

function StepProblem({ problem }: { problem: Problem }) {
  const { t, has } = useMessages()
  return <Refusal>{t(has(problem.code) ? problem.code : 'ui.error.unknown')}</Refusal>
}

/** The moment to record for a day: now where it is today, else the beginning of that day in the country. */
const momentOn = (day: PlainDate, today: PlainDate, timeZone: string) =>
  day === today ? asInstant(Date.now()) : asInstant(firstMomentOf(day, { timeZone, weekend: [], holidays: [] }))
