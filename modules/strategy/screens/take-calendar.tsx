import { Button, problemWords, Row, saveFile, useClient, useMessages, useToast } from '@gloact/ui'
import { takeCalendar, type CALENDARS } from '../contract/planned.ts'

/** What is to come over all agencies, for a calendar program. */
export function TakeCalendar({ of }: { readonly of: (typeof CALENDARS)[number] }) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const { say } = useToast()
  const take = async () => {
    const made = await client.call(takeCalendar, { query: { of, language } })
    if (made.ok) saveFile(made.value as Blob, of === 'all' ? 'plan.ics' : 'prevention.ics')
    else say(problemWords(messages, made.error), { tone: 'notice' })
  }
  return (
    <Row>
      <Button icon="calendar" size="sm" onPress={() => void take()}>
        {t('strategy.calendar.take')}
      </Button>
      {of === 'all' && (
        <Button kind="quiet" icon="link" size="sm" to="/strategy/calendar-address">
          {t('strategy.feed.title')}
        </Button>
      )}
    </Row>
  )
}

/** Of prevention, above its list. */
export const PreventionCalendar = () => <TakeCalendar of="activity" />
