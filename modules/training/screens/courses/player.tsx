import { Button, Callout, Card, Disclosure, Heading, Progress, Row, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { type ReactNode, useState } from 'react'
import type { CourseContent, CourseStep, StepAnswer } from '../../domain/course/course.ts'
import { Check } from './check.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { Scenario } from './scenario.tsx'

export type StepState = 'waiting' | 'accepted' | 'refused'

interface PlayerProps {
  readonly content: CourseContent
  /** The steps that are done, with what was answered. */
  readonly given: ReadonlyMap<string, StepAnswer>
  readonly onDone: (step: string, answer: StepAnswer) => void
  /** What became of a step that is done; nothing where a course is only tried out. */
  readonly stateOf?: (step: string) => { readonly state: StepState; readonly why: string | null } | undefined
  readonly actions?: ReactNode
}

export const nameOf = (step: CourseStep): string => (step.kind === 'check' ? step.question : step.title)

/** A course, one step at a time. It needs nothing but its content: with it on the device, no network. */
export function Player({ content, given, onDone, stateOf, actions }: PlayerProps) {
  const { t } = useMessages()
  const { steps } = content
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      steps.findIndex(({ id }) => !given.has(id)),
    ),
  )
  const step = steps[at]
  const isLast = at === steps.length - 1
  const done = steps.filter(({ id }) => given.has(id)).length
  const go = (to: number) => {
    setAt(to)
    scrollTo({ top: 0 })
  }
  const next = () => {
    if (step?.kind === 'page' && !given.has(step.id)) onDone(step.id, [])
    if (!isLast) go(at + 1)
  }
  if (!step) return null
  const open = step.kind !== 'page' && !given.has(step.id)
  return (
    <Stack>
      <Progress label={t('training.course.step', { at: at + 1, of: steps.length })} done={done} total={steps.length} />
      <Card>
        <Stack>
          {step.kind === 'page' && (
            <>
              <Heading level={2}>
                <bdi>{step.title}</bdi>
              </Heading>
              <Paragraphs text={step.text} />
            </>
          )}
          {step.kind === 'check' && (
            <Check
              key={step.id}
              step={step}
              answer={given.get(step.id)}
              onAnswer={(answer) => onDone(step.id, answer)}
            />
          )}
          {step.kind === 'scenario' && (
            <Scenario
              key={step.id}
              title={step.title}
              scenes={step.scenes}
              answer={given.get(step.id)}
              onAnswer={(answer) => onDone(step.id, answer)}
            />
          )}
        </Stack>
      </Card>
      {done === steps.length && <Callout tone="success">{t('training.course.all_done')}</Callout>}
      <Row>
        <Button disabled={at === 0} onPress={() => go(at - 1)}>
          {t('training.course.back')}
        </Button>
        {!(isLast && given.has(step.id)) && (
          <Button kind="primary" disabled={open} onPress={next}>
            {t(isLast ? 'training.course.finish' : 'training.course.next')}
          </Button>
        )}
        {actions}
      </Row>
      <Disclosure summary={t('training.course.steps')}>
        <ol>
          {steps.map((one, position) => (
            <li key={one.id}>
              <Row>
                <Button kind="quiet" size="sm" onPress={() => go(position)}>
                  {nameOf(one)}
                </Button>
                <State done={given.has(one.id)} state={stateOf?.(one.id)} />
              </Row>
            </li>
          ))}
        </ol>
      </Disclosure>
      <Disclosure summary={t('training.course.sources')}>
        <ul>
          {content.sources.map((source) => (
            <li key={source}>
              <bdi>{source}</bdi>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Stack>
  )
}

interface StateProps {
  readonly done: boolean
  readonly state: { readonly state: StepState; readonly why: string | null } | undefined
}

const TONES = { waiting: 'notice', accepted: 'accent', refused: 'danger' } as const

function State({ done, state }: StateProps) {
  const { t, has } = useMessages()
  if (!done) return null
  if (!state) return <Tag>{t('training.course.done')}</Tag>
  return (
    <>
      <Tag tone={TONES[state.state]}>{t(`training.course.state.${state.state}`)}</Tag>
      {state.why !== null && has(state.why) && (
        <Text as="span" size="sm">
          {t(state.why)}
        </Text>
      )}
    </>
  )
}
