import { asInstant } from '@gloact/kernel'
import { Button, Grid, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { type Account, revokeOtherSessions, revokeSession } from '../../contract/account.ts'
import { ProblemNote, useSending } from '../sending.tsx'

interface SessionsProps {
  readonly sessions: Account['sessions']
  readonly onChanged: () => void
}

/** Where I am signed in; each can be ended at once. */
export function Sessions({ sessions, onChanged }: SessionsProps) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const { busy, problem, send } = useSending()
  return (
    <Stack>
      <ProblemNote problem={problem} />
      <Grid
        caption={t('identity.account.sessions')}
        columns={[
          t('identity.session.browser'),
          t('identity.session.since'),
          t('identity.session.last_seen'),
          t('identity.session.end'),
        ]}
        rows={sessions.map(({ id, userAgent, createdAt, lastSeenAt, current }) => ({
          id,
          header: (
            <Text as="span" size="sm">
              {browserOf(userAgent) ?? t('identity.session.unknown_browser')}
            </Text>
          ),
          cells: [
            formatInstant(asInstant(createdAt)),
            formatInstant(asInstant(lastSeenAt)),
            current ? (
              <Tag key="current" tone="accent">
                {t('identity.session.current')}
              </Tag>
            ) : (
              <Button
                key="end"
                kind="quiet"
                size="sm"
                disabled={busy}
                onPress={() => void send(client.call(revokeSession, { params: { id } })).then(onChanged)}
              >
                {t('identity.session.end')}
              </Button>
            ),
          ],
        }))}
      />
      {sessions.length > 1 && (
        <Row>
          <Button busy={busy} onPress={() => void send(client.call(revokeOtherSessions)).then(onChanged)}>
            {t('identity.session.end_others')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'CrOS', 'Linux'] as const

/** "Firefox, Android" out of what a browser says of itself. These are names, the same in every language. */
function browserOf(userAgent: string): string | undefined {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = SYSTEMS.find((mark) => userAgent.includes(mark))
  const parts = [browser, system].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(', ')
}
