import { asInstant } from '@gloact/kernel'
import { Button, DataTable, EmptyState, PageHeader, QueryState, Stack, useClient, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { listLockouts, type Lockout, unlockAccount } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'
import { useChanged } from './queries.ts'

/** What is blocked now after failed sign-ins. */
export function Lockouts() {
  const { t, formatInstant, formatNumber } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const own = useSession()?.principal?.userId
  const { busy, problem, send } = useSending()
  const lockouts = useQuery({
    queryKey: ['identity', 'administration', 'lockouts'],
    queryFn: () => client.callOrThrow(listLockouts),
  })
  if (!lockouts.isSuccess) return <QueryState query={lockouts} loading={t('identity.lockouts.loading')} />
  const called = ({ kind, name }: Lockout): string =>
    name ?? t(kind === 'address' ? 'identity.lockouts.address' : 'identity.lockouts.nobody')
  return (
    <>
      <PageHeader title={t('identity.lockouts.title')} about={t('identity.lockouts.about')} />
      <Stack>
        <ProblemNote problem={problem} />
        <DataTable
          caption={t('identity.lockouts.title')}
          items={lockouts.data.items}
          itemKey={(lockout) => `${lockout.kind}-${lockouts.data.items.indexOf(lockout)}`}
          empty={<EmptyState icon="lock" title={t('identity.lockouts.none')} />}
          columns={[
            { id: 'who', header: t('identity.lockouts.who'), primary: true, cell: called },
            {
              id: 'from',
              header: t('identity.lockouts.from'),
              cell: ({ from }) => t(`identity.lockouts.from.${from}`),
            },
            {
              id: 'failures',
              header: t('identity.lockouts.failures'),
              numeric: true,
              cell: ({ failures }) => formatNumber(failures),
            },
            {
              id: 'until',
              header: t('identity.lockouts.until'),
              cell: ({ blockedUntil }) => formatInstant(asInstant(blockedUntil)),
            },
            {
              id: 'unlock',
              header: t('identity.staff.unlock'),
              cell: (lockout) =>
                lockout.staffId !== null && lockout.staffId !== own ? (
                  <Button
                    size="sm"
                    disabled={busy}
                    label={t('identity.lockouts.unlock', { name: called(lockout) })}
                    onPress={() =>
                      void send(client.call(unlockAccount, { params: { id: lockout.staffId! } })).then(changed)
                    }
                  >
                    {t('identity.staff.unlock')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </Stack>
    </>
  )
}
