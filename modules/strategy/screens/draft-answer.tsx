import { labelOf, type CodeList } from '@gloact/codes'
import { Button, Callout, ChoiceField, problemWords, Row, saveFile, Stack, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { printAnswer } from '../contract/planned.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import { REVIEW_BODIES, type ReviewBody } from '../domain/words.ts'

/** The answer to a review body, drafted as a Word document from its recommendations, their actions and what was verified. */
export function DraftAnswer() {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const [body, setBody] = useState<ReviewBody | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const draft = async () => {
    if (body === null) return
    const made = await client.call(printAnswer, { query: { body, language } })
    setProblem(made.ok ? null : problemWords(messages, made.error))
    if (made.ok) saveFile(made.value as Blob, `answer-${body}.docx`)
  }
  return (
    <Stack gap="xs">
      <Row>
        <ChoiceField
          label={t('strategy.answer.body')}
          as="select"
          options={REVIEW_BODIES.map((each) => ({
            value: each,
            label: labelOf(STRATEGY_LISTS['review_body'] as CodeList, each, language),
          }))}
          value={body}
          onChange={(next) => setBody(REVIEW_BODIES.find((each) => each === next) ?? null)}
        />
        <Button icon="download" disabled={body === null} onPress={() => void draft()}>
          {t('strategy.answer.make')}
        </Button>
      </Row>
      {problem !== null && <Callout tone="notice">{problem}</Callout>}
    </Stack>
  )
}
