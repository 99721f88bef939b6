import { Button, Card, ChoiceField, ChoicesField, LongText, Row, Stack, Text, TextField, useMessages } from '@gloact/ui'
import type { ShownQuestionView } from '../../contract/tests.ts'
import type { GivenAnswer } from '../../domain/marking.ts'
import { ScenarioQuestion } from './scenario-question.tsx'

interface QuestionProps {
  readonly number: number
  readonly question: ShownQuestionView
  readonly answer: GivenAnswer | undefined
  readonly onAnswer: (answer: GivenAnswer) => void
}

/** A question as a participant answers it. */
export function Question({ number, question, answer, onAnswer }: QuestionProps) {
  const { t } = useMessages()
  return (
    <Card>
      <Stack gap="sm">
        <Text tone="strong">
          {t('training.take.question', { number })} <bdi>{plainOf(question.text)}</bdi>
        </Text>
        <Answer number={number} question={question} answer={answer} onAnswer={onAnswer} />
      </Stack>
    </Card>
  )
}

function Answer({ number, question, answer, onAnswer }: QuestionProps) {
  const { t } = useMessages()
  const label = t('training.take.answer', { number })
  const field = { label, hideLabel: true } as const
  switch (question.ask) {
    case 'one': {
      const options = question.choices.map(({ at, text }) => ({ value: String(at), label: plainOf(text) }))
      const value = answer && 'choices' in answer ? String(answer.choices[0] ?? '') : null
      return (
        <ChoiceField
          {...field}
          as="radio"
          options={options}
          value={value}
          onChange={(at) => onAnswer({ choices: at === null ? [] : [Number(at)] })}
        />
      )
    }
    case 'several': {
      const options = question.choices.map(({ at, text }) => ({ value: String(at), label: plainOf(text) }))
      const value = answer && 'choices' in answer ? answer.choices.map(String) : []
      return (
        <ChoicesField
          {...field}
          options={options}
          value={value}
          onChange={(at) => onAnswer({ choices: at.map(Number) })}
        />
      )
    }
    case 'order':
      return <Order question={question} answer={answer} onAnswer={onAnswer} />
    case 'true_false': {
      const value = answer && 'isTrue' in answer ? String(answer.isTrue) : null
      return (
        <ChoiceField
          {...field}
          as="radio"
          options={['true', 'false'].map((one) => ({ value: one, label: t(`training.take.${one}`) }))}
          value={value}
          onChange={(one) => onAnswer({ isTrue: one === 'true' })}
        />
      )
    }
    case 'words':
      return (
        <LongText {...field} rows={2} maxLength={4000} value={textOf(answer)} onChange={(text) => onAnswer({ text })} />
      )
    case 'number':
      return (
        <TextField
          {...field}
          inputMode="numeric"
          maxLength={40}
          value={textOf(answer)}
          onChange={(text) => onAnswer({ text })}
        />
      )
    case 'scenario':
      return <ScenarioQuestion question={question} answer={answer} onAnswer={onAnswer} />
    case 'pairs': {
      const pairs = answer && 'pairs' in answer ? answer.pairs : question.lefts.map(() => null)
      return (
        <Stack gap="sm">
          {question.lefts.map(
            (left, at) =>
              left.text !== '' && (
                <ChoiceField
                  key={at}
                  as="select"
                  label={plainOf(left)}
                  options={question.rights.map((right) => ({ value: String(right.at), label: right.text }))}
                  value={pairs[at] === null || pairs[at] === undefined ? null : String(pairs[at])}
                  onChange={(right) =>
                    onAnswer({
                      pairs: question.lefts.map((_, place) =>
                        place === at ? numberOf(right) : (pairs[place] ?? null),
                      ),
                    })
                  }
                />
              ),
          )}
        </Stack>
      )
    }
  }
}

interface OrderProps {
  readonly question: Extract<ShownQuestionView, { readonly ask: 'order' }>
  readonly answer: GivenAnswer | undefined
  readonly onAnswer: (answer: GivenAnswer) => void
}

/** Put in order by buttons, which a keyboard and a reader of screens can press as well. */
function Order({ question, answer, onAnswer }: OrderProps) {
  const { t } = useMessages()
  const given = answer && 'choices' in answer ? answer.choices : question.choices.map(({ at }) => at)
  const textOf = new Map(question.choices.map(({ at, text }) => [at, plainOf(text)]))
  const swap = (place: number) =>
    onAnswer({
      choices: given.map((at, index) =>
        index === place ? given[place + 1]! : index === place + 1 ? given[place]! : at,
      ),
    })
  return (
    <ol>
      {given.map((at, place) => (
        <li key={at}>
          <Row>
            <span>{textOf.get(at)}</span>
            {place > 0 && (
              <Button
                size="sm"
                kind="quiet"
                label={t('training.take.earlier', { text: textOf.get(at) ?? '' })}
                onPress={() => swap(place - 1)}
              >
                ↑
              </Button>
            )}
            {place < given.length - 1 && (
              <Button
                size="sm"
                kind="quiet"
                label={t('training.take.later', { text: textOf.get(at) ?? '' })}
                onPress={() => swap(place)}
              >
                ↓
              </Button>
            )}
          </Row>
        </li>
      ))}
    </ol>
  )
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

const textOf = (answer: GivenAnswer | undefined): string => (answer && 'text' in answer ? answer.text : '')

/** HTML of a bank is shown as its words: nothing of a file that was imported is run or drawn. */
export function plainOf({ format, text }: ShownQuestionView['text']): string {
  if (format !== 'html') return text
  return new DOMParser().parseFromString(text, 'text/html').body.textContent?.trim() ?? ''
}
