import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  EmptyState,
  ErrorState,
  Grid,
  LoadingState,
  PageHeader,
  Stack,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { listLockouts, type Lockout, unlockAccount } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'
import { useChanged } from './queries.ts'

/** What is blocked now after failed sign-ins. */
export function Lockouts() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const own = useSession()?.principal?.userId
  const { busy, problem, send } = useSending()
  const lockouts = useQuery({
    queryKey: ['identity', 'administration', 'lockouts'],
    queryFn: () => client.callOrThrow(listLockouts),
  })
  if (lockouts.isPending) return <LoadingState what={t('identity.lockouts.loading')} />
  if (lockouts.isError) {
    return <ErrorState problem={problemOf(lockouts.error)} onRetry={() => void lockouts.refetch()} />
  }
  const called = ({ kind, name }: Lockout): string =>
    name ?? t(kind === 'address' ? 'identity.lockouts.address' : 'identity.lockouts.nobody')
  return (
    <>
      <PageHeader title={t('identity.lockouts.title')} about={t('identity.lockouts.about')} />
      <Stack>
        <ProblemNote problem={problem} />
        {lockouts.data.items.length === 0 ? (
          <EmptyState icon="lock" title={t('identity.lockouts.none')} />
        ) : (
          <Grid
            caption={t('identity.lockouts.title')}
            columns={[
              t('identity.lockouts.who'),
              t('identity.lockouts.failures'),
              t('identity.lockouts.until'),
              t('identity.staff.unlock'),
            ]}
            rows={lockouts.data.items.map((lockout, index) => ({
              id: `${lockout.kind}-${index}`,
              header: called(lockout),
              cells: [
                lockout.failures,
                formatInstant(asInstant(lockout.blockedUntil)),
                lockout.staffId !== null && lockout.staffId !== own ? (
                  <Button
                    key="unlock"
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
              ],
            }))}
          />
        )}
      </Stack>
    </>
  )
}
