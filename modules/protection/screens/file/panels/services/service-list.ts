import type { ServiceView } from '../../../../contract/calendar/calendar.ts'
import { SERVICE_STATES, type ServiceState } from '../../../../domain/file/services.ts'

/** What the list of services is narrowed to. */
export const SERVICE_FILTERS = ['current', 'ended', 'not_given', 'all'] as const
export type ServiceFilter = (typeof SERVICE_FILTERS)[number]

/** States in which something is still to be done. */
export const CURRENT_STATES: readonly ServiceState[] = ['planned', 'waiting', 'under_way']

/** Entries that were corrected or withdrawn show under "all" alone: they stay, and are in nobody's way. */
export function showsIn(filter: ServiceFilter, state: ServiceState): boolean {
  if (filter === 'all') return true
  return filter === 'current' ? CURRENT_STATES.includes(state) : filter === state
}

export const countServices = (
  services: readonly Pick<ServiceView, 'state'>[],
): Readonly<Record<ServiceState, number>> =>
  Object.fromEntries(
    SERVICE_STATES.map((state) => [state, services.filter((service) => service.state === state).length]),
  ) as Record<ServiceState, number>
