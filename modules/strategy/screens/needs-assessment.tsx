import { useQueryClient } from '@tanstack/react-query'
import { Button, problemWords, Row, saveFile, useClient, useMessages, useModules, useToast } from '@gloact/ui'
import { beginNeeds, printNeeds } from '../contract/needs.ts'
import { EDITS } from '../domain/policy.ts'

/** Above the needs: what the country asks is added, and the whole is printed. */
export function NeedsAssessment() {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { holds } = useModules()
  const { say } = useToast()
  const begin = async () => {
    const begun = await client.call(beginNeeds, { body: {} })
    if (!begun.ok) return say(problemWords(messages, begun.error), { tone: 'notice' })
    say(t('strategy.needs.added', { count: begun.value.added }))
    await Promise.all([['register'], ['strategy']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const print = async () => {
    const made = await client.call(printNeeds, { query: { language: language.slice(0, 2) } })
    if (made.ok) saveFile(made.value as Blob, 'needs-assessment.docx')
    else say(problemWords(messages, made.error), { tone: 'notice' })
  }
  return (
    <Row>
      {holds(EDITS) && (
        <Button icon="plus" onPress={() => void begin()}>
          {t('strategy.needs.begin')}
        </Button>
      )}
      <Button icon="download" onPress={() => void print()}>
        {t('strategy.needs.print')}
      </Button>
    </Row>
  )
}
