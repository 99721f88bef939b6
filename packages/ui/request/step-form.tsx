import { firstMomentOf } from '@gloact/calendar'
import { checkComplete, shownAnswers, type FormAnswers, type FormDefinition } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, dateIn, type FieldFailure, isPlainDate, type PlainDate, valueOf } from '@gloact/kernel'
import { type ReactNode, useState } from 'react'
import { DateField } from '../fields/date-field.tsx'
import { Form } from '../form/form.tsx'
import { FormRenderer } from '../form/form-renderer.tsx'
import { failuresIn, useKeptAnswers } from '../form/kept-answers.ts'
import { Row } from '../layout/layout.tsx'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Refusal } from '../say/refusal.tsx'
import { SavedState } from '../say/saved-state.tsx'
import type { RequestPageProps } from './request-props.ts'

export interface StepFormProps extends Pick<
  RequestPageProps,
  'codeLists' | 'initial' | 'now' | 'onTake' | 'references' | 'problemText' | 'dayIn'
> {
  /** What is kept of it is found again by this: ids, where a page has several forms of one step. */
  readonly name: string
  readonly step: string
  readonly form: FormDefinition | undefined
  /** Records what is written as far as it is, by a step of its own. `label` is its message. */
  readonly part?:
    | { readonly step: string; readonly form: FormDefinition | undefined; readonly label: string }
    | undefined
  /** What the page says of answers as soon as they are given, by the field's id: of what would be refused, before it is sent. */
  readonly notes?: (answers: FormAnswers) => Readonly<Record<string, ReactNode>>
  /** The steps that are recorded already, by id: what was recorded while somebody writes is said. */
  readonly recorded?: readonly string[]
  /** Says what was recorded meanwhile, by the ids of the steps that were there when writing began. */
  readonly meanwhile?: (seen: readonly string[]) => ReactNode
  readonly onDone: () => void
}

type Beside = { readonly day: string | null; readonly seen: readonly string[] }

/** The form of a step, and sending it: of one that a request is begun with as well. What is typed is kept until it is recorded or given up. */
export function StepForm(props: StepFormProps) {
  const { step, form, part, codeLists = {}, initial, now, references, problemText, dayIn, notes, recorded = [] } = props
  const { t, timeZone } = useMessages()
  const today = dateIn(now, timeZone)
  const asked = form?.sections.flatMap(({ fields }) => fields).find(({ id: field }) => field === dayIn)
  const kept = useKeptAnswers<Beside>(props.name, {
    answers: initial?.[step] ?? {},
    beside: { day: today, seen: recorded },
  })
  const { answers, beside, typed } = kept
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  if (!typed.ready) return null
  const said = asked && valueOf(answers[asked.id])
  const day = typeof said === 'string' ? said : beside.day
  const late = day !== null && day > today

  const send = async (as: { readonly step: string; readonly form: FormDefinition | undefined } = { step, form }) => {
    const missing: readonly FieldFailure[] =
      asked && late
        ? [{ pointer: `/${asked.id}`, code: 'forms.date_in_future' }]
        : as.form
          ? checkComplete(as.form, answers)
          : []
    setFailures(missing)
    if (missing.length > 0 || late || day === null || !isPlainDate(day)) return
    setBusy(true)
    // What was answered before another answer took the question away is no part of the step.
    const shown = form ? shownAnswers(form, answers) : answers
    const [opens, id] = kept.ids
    const happenedAt = momentOn(day, today, timeZone)
    const refused = await props.onTake({ id, step: as.step, happenedAt, answers: shown }, opens)
    setBusy(false)
    setProblem(refused)
    setFailures(failuresIn(refused))
    if (refused) {
      // Under these ids the server has something else: another press sends it as what it is.
      if (refused.code === 'records.id_used') kept.change((before) => before)
      return
    }
    await typed.forget()
    props.onDone()
  }
  return (
    <Form unsent="kept" onSubmit={() => void send()}>
      {typed.isTyped && props.meanwhile?.(beside.seen)}
      {form && (
        <FormRenderer
          bare={form.sections.length === 1}
          form={form}
          codeLists={codeLists}
          {...kept.renderer}
          failures={failures}
          today={today}
          {...(references && { references })}
          {...(notes && { notes: notes(answers) })}
        />
      )}
      {asked === undefined && (
        <DateField
          label={t('records.happened')}
          precision="day"
          required
          value={day as PlainDate | null}
          error={late ? t('records.in_future') : undefined}
          onChange={(next) => kept.set({ day: next })}
        />
      )}
      {problem && (problemText?.(problem) ?? <StepProblem problem={problem} />)}
      <Row>
        <Button kind="primary" type="submit" busy={busy}>
          {t('records.record')}
        </Button>
        {part && (
          <Button busy={busy} onPress={() => void send(part)}>
            {t(part.label)}
          </Button>
        )}
        <Button kind="quiet" onPress={() => void typed.giveUp().then((given) => given && props.onDone())}>
          {t('ui.cancel')}
        </Button>
        {typed.sealed && <SavedState state={typed.state} />}
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
