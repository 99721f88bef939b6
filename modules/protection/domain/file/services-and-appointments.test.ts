import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import type { Circumstances } from './actions/action-definition.ts'
import { checkAction, reduceFile, type ActionType, type Payloads } from './actions/definitions.ts'
import { deriveAppointments, overlap } from './appointments.ts'
import { UNOPENED, type FileState } from './file-state.ts'
import type { AppointmentMade, ServiceRecorded } from './service-payloads.ts'
import { deriveServices, serviceState } from './services.ts'

const day = (text: string) => text as PlainDate
const ZONE = 'Asia/Bishkek'
const OPENED: FileState = { ...UNOPENED, openedBy: 'somebody', contactOn: day('2026-11-01') }
const circumstances = {
  actorId: 'somebody',
  agencyId: 'agency',
  today: day('2026-11-24'),
  happenedAt: asInstant('2026-11-24T08:00:00Z'),
  timeZone: ZONE,
  notIndependentOf: new Set<string>(),
} as Partial<Circumstances> as Circumstances

const check = <Type extends ActionType>(state: FileState, type: Type, payload: Payloads[Type]) =>
  checkAction(state, type, payload, circumstances)?.code ?? 'recorded'

/** The state after an action that must be accepted, and the action's id. */
function after<Type extends ActionType>(
  state: FileState,
  type: Type,
  payload: Payloads[Type],
  at = '2026-11-24T08:00:00Z',
): { readonly state: FileState; readonly id: string } {
  assert.equal(check(state, type, payload), 'recorded')
  const id = newId<'action'>()
  const action = { id, type, payload, actor: 'somebody', happenedAt: asInstant(at), replaces: [] }
  return { state: reduceFile(state, action as never), id }
}

const service = (more: Partial<ServiceRecorded> = {}): ServiceRecorded => ({
  type: 'shelter',
  providerAgencyId: null,
  provider: 'A shelter in the north',
  plannedOn: null,
  startedOn: day('2026-11-10'),
  endedOn: null,
  goalId: null,
  note: null,
  corrects: null,
  ...more,
})

const appointment = (more: Partial<AppointmentMade> = {}): AppointmentMade => ({
  kind: 'medical',
  when: { at: asInstant('2026-11-25T04:00:00Z') },
  minutes: 60,
  place: null,
  with: null,
  goingWith: [],
  safeContactRead: true,
  remindOn: null,
  serviceId: null,
  ...more,
})

test('a service names one provider, a day, and ends on or after the day it began', () => {
  const cases: [Partial<ServiceRecorded>, string][] = [
    [{}, 'recorded'],
    [{ provider: null }, 'protection.provider_missing'],
    [{ providerAgencyId: 'agency' }, 'protection.provider_missing'],
    [{ provider: null, providerAgencyId: 'agency' }, 'recorded'],
    [{ startedOn: null }, 'protection.service_date_missing'],
    [{ startedOn: null, plannedOn: day('2027-01-01') }, 'recorded'],
    [{ startedOn: day('2026-11-25') }, 'protection.date_in_future'],
    // It began before anybody of ours met the person.
    [{ startedOn: day('2026-10-31') }, 'recorded'],
    [{ startedOn: day('2026-10-30'), endedOn: day('2026-10-31') }, 'recorded'],
    [{ endedOn: day('2026-11-09') }, 'protection.ended_before_start'],
    [{ endedOn: day('2026-11-10') }, 'recorded'],
    [{ corrects: 'nothing' }, 'protection.service_unknown'],
  ]
  for (const [more, expected] of cases)
    assert.equal(check(OPENED, 'service_recorded', service(more)), expected, JSON.stringify(more))
})

test('the last result is the one that stands, and both stay', () => {
  const given = after(OPENED, 'service_recorded', service())
  assert.equal(serviceState(given.state.services[0]!), 'under_way')
  const result = (code: string, on: string) => ({
    serviceId: given.id,
    result: code,
    resultOn: day(on),
    reason: 'In words',
  })
  const waiting = after(given.state, 'service_result_recorded', result('waiting_list', '2026-11-12'))
  assert.equal(serviceState(waiting.state.services[0]!), 'waiting')
  const provided = after(waiting.state, 'service_result_recorded', result('provided', '2026-11-20'))
  const [entry] = provided.state.services
  assert.equal(serviceState(entry!), 'ended')
  assert.deepEqual(
    entry?.results.map((each) => each.result),
    ['waiting_list', 'provided'],
  )
  assert.deepEqual(deriveServices(provided.state.services), [
    {
      id: given.id,
      type: 'shelter',
      providerAgencyId: null,
      plannedOn: null,
      startedOn: '2026-11-10',
      endedOn: '2026-11-20',
      result: 'provided',
      resultOn: '2026-11-20',
    },
  ])
})

test('a service that the person declined, or that was not there, was not given', () => {
  for (const result of ['declined', 'unavailable', 'not_applicable', 'received_elsewhere', 'referred']) {
    const { state, id } = after(OPENED, 'service_recorded', service({ startedOn: null, plannedOn: day('2026-11-20') }))
    const ended = after(state, 'service_result_recorded', {
      serviceId: id,
      result,
      resultOn: day('2026-11-21'),
      reason: null,
    })
    assert.equal(serviceState(ended.state.services[0]!), 'not_given', result)
    assert.equal(deriveServices(ended.state.services)[0]?.endedOn, null)
  }
})

test('an entry that puts another right takes its place in figures; both stay in the file, with what came of it', () => {
  const wrong = after(OPENED, 'service_recorded', service())
  const result = { serviceId: wrong.id, result: 'partly_provided', resultOn: day('2026-11-20'), reason: null }
  const told = after(wrong.state, 'service_result_recorded', result)
  const right = after(told.state, 'service_recorded', service({ type: 'health', corrects: wrong.id }))
  assert.deepEqual(right.state.services.map(serviceState), ['corrected', 'ended'])
  assert.deepEqual(
    deriveServices(right.state.services).map(({ id, type, result: code }) => [id, type, code]),
    [[right.id, 'health', 'partly_provided']],
  )
  assert.equal(check(right.state, 'service_result_recorded', result), 'protection.service_unknown')
})

test('an entry by mistake counts nowhere and takes no more results', () => {
  const { state, id } = after(OPENED, 'service_recorded', service())
  const mistake = { serviceId: id, result: 'recorded_by_mistake', resultOn: day('2026-11-20'), reason: null }
  const taken = after(state, 'service_result_recorded', mistake)
  assert.deepEqual(deriveServices(taken.state.services), [])
  assert.equal(check(taken.state, 'service_result_recorded', mistake), 'protection.service_unknown')
})

test('a closed file takes no service and no appointment', () => {
  const { state, id } = after(OPENED, 'appointment_made', appointment())
  const closed: FileState = { ...state, status: 'closed', closedAt: asInstant('2026-11-24T09:00:00Z') }
  assert.equal(check(closed, 'service_recorded', service()), 'protection.file_closed')
  assert.equal(check(closed, 'appointment_made', appointment()), 'protection.file_closed')
  const ended = { appointmentId: id, outcome: 'cancelled_by_us', note: null, happenedOn: day('2026-11-24') } as const
  assert.equal(check(closed, 'appointment_ended', ended), 'protection.file_closed')
})

test('what was still to come ends with the file, and comes back when it is reopened', () => {
  const past = after(OPENED, 'appointment_made', appointment({ when: { on: day('2026-11-20') } }))
  const { state } = after(past.state, 'appointment_made', appointment())
  const closed: FileState = { ...state, status: 'closed', closedAt: asInstant('2026-11-24T09:00:00Z') }
  assert.deepEqual(
    deriveAppointments(closed, ZONE).map(({ status }) => status),
    ['planned', 'file_closed'],
  )
  const open: FileState = { ...closed, status: 'open', closedAt: null }
  assert.deepEqual(
    deriveAppointments(open, ZONE).map(({ status }) => status),
    ['planned', 'planned'],
  )
})

test('an appointment that is still to come was neither kept nor missed; it can be cancelled or declined', () => {
  const { state, id } = after(OPENED, 'appointment_made', appointment())
  const ended = (outcome: Payloads['appointment_ended']['outcome']) =>
    check(state, 'appointment_ended', { appointmentId: id, outcome, note: null, happenedOn: day('2026-11-24') })
  assert.equal(ended('kept'), 'protection.appointment_to_come')
  assert.equal(ended('missed'), 'protection.appointment_to_come')
  assert.equal(ended('cancelled_by_person'), 'recorded')
  assert.equal(ended('declined'), 'recorded')
})

test('the day of an appointment is the day in the country', () => {
  // 19:00 in UTC on the 24th is 01:00 on the 25th in Bishkek: still to come on the 24th.
  const late = appointment({ when: { at: asInstant('2026-11-24T19:00:00Z') } })
  const { state, id } = after(OPENED, 'appointment_made', late)
  const kept = { appointmentId: id, outcome: 'kept', note: null, happenedOn: day('2026-11-24') } as const
  assert.equal(check(state, 'appointment_ended', kept), 'protection.appointment_to_come')
  const whole = deriveAppointments(
    after(OPENED, 'appointment_made', appointment({ when: { on: day('2026-11-24') } })).state,
    ZONE,
  )
  assert.deepEqual(
    whole.map(({ startsAt, endsAt, allDay }) => [startsAt, endsAt, allDay]),
    [['2026-11-23T18:00:00.000Z', '2026-11-24T18:00:00.000Z', true]],
  )
})

test('a moved appointment keeps its id and says that it changed; one that ended is not moved', () => {
  const made = after(OPENED, 'appointment_made', appointment({ goingWith: ['a'] }))
  const moved = {
    appointmentId: made.id,
    when: { at: asInstant('2026-11-26T05:00:00Z') },
    minutes: 30,
    place: 'Elsewhere',
    goingWith: ['b', 'b'],
    reasons: 'The doctor is away',
  }
  const after1 = after(made.state, 'appointment_changed', moved, '2026-11-24T10:00:00Z')
  const [derived] = deriveAppointments(after1.state, ZONE)
  assert.deepEqual(derived, {
    id: made.id,
    kind: 'medical',
    startsAt: '2026-11-26T05:00:00.000Z',
    endsAt: '2026-11-26T05:30:00.000Z',
    allDay: false,
    status: 'planned',
    staffIds: ['b'],
    remindOn: null,
    revision: 1,
    changedAt: '2026-11-24T10:00:00.000Z',
  })
  const ended = after(after1.state, 'appointment_ended', {
    appointmentId: made.id,
    outcome: 'cancelled_by_us',
    note: null,
    happenedOn: day('2026-11-24'),
  })
  assert.equal(check(ended.state, 'appointment_changed', moved), 'protection.appointment_ended')
  // Said wrongly: said again, and the last stands.
  const again = after(ended.state, 'appointment_ended', {
    appointmentId: made.id,
    outcome: 'cancelled_by_person',
    note: null,
    happenedOn: day('2026-11-24'),
  })
  assert.equal(deriveAppointments(again.state, ZONE)[0]?.status, 'cancelled_by_person')
  assert.equal(again.state.appointments[0]?.outcomes.length, 2)
})

test('two times overlap where one begins before the other has ended, whichever is asked first', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 })).map(([start, length]) => ({
    startsAt: asInstant(start * 60_000),
    endsAt: asInstant((start + length) * 60_000),
    allDay: false,
    minutes: [start, start + length] as const,
  }))
  fc.assert(
    fc.property(span, span, (a, b) => {
      const shared = Math.min(a.minutes[1], b.minutes[1]) - Math.max(a.minutes[0], b.minutes[0])
      assert.equal(overlap(a, b), shared > 0)
      assert.equal(overlap(b, a), overlap(a, b))
      assert.equal(overlap({ ...a, allDay: true }, b), false)
    }),
  )
})
