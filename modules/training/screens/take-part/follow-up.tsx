import { newId } from '@gloact/kernel'
import {
  Button,
  Card,
  ChoiceField,
  ChoicesField,
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
import { answerFollowUp } from '../../contract/tests.ts'
import { BARRIERS } from '../../domain/follow-up.ts'

/** What is asked months later: whether it is used, and what keeps people from it. */
export function FollowUp({ code, onDone }: { readonly code: string; readonly onDone: () => void }) {
  const { t, has } = useMessages()
  const client = useClient()
  const [id] = useState(() => newId())
  const [uses, setUses] = useState<string | null>(null)
  const [inPost, setInPost] = useState<string | null>(null)
  const [barriers, setBarriers] = useState<readonly string[]>([])
  const [example, setExample] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (uses === null || inPost === null) return setProblem(t('training.needed'))
    const answer = await client.call(answerFollowUp, {
      body: {
        code,
        id,
        uses: uses === 'yes' ? 'yes' : 'no',
        inPost: inPost === 'yes',
        barriers: BARRIERS.filter((barrier) => barriers.includes(barrier)),
        example,
      },
    })
    if (!answer.ok) return setProblem(problemWords({ t, has }, answer.error))
    onDone()
  }
  const yesNo = ['yes', 'no'].map((value) => ({ value, label: t(`training.${value}`) }))
  return (
    <Card title={t('training.follow_up')} level={2}>
      <Form onSubmit={() => void send()}>
        <Stack>
          <ChoiceField label={t('training.take.uses')} required options={yesNo} value={uses} onChange={setUses} />
          <LongText
            label={t('training.take.example')}
            help={t('training.take.example_help')}
            rows={2}
            maxLength={2000}
            value={example}
            onChange={setExample}
          />
          <ChoicesField
            label={t('training.take.barriers')}
            options={BARRIERS.map((value) => ({ value, label: t(`training.barrier.${value}`) }))}
            value={barriers}
            onChange={setBarriers}
          />
          <ChoiceField
            label={t('training.take.in_post')}
            required
            options={yesNo}
            value={inPost}
            onChange={setInPost}
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
