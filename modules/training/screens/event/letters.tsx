import { Button, Card, Row, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { readLetters } from '../../contract/arrangements.ts'
import type { EventPageView } from '../../contract/training-events.ts'
import { DECISIONS, type Decision } from '../../domain/nomination.ts'
import { saveBytes, useDoing } from '../asked.tsx'

/** Letters to those who were selected, wait or were not selected, as Word files. */
export function Letters({ page }: { readonly page: EventPageView }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const eventId = page.event.id
  const to = (decision: Decision) => page.nominations.filter((one) => one.decision === decision).length
  const write = (decision: Decision) =>
    run(async () => {
      const answer = await client.call(readLetters, { params: { eventId }, query: { decision } })
      if (answer.ok) saveBytes(answer.value, `letters-${decision}.docx`)
      return answer
    })
  return (
    <Card title={t('training.letters.title')} level={2}>
      <Stack>
        <Text tone="quiet">{t('training.letters.about')}</Text>
        {note}
        <Row>
          {DECISIONS.map((decision) => (
            <Button
              key={decision}
              icon="download"
              busy={busy}
              disabled={to(decision) === 0}
              onPress={() => void write(decision)}
            >
              {t(`training.letters.${decision}`, { count: to(decision) })}
            </Button>
          ))}
        </Row>
      </Stack>
    </Card>
  )
}
