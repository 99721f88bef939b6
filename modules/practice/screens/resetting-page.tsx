import { asInstant } from '@gloact/kernel'
import { Button, Callout, LoadingState, PageHeader, Stack, useClient, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { readReset } from '../contract/practice.ts'
import { forgetBegun } from './begun.ts'

const LOOK_EVERY = 1_000

/** The invented people that a sandbox begins with, as far as progress is told. */
const PEOPLE = 500

/** How far resetting has come. In between nobody answers for a moment; that is no failure, and is asked again. */
export function ResettingPage() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['practice', 'reset'],
    queryFn: async () => {
      const asked = await client.call(readReset)
      return asked.ok ? asked.value : null
    },
    refetchInterval: ({ state }) => (state.data?.running === false ? false : LOOK_EVERY),
    gcTime: 0,
  })
  const over = data?.running === false
  useEffect(() => {
    if (over) forgetBegun()
  }, [over])
  return (
    <Stack gap="lg">
      <PageHeader title={t('practice.reset.title')} about={over ? undefined : t('practice.reset.wait')} />
      {over ? (
        <Callout
          tone="success"
          urgent
          title={t('practice.reset.done')}
          // The whole page: nothing that was read before stays in memory.
          actions={
            <Button kind="primary" onPress={() => location.replace('/')}>
              {t('practice.reset.sign_in')}
            </Button>
          }
        >
          {data.lastAt === null ? undefined : t('practice.reset.last', { when: formatInstant(asInstant(data.lastAt)) })}
        </Callout>
      ) : (
        <LoadingState
          what={t(`practice.step.${data?.step ?? 'stopping'}`)}
          {...(data?.step === 'loading' ? { progress: { done: Math.min(data.people, PEOPLE), total: PEOPLE } } : {})}
        />
      )}
    </Stack>
  )
}
