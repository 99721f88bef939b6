import { GIVEN, RETURN_SERVICE } from '../child-gate.ts'
import { code, day, id, nullable, object, optionalText } from '@gloact/records/shape'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ServiceRecorded, ServiceResultRecorded } from '../service-payloads.ts'
import { type Service, serviceState } from '../services.ts'
import { type ActionDefinition, firstOf, notInFuture, recorded, whileOpen, withinFile } from './action-definition.ts'

const find = (state: FileState, id: string): Service | undefined =>
  state.services.find(({ actionId }) => actionId === id)

/** A service entry that can still be said something of: not corrected by another, and not withdrawn. */
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

export const serviceRecorded: ActionDefinition<'service_recorded', ServiceRecorded> = {
  type: 'service_recorded',
  shape: object<ServiceRecorded>({
    type: code('service_type'),
    providerAgencyId: nullable(id()),
    provider: optionalText(300),
    plannedOn: nullable(day()),
    startedOn: nullable(day()),
    endedOn: nullable(day()),
    goalId: nullable(id()),
    note: optionalText(4_000),
    corrects: nullable(id()),
  }),
  by: ['casework'],
  second: false,
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
      // The outcome was said of the service, not of the entry that was wrong.
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
  gate: (_state, { type, startedOn, endedOn }) =>
    type === RETURN_SERVICE && (startedOn !== null || endedOn !== null) ? 'decided' : null,
  references: ({ providerAgencyId }) => ({ agencyId: providerAgencyId }),
  event: null,
  sign: 'support',
  section: 'services',
  tells: {
    to: 'agency',
    codes: ({ type, corrects }) => ({ service: type, ...(corrects && { corrects: 'yes' }) }),
  },
  compared: { entries: ({ corrects }) => (corrects === null ? [] : [corrects]) },
  entry: null,
}

export const serviceResultRecorded: ActionDefinition<'service_result_recorded', ServiceResultRecorded> = {
  type: 'service_result_recorded',
  shape: object<ServiceResultRecorded>({
    serviceId: id(),
    result: code('service_result'),
    resultOn: day(),
    reason: optionalText(4_000),
  }),
  by: ['casework'],
  second: false,
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
  gate: (state, { serviceId, result }) =>
    find(state, serviceId)?.type === RETURN_SERVICE && GIVEN.includes(result) ? 'decided' : null,
  references: null,
  event: null,
  sign: 'check',
  section: 'services',
  tells: { to: 'agency', codes: ({ result }) => ({ result }) },
  compared: { entries: ({ serviceId }) => [serviceId] },
  entry: null,
}
