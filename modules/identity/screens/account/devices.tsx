import { asInstant } from '@gloact/kernel'
import { deviceIdOf } from '@gloact/offline'
import { Button, DataTable, EmptyState, QueryState, Stack, Tag, useClient, useConfirm, useMessages } from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Device, forgetDevice, listDevices } from '../../contract/devices.ts'
import { browserName } from '../browser-name.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'

const DEVICES_KEY = ['identity', 'devices'] as const

/** The browsers that keep what I typed and did not send; a lost one is told to destroy it. */
export function Devices() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const userId = useSession()?.principal?.userId
  const { busy, problem, send } = useSending()
  const devices = useQuery({
    queryKey: DEVICES_KEY,
    queryFn: async () => {
      const current = userId === undefined ? undefined : await deviceIdOf(userId)
      return client.callOrThrow(listDevices, { query: { current } })
    },
  })
  if (devices.data === undefined) return <QueryState query={devices} loading={t('identity.account.loading')} />
  const { items } = devices.data

  const forget = async ({ id }: Device) => {
    const sure = await confirm({
      title: t('identity.devices.forget_title'),
      body: t('identity.devices.forget_body'),
      confirm: t('identity.devices.forget'),
    })
    if (!sure) return
    await send(client.call(forgetDevice, { params: { id } }))
    void queries.invalidateQueries({ queryKey: ['identity'] })
  }
  const stateOf = ({ forgottenAt, clearedAt }: Device): string => {
    if (clearedAt !== null) return t('identity.devices.cleared', { when: formatInstant(asInstant(clearedAt), 'date') })
    return t(forgottenAt === null ? 'identity.devices.keeps' : 'identity.devices.to_forget')
  }
  return (
    <Stack>
      <ProblemNote problem={problem} />
      <DataTable
        caption={t('identity.devices.title')}
        items={items}
        itemKey={({ id }) => id}
        empty={<EmptyState icon="lock" title={t('identity.devices.none')} />}
        columns={[
          {
            id: 'browser',
            header: t('identity.session.browser'),
            primary: true,
            cell: ({ userAgent }) => browserName(userAgent) ?? t('identity.session.unknown_browser'),
          },
          {
            id: 'first_seen',
            header: t('identity.devices.first_seen'),
            cell: ({ firstSeenAt }) => formatInstant(asInstant(firstSeenAt), 'date'),
          },
          {
            id: 'last_seen',
            header: t('identity.devices.last_seen'),
            cell: ({ lastSeenAt }) => formatInstant(asInstant(lastSeenAt)),
          },
          { id: 'state', header: t('identity.devices.state'), cell: stateOf },
          {
            id: 'end',
            header: t('identity.session.end'),
            cell: (device) =>
              device.current ? (
                <Tag tone="accent">{t('identity.devices.current')}</Tag>
              ) : device.forgottenAt === null ? (
                <Button kind="quiet" size="sm" disabled={busy} onPress={() => void forget(device)}>
                  {t('identity.devices.forget')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Stack>
  )
}
