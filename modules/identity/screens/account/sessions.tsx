import { asInstant } from '@gloact/kernel'
import { Button, DataTable, Row, Stack, Tag, useClient, useMessages } from '@gloact/ui'
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
      <DataTable
        caption={t('identity.account.sessions')}
        items={sessions}
        itemKey={({ id }) => id}
        empty={null}
        columns={[
          {
            id: 'browser',
            header: t('identity.session.browser'),
            primary: true,
            cell: ({ userAgent }) => browserName(userAgent) ?? t('identity.session.unknown_browser'),
          },
          {
            id: 'since',
            header: t('identity.session.since'),
            cell: ({ createdAt }) => formatInstant(asInstant(createdAt)),
          },
          {
            id: 'last_seen',
            header: t('identity.session.last_seen'),
            cell: ({ lastSeenAt }) => formatInstant(asInstant(lastSeenAt)),
          },
          {
            id: 'end',
            header: t('identity.session.end'),
            cell: ({ id, current }) =>
              current ? (
                <Tag tone="accent">{t('identity.session.current')}</Tag>
              ) : (
                <Button
                  kind="quiet"
                  size="sm"
                  disabled={busy}
                  onPress={() => void send(client.call(revokeSession, { params: { id } })).then(onChanged)}
                >
                  {t('identity.session.end')}
                </Button>
              ),
          },
        ]}
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
