import { newId } from '@gloact/kernel'
import {
  Button,
  Card,
  ChoiceField,
  Form,
  LongText,
  problemWords,
  Refusal,
  Row,
  Stack,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { answerSatisfaction } from '../../contract/evaluation.ts'
import { SATISFACTION_ITEMS, type SatisfactionItem } from '../../domain/levels.ts'

const POINTS = ['1', '2', '3', '4', '5'] as const

/** What somebody thought of the event: five items, a comment, once. */
export function Satisfaction({ code, onDone }: { readonly code: string; readonly onDone: () => void }) {
  const { t, has } = useMessages()
  const client = useClient()
  const [id] = useState(() => newId())
  const [given, setGiven] = useState<Partial<Record<SatisfactionItem, number>>>({})
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    const { useful, clear, pace, trainers, practical } = given
    if (!useful || !clear || !pace || !trainers || !practical) return setProblem(t('training.needed'))
    const ratings = { useful, clear, pace, trainers, practical }
    const answer = await client.call(answerSatisfaction, { body: { code, id, ratings, comment } })
    if (!answer.ok) return setProblem(problemWords({ t, has }, answer.error))
    onDone()
  }
  return (
    <Card title={t('training.satisfaction.title')} level={2}>
      <Form onSubmit={() => void send()}>
        <Stack>
          {SATISFACTION_ITEMS.map((item) => (
            <ChoiceField
              key={item}
              as="select"
              label={t(`training.satisfaction.${item}`)}
              options={POINTS.map((value) => ({ value, label: t(`training.points.${value}`) }))}
              value={given[item] === undefined ? null : String(given[item])}
              onChange={(value) => value !== null && setGiven({ ...given, [item]: Number(value) })}
            />
          ))}
          <LongText
            label={t('training.satisfaction.comment')}
            help={t('training.take.example_help')}
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={setComment}
          />
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" icon="send">
              {t('training.take.send')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
