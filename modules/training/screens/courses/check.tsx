import { Button, Callout, ChoiceField, ChoicesField, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type CourseCheck, type StepAnswer, stepMark } from '../../domain/course/course.ts'

interface CheckProps {
  readonly step: CourseCheck
  /** What was answered; empty where another telephone has. */
  readonly answer: StepAnswer | undefined
  readonly onAnswer: (answer: StepAnswer) => void
}

/** A question to oneself: answered once, after which each choice says why it is right or not. */
export function Check({ step, answer, onAnswer }: CheckProps) {
  const { t } = useMessages()
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (answer) return <Answered step={step} answer={answer} />
  const options = step.choices.map(({ text }, at) => ({ value: String(at), label: text }))
  const several = step.choices.filter(({ right }) => right).length > 1
  return (
    <Stack>
      {several ? (
        <ChoicesField label={step.question} options={options} value={chosen} onChange={setChosen} />
      ) : (
        <ChoiceField
          as="radio"
          label={step.question}
          options={options}
          value={chosen[0] ?? null}
          onChange={(value) => setChosen(value === null ? [] : [value])}
        />
      )}
      <Row>
        <Button
          kind="primary"
          disabled={chosen.length === 0}
          onPress={() => onAnswer(chosen.map(Number).toSorted((a, b) => a - b))}
        >
          {t('training.course.check')}
        </Button>
      </Row>
    </Stack>
  )
}

function Answered({ step, answer }: { readonly step: CourseCheck; readonly answer: StepAnswer }) {
  const { t } = useMessages()
  const isRight = stepMark(step, answer) === 1
  return (
    <Stack gap="sm">
      <Text tone="strong">
        <bdi>{step.question}</bdi>
      </Text>
      {answer.length > 0 && (
        <Callout tone={isRight ? 'success' : 'notice'} urgent>
          {t(isRight ? 'training.course.right' : 'training.course.not_right')}
        </Callout>
      )}
      <ul>
        {step.choices.map(({ text, right, why }, at) => (
          <li key={at}>
            <Text tone={answer.includes(at) ? 'strong' : 'plain'}>
              {t(right ? 'training.course.good' : 'training.course.poor')} <bdi>{text}</bdi>
              {answer.includes(at) && ` (${t('training.course.yours')})`}
            </Text>
            <Text tone="quiet">
              <bdi>{why}</bdi>
            </Text>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
