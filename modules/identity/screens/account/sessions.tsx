import { asInstant } from '@gloact/kernel'
import { Button, Grid, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { type Account, revokeOtherSessions, revokeSession } from '../../contract/account.ts'
import { browserName } from '../browser-name.ts'
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
              {browserName(userAgent) ?? t('identity.session.unknown_browser')}
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
