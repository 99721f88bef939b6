import type { ActionId } from '@gloact/ledger'
import type { PlainDate } from '@gloact/kernel'
import type { Recorded } from './recorded.ts'
import type { ServiceRecorded, ServiceResultRecorded } from './service-payloads.ts'

/** A service as its entries leave it. */
export interface Service extends Recorded<ServiceRecorded> {
  readonly results: readonly Recorded<ServiceResultRecorded>[]
  /** The entry that put this one right. */
  readonly correctedBy: ActionId | null
}

export const SERVICE_STATES = ['planned', 'waiting', 'under_way', 'ended', 'not_given', 'corrected', 'mistake'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

/** Results after which a service was given, in full or in part; every other result but those below says that it was not. */
const GIVEN: readonly string[] = ['provided', 'partly_provided', 'ended_early']

/** Where a service stands. */
export function serviceState(
  service: Pick<Service, 'startedOn' | 'endedOn' | 'results' | 'correctedBy'>,
): ServiceState {
  if (service.correctedBy !== null) return 'corrected'
  const result = service.results.at(-1)?.result
  if (result === 'recorded_by_mistake') return 'mistake'
  if (result === 'waiting_list') return 'waiting'
  if (result !== undefined) return GIVEN.includes(result) ? 'ended' : 'not_given'
  if (service.endedOn !== null) return 'ended'
  return service.startedOn === null ? 'planned' : 'under_way'
}

/** What figures need of a service: codes and dates, no words. Entries corrected and entries by mistake are left out. */
export interface DerivedService {
  readonly id: string
  readonly type: string
  readonly providerAgencyId: string | null
  readonly plannedOn: PlainDate | null
  readonly startedOn: PlainDate | null
  readonly endedOn: PlainDate | null
  readonly result: string | null
  readonly resultOn: PlainDate | null
}

export function deriveServices(services: readonly Service[]): readonly DerivedService[] {
  return services.flatMap((service): DerivedService[] => {
    const state = serviceState(service)
    if (state === 'corrected' || state === 'mistake') return []
    const last = service.results.at(-1)
    return [
      {
        id: service.actionId,
        type: service.type,
        providerAgencyId: service.providerAgencyId,
        plannedOn: service.plannedOn,
        startedOn: service.startedOn,
        // One that was given has ended when that was said, unless a day was entered.
        endedOn: service.endedOn ?? (state === 'ended' ? (last?.resultOn ?? null) : null),
        result: last?.result ?? null,
        resultOn: last?.resultOn ?? null,
      },
    ]
  })
}
