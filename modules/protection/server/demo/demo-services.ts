import { momentOf } from '@gloact/calendar'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, unwrap, type PlainDate } from '@gloact/kernel'
import type { NewAction } from '../../contract/file/actions.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import type { AppointmentOutcome, AppointmentTime } from '../../domain/file/service-payloads.ts'
import type { ProtectionContext } from '../file/context.ts'
import { idOf } from './demo-step.ts'
import { recordActions } from '../file/record-actions.ts'

interface DemoService {
  readonly type: string
  readonly provider: string | null
  /** Days before today; a negative number is a day to come. */
  readonly planned?: number
  readonly started?: number
  readonly note?: string
  readonly result?: { readonly code: string; readonly daysAgo: number; readonly reason?: string }
}

interface DemoAppointment {
  readonly kind: string
  /** Days from today. */
  readonly inDays: number
  /** Hour of the country's clocks; a day without a time where it is left out. */
  readonly hour?: number
  readonly minutes?: number
  readonly place?: string
  readonly with?: string
  readonly outcome?: AppointmentOutcome
  readonly note?: string
}

interface DemoHelp {
  readonly story: number
  readonly by: 'caseworker' | 'childProtection'
  readonly services: readonly DemoService[]
  readonly appointments: readonly DemoAppointment[]
}

/** Invented help for some of the demonstration's people. */
const HELP: readonly DemoHelp[] = [
  {
    story: 2,
    by: 'caseworker',
    services: [
      { type: 'shelter', provider: null, started: 12 },
      { type: 'health', provider: 'Municipal clinic, women’s consultation', started: 8 },
      { type: 'vocational_training', provider: 'Evening school of tailoring', planned: -14 },
    ],
    appointments: [
      { kind: 'medical', inDays: -6, hour: 10, place: 'Municipal clinic, second floor', outcome: 'kept' },
      {
        kind: 'medical',
        inDays: -1,
        hour: 14,
        place: 'Municipal clinic, second floor',
        with: 'The physician on duty',
      },
      { kind: 'legal', inDays: 0, hour: 15, minutes: 90, place: 'Our office', with: 'A lawyer of legal aid' },
      { kind: 'police_or_court', inDays: 3, hour: 9, minutes: 120, place: 'Court of first instance' },
      { kind: 'school', inDays: 14, place: 'Evening school of tailoring' },
    ],
  },
  {
    story: 3,
    by: 'caseworker',
    services: [
      { type: 'shelter', provider: null, started: 38, note: 'A room of her own, on the quiet side.' },
      {
        type: 'psychosocial',
        provider: null,
        started: 30,
        result: { code: 'provided', daysAgo: 5, reason: 'Eight sessions, as she wished.' },
      },
      {
        type: 'legal_assistance',
        provider: 'Legal aid bureau',
        planned: 25,
        result: { code: 'waiting_list', daysAgo: 20 },
      },
      {
        type: 'job_placement',
        provider: null,
        planned: 15,
        result: { code: 'declined', daysAgo: 10, reason: 'She would like to learn the language first.' },
      },
    ],
    appointments: [
      { kind: 'home_visit', inDays: -20, hour: 11, outcome: 'kept', note: 'She has settled in.' },
      {
        kind: 'embassy',
        inDays: -8,
        hour: 10,
        place: 'Consular section',
        outcome: 'cancelled_by_person',
        note: 'She does not want to go there at present.',
      },
      { kind: 'psychosocial', inDays: 1, hour: 11, place: 'Our office' },
      { kind: 'home_visit', inDays: 7, hour: 13 },
    ],
  },
  {
    story: 5,
    by: 'caseworker',
    services: [
      { type: 'shelter', provider: null, started: 19 },
      { type: 'health', provider: 'Municipal clinic', started: 15, result: { code: 'ended_early', daysAgo: 6 } },
    ],
    appointments: [
      { kind: 'documents', inDays: 0, hour: 9, minutes: 45, place: 'Migration office, counter 4' },
      { kind: 'work', inDays: 9, hour: 16, place: 'A bakery that looks for somebody' },
    ],
  },
  {
    story: 6,
    by: 'childProtection',
    services: [{ type: 'child_protection', provider: null, started: 4 }],
    appointments: [{ kind: 'school', inDays: 2, hour: 10, place: 'Primary school', with: 'The head of the school' }],
  },
]

/** Records services and appointments around today in files that are there; all of a file at once. */
export async function loadDemoServices(
  context: ProtectionContext,
  people: Readonly<Record<DemoHelp['by'], Principal>>,
  today: PlainDate,
): Promise<void> {
  for (const help of HELP) {
    const who = people[help.by]
    unwrap(await recordActions(context, who, idOf<'file'>(1, help.story, 0), actionsOf(help, who, today, context)))
  }
}

function actionsOf(
  { story, services, appointments }: DemoHelp,
  who: Principal,
  today: PlainDate,
  { rules }: ProtectionContext,
): readonly NewAction[] {
  const actions: NewAction[] = []
  const add = <Type extends ActionType>(type: Type, daysAgo: number, payload: Payloads[Type]): NewAction => {
    const action = {
      id: idOf<'action'>(7, story, actions.length + 1),
      type,
      payload,
      replaces: [],
      happenedAt: asInstant(`${addDays(today, -daysAgo)}T05:00:00.000Z`),
      deviceTime: null,
    } as unknown as NewAction
    actions.push(action)
    return action
  }
  const day = (daysAgo: number | undefined) => (daysAgo === undefined ? null : addDays(today, -daysAgo))
  for (const { type, provider, planned, started, note, result } of services) {
    const service = add('service_recorded', Math.max(started ?? planned ?? 0, 1), {
      type,
      providerAgencyId: provider === null ? who.agencyId : null,
      provider,
      plannedOn: day(planned),
      startedOn: day(started),
      endedOn: null,
      goalId: null,
      note: note ?? null,
      corrects: null,
    })
    if (!result) continue
    add('service_result_recorded', result.daysAgo, {
      serviceId: service.id,
      result: result.code,
      resultOn: addDays(today, -result.daysAgo),
      reason: result.reason ?? null,
    })
  }
  for (const { kind, inDays, hour, minutes, place, with: whom, outcome, note } of appointments) {
    const on = addDays(today, inDays)
    const when: AppointmentTime =
      hour === undefined
        ? { on }
        : { at: asInstant(momentOf({ date: on, sinceMidnight: hour * 3_600_000 }, rules.calendar.timeZone)) }
    const made = add('appointment_made', Math.max(-inDays, 0) + 2, {
      kind,
      when,
      minutes: minutes ?? 60,
      place: place ?? null,
      with: whom ?? null,
      goingWith: [who.userId],
      safeContactRead: true,
      remindOn: null,
      serviceId: null,
    })
    if (outcome)
      add('appointment_ended', -inDays, { appointmentId: made.id, outcome, note: note ?? null, happenedOn: on })
  }
  return actions
}
