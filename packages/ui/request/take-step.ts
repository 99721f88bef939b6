import type { Client } from '@gloact/http/client'
import type { RequestContracts, RequestShown } from '@gloact/records/contract'
import type { RequestPageProps, StepToSend } from './request-props.ts'

interface StepsOf {
  readonly client: Client
  readonly route: RequestContracts['take']
  /** As it was read: a step is taken in that and in no later version. */
  readonly request: RequestShown
  /** Reads again what changed: after a step, and where somebody else was first. */
  readonly renew: () => Promise<unknown>
}

/** Takes a step of a request; gives what kept it from being recorded. */
export async function takeStep(
  { client, route, request, renew }: StepsOf,
  { id, step, happenedAt, answers }: StepToSend,
): ReturnType<RequestPageProps['onTake']> {
  const taken = await client.call(
    route,
    { params: { requestId: request.id }, body: { id, step, happenedAt, answers: { ...answers } } },
    { ifMatch: `"${request.version}"` },
  )
  if (taken.ok || taken.error.code === 'records.changed') await renew()
  return taken.ok ? null : taken.error
}
