import type { FileFailure } from '../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ServiceRecorded } from '../service-payloads.ts'
import { serviceState, type Service } from '../services.ts'
import { firstOf, notInFuture, recorded, whileOpen, withinFile, type ActionDefinition } from './action-definition.ts'

const find = (state: FileState, id: string): Service | undefined =>
  state.services.find(({ actionId }) => actionId === id)

/** A service entry that can still be said something of: not put right by another, and not taken back. */
const knownService = (state: FileState, id: string): FileFailure | null => {
  const service = find(state, id)
  return service && service.correctedBy === null && serviceState(service) !== 'mistake'
    ? null
    : { code: 'protection.service_unknown' }
}

const soundService = ({ providerAgencyId, provider, plannedOn, startedOn, endedOn }: ServiceRecorded) => {
  if ((providerAgencyId === null) === (provider === null)) return { code: 'protection.provider_missing' } as const
  if (plannedOn === null && startedOn === null) return { code: 'protection.service_date_missing' } as const
  if (endedOn !== null && (startedOn === null || endedOn < startedOn))
    return { code: 'protection.ended_before_start' } as const
  return null
}

export const serviceRecorded: ActionDefinition<'service_recorded'> = {
  type: 'service_recorded',
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      soundService(payload),
      // A service may have begun before anybody of ours met the person: at a clinic, in a shelter.
      payload.startedOn && notInFuture(payload.startedOn, circumstances),
      payload.endedOn && notInFuture(payload.endedOn, circumstances),
      payload.corrects === null ? null : knownService(state, payload.corrects),
    ),
  reduce: (state, action) => {
    const corrected = action.payload.corrects === null ? undefined : find(state, action.payload.corrects)
    const service: Service = {
      ...recorded(action),
      // What came of it was said of the service, not of the entry that was wrong.
      results: corrected?.results ?? [],
      correctedBy: null,
    }
    return {
      ...state,
      services: [
        ...state.services.map((each) => (each === corrected ? { ...each, correctedBy: action.id } : each)),
        service,
      ],
    }
  },
}

export const serviceResultRecorded: ActionDefinition<'service_result_recorded'> = {
  type: 'service_result_recorded',
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      knownService(state, payload.serviceId),
      withinFile(state, payload.resultOn, circumstances),
    ),
  reduce: (state, action) => ({
    ...state,
    services: state.services.map((service) =>
      service.actionId === action.payload.serviceId
        ? { ...service, results: [...service.results, recorded(action)] }
        : service,
    ),
  }),
}
