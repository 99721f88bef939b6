import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, dateIn, newId, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { z } from 'zod'
import { appointmentView, serviceView, type CalendarOf } from '../../contract/calendar/calendar.ts'
import { PAYLOAD_SCHEMAS } from '../../contract/file/payloads.ts'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { tables } from './file-tables.ts'
import { listTimeline } from '../history/list-timeline.ts'
import { readCalendar } from '../calendar/read-calendar.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { act, consent, day, identityAnswers, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { adultFile, open, record, read } = stepsOn(context)
const { caseworker, colleague, supervisor, stranger, authority, otherTeam, frontline } = STAFF

const SECRET_PLACE = 'The green door behind the bakery'

const service = (more: Partial<Payloads['service_recorded']> = {}) =>
  act('service_recorded', {
    type: 'shelter',
    providerAgencyId: null,
    provider: 'Shelter of the north',
    plannedOn: null,
    startedOn: day(TODAY),
    endedOn: null,
    goalId: null,
    note: 'She prefers a room of her own',
    corrects: null,
    ...more,
  })

const appointment = (more: Partial<Payloads['appointment_made']> = {}) =>
  act('appointment_made', {
    kind: 'medical',
    when: { at: asInstant(`${TODAY}T11:00:00Z`) },
    minutes: 60,
    place: SECRET_PLACE,
    with: 'Doctor Bek',
    goingWith: [caseworker.userId],
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
    ...more,
  })

const entries = async (by: Principal, of: CalendarOf = 'agency') =>
  unwrap(await readCalendar(context, by, { from: day(TODAY), until: day('2026-12-24'), of })).entries

test('a service and an appointment lie in clear as codes and times, and nothing that was written', async () => {
  const fileId = await adultFile()
  const given = service()
  const made = appointment()
  assert.equal(await codeOf(record(caseworker, fileId, given, made)), 'recorded')
  const rows = await readInScope(context.db, systemScope('DL'), async (trx) => ({
    services: await tables(trx).selectFrom('protection.service').selectAll().where('file_id', '=', fileId).execute(),
    appointments: await tables(trx)
      .selectFrom('protection.appointment')
      .selectAll()
      .where('file_id', '=', fileId)
      .execute(),
  }))
  assert.deepEqual(rows.services, [
    {
      id: given.id,
      file_id: fileId,
      type: 'shelter',
      provider_agency_id: null,
      planned_on: null,
      started_on: TODAY,
      ended_on: null,
      result: null,
      result_on: null,
    },
  ])
  assert.deepEqual(
    rows.appointments.map((row) => [row.id, row.kind, row.starts_at, row.ends_at, row.status, row.staff_ids]),
    [[made.id, 'medical', `${TODAY}T11:00:00.000Z`, `${TODAY}T12:00:00.000Z`, 'planned', [caseworker.userId]]],
  )
  const clear = JSON.stringify(rows)
  for (const said of [SECRET_PLACE, 'Doctor Bek', 'Shelter of the north', 'room of her own'])
    assert.ok(!clear.includes(said), said)
  const view = await read(caseworker, fileId)
  assert.equal(view.services[0]?.payload.provider, 'Shelter of the north')
  assert.equal(view.services[0]?.state, 'under_way')
  assert.equal(view.appointments[0]?.payload.place, SECRET_PLACE)
})

test('what is shown of a file is written by the schema that reads it, and a moment that is not kept so is refused', async () => {
  const fileId = await adultFile()
  unwrap(await record(caseworker, fileId, service(), appointment(), appointment({ when: { on: day(TODAY) } })))
  const view = await read(caseworker, fileId)
  assert.deepEqual(z.encode(z.array(appointmentView), view.appointments), view.appointments)
  assert.deepEqual(z.encode(z.array(serviceView), view.services), view.services)
  const [made] = view.appointments
  for (const at of ['2026-11-24T11:00:00Z', '2026-11-24T17:00:00.000+06:00', '2026-02-30T11:00:00.000Z', 'soon'])
    assert.equal(PAYLOAD_SCHEMAS.appointment_made.safeParse({ ...made!.payload, when: { at } }).success, false, at)
})

test('codes are on their lists, staff are of the agency, a provider is an agency, a service is of this file', async () => {
  const fileId = await adultFile()
  const cases = [
    [service({ type: 'something' }), 'protection.unknown_code'],
    [appointment({ kind: 'something' }), 'protection.unknown_code'],
    [appointment({ goingWith: [stranger.userId] }), 'protection.assignee_unknown'],
    [service({ provider: null, providerAgencyId: newId() }), 'protection.agency_unknown'],
    [service({ provider: null, providerAgencyId: stranger.agencyId }), 'recorded'],
    [appointment({ serviceId: newId() }), 'protection.service_unknown'],
  ] as const
  for (const [action, expected] of cases) assert.equal(await codeOf(record(caseworker, fileId, action)), expected)
})

test('who may not work on the file records neither, and is told that there is no such file', async () => {
  const fileId = await adultFile()
  for (const who of [stranger, otherTeam, STAFF.analyst, STAFF.administrator, authority])
    assert.equal(await codeOf(record(who, fileId, appointment({ goingWith: [] }))), 'protection.not_found')
  // The worker of first contact who opened it hands over; appointments are made by the person who works on the file.
  const handedOver = await open(frontline, [
    opening('adult', { teamId: null }),
    act('consent_recorded', consent()),
    identityAnswers([{ given: 'Selam' }]),
  ])
  assert.equal(await codeOf(record(frontline, handedOver, appointment({ goingWith: [] }))), 'protection.not_allowed')
})

test('the calendar shows mine, my team and my agency, and of nobody else', async () => {
  const mine = await adultFile()
  const made = appointment()
  const theirs = appointment({ goingWith: [colleague.userId], kind: 'legal' })
  unwrap(await record(caseworker, mine, made, theirs))
  const ids = async (by: Principal, of: CalendarOf) => (await entries(by, of)).map(({ id }) => id)
  assert.ok((await ids(caseworker, 'mine')).includes(made.id))
  assert.ok(!(await ids(caseworker, 'mine')).includes(theirs.id))
  assert.ok((await ids(colleague, 'mine')).includes(theirs.id))
  assert.ok((await ids(caseworker, 'team')).includes(theirs.id))
  assert.ok((await ids(supervisor, 'agency')).includes(made.id))
  assert.ok(!(await ids(otherTeam, 'agency')).includes(made.id))
  assert.deepEqual(await entries(stranger), [])
  const shown = JSON.stringify(await entries(caseworker))
  for (const said of [SECRET_PLACE, 'Doctor Bek', 'Nurgul']) assert.ok(!shown.includes(said), said)
  for (const who of [STAFF.analyst, STAFF.administrator]) {
    const answered = readCalendar(context, who, { from: day(TODAY), until: day(TODAY), of: 'agency' })
    assert.equal(await codeOf(answered), 'protection.not_allowed')
  }
})

test('an appointment of a file that nobody was named for is of the person who has the file', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(
      supervisor,
      fileId,
      act('assigned', { teamId: STAFF.caseworker.teamIds[0]!, userId: colleague.userId }),
    ),
  )
  const made = appointment({ goingWith: [] })
  unwrap(await record(caseworker, fileId, made))
  assert.ok((await entries(colleague, 'mine')).some(({ id }) => id === made.id))
  assert.ok(!(await entries(caseworker, 'mine')).some(({ id }) => id === made.id))
})

test('by a share appointments are never shown, and services only where their data group was agreed', async () => {
  const fileId = await adultFile()
  const made = appointment()
  unwrap(await record(caseworker, fileId, service(), made, ask('reasonable_grounds')))
  const without = await read(authority, fileId)
  assert.deepEqual([without.services, without.appointments], [[], []])
  const asked = consent({ identification: true })
  const withNeeds = {
    ...asked,
    grants: [...asked.grants, { ...asked.grants[0]!, id: newId<'grant'>(), dataGroup: 'needs' }],
  }
  unwrap(await record(caseworker, fileId, act('consent_recorded', withNeeds)))
  const agreed = await read(authority, fileId)
  assert.equal(agreed.services.length, 1)
  assert.deepEqual(agreed.appointments, [])
  assert.deepEqual(await entries(authority), [])
  const timeline = unwrap(await listTimeline(context, authority, fileId, { limit: 100 }))
  const about = timeline.items.filter(({ type }) => type.startsWith('appointment_') || type.startsWith('service_'))
  assert.ok(about.length > 0 && about.every((each) => Object.keys(each.about).length === 0))
  // The rows themselves are hidden from the agency that has the file by a share.
  const rows = await readInScope(context.db, principalScope(authority), async (trx) => [
    ...(await tables(trx).selectFrom('protection.appointment').select('id').execute()),
    ...(await tables(trx).selectFrom('protection.service').select('id').execute()),
  ])
  assert.deepEqual(rows, [])
})

test('row-level security hides appointments and services of every file that it hides', async () => {
  const fileId = await adultFile()
  unwrap(await record(caseworker, fileId, service(), appointment()))
  for (const who of Object.values(STAFF)) {
    await readInScope(context.db, principalScope(who), async (trx) => {
      const files = await tables(trx).selectFrom('protection.case_file').select('id').execute()
      const seen = new Set(files.map(({ id }) => id))
      for (const table of ['protection.appointment', 'protection.service'] as const) {
        const rows = await tables(trx).selectFrom(table).select('file_id').execute()
        assert.ok(
          rows.every((row) => seen.has(row.file_id)),
          `${who.displayName} ${table}`,
        )
      }
    })
  }
})

test('closing a file ends what was still to come; reopening it brings that back', async () => {
  const fileId = await adultFile()
  const made = appointment({ when: { at: asInstant('2026-12-01T06:00:00Z') } })
  unwrap(await record(caseworker, fileId, made))
  const statusNow = async () => (await entries(supervisor)).find(({ id }) => id === made.id)?.status
  unwrap(
    await record(caseworker, fileId, act('closure_requested', { reason: 'goals_achieved', summary: 'All is well.' })),
  )
  unwrap(await record(supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) })))
  assert.equal(await statusNow(), 'file_closed')
  assert.equal(await codeOf(record(supervisor, fileId, appointment({ goingWith: [] }))), 'protection.file_closed')
  unwrap(await record(supervisor, fileId, act('file_reopened', { reopenedOn: day(TODAY), reasons: 'She came back.' })))
  assert.equal(await statusNow(), 'planned')
})

test('my work has the appointments of the week, and asks what came of those that are past', async () => {
  const fileId = await adultFile()
  const past = appointment({ kind: 'legal', when: { at: asInstant(`${TODAY}T06:00:00Z`) } })
  const today = appointment({ kind: 'school' })
  const soon = appointment({ kind: 'work', when: { on: day('2026-11-27') } })
  const later = appointment({ kind: 'embassy', when: { on: day('2026-12-20') } })
  const reminded = appointment({ kind: 'home_visit', when: { on: day('2026-12-22') }, remindOn: day(TODAY) })
  unwrap(await record(caseworker, fileId, past, today, soon, later, reminded))
  const dayOf = (at: string | null) => at && dateIn(asInstant(at), stage.context.rules.calendar.timeZone)
  const tasks = async (by: Principal) =>
    (await fileTasks(context, by))
      .filter((task) => task.file.id === fileId && task.kind.startsWith('appointment'))
      .map(({ kind, about, dueAt, allDay }) => [kind, about, dayOf(dueAt), allDay ?? false])
      .toSorted((a, b) => String(a[1]).localeCompare(String(b[1])))
  assert.deepEqual(await tasks(caseworker), [
    ['appointment', 'home_visit', TODAY, true],
    ['appointment_outcome', 'legal', TODAY, false],
    ['appointment', 'school', TODAY, false],
    ['appointment', 'work', '2026-11-27', true],
  ])
  assert.deepEqual(await tasks(colleague), [])
  const kept = { appointmentId: past.id, outcome: 'kept', note: null, happenedOn: day(TODAY) } as const
  unwrap(await record(caseworker, fileId, act('appointment_ended', kept)))
  assert.ok((await tasks(caseworker)).every(([kind]) => kind === 'appointment'))
})

test('the policy lets the same people make appointments and record services', () => {
  const file = {
    agencyId: caseworker.agencyId,
    teamId: caseworker.teamIds[0]!,
    assignedTo: caseworker.userId,
    openedBy: frontline.userId,
    path: 'adult' as const,
    status: 'open' as const,
    sharedWithAgency: false,
  }
  const may = (who: Principal, action: 'action.appointment_made' | 'action.service_recorded') =>
    filePolicy.decide(who, action, file).allowed
  for (const action of ['action.appointment_made', 'action.service_recorded'] as const) {
    assert.deepEqual(
      [caseworker, colleague, supervisor, frontline, authority, STAFF.administrator].map((who) => may(who, action)),
      [true, true, true, false, false, false],
    )
  }
})

test('a calendar asked for more days than there are in a season is cut off and says so', async () => {
  const answered = unwrap(
    await readCalendar(context, caseworker, { from: day(TODAY), until: day('2030-01-01'), of: 'mine' }),
  )
  assert.equal(answered.more, true)
  const backwards = unwrap(
    await readCalendar(context, caseworker, { from: day('2026-12-24'), until: day(TODAY), of: 'mine' }),
  )
  assert.deepEqual(backwards.entries, [])
})

test('what is derived can be written by nobody outside the scope of the file', async () => {
  const fileId = await adultFile()
  await assert.rejects(
    inScope(context.db, principalScope(stranger), async (trx) => {
      await tables(trx)
        .insertInto('protection.appointment')
        .values({
          id: newId(),
          file_id: fileId,
          kind: 'medical',
          starts_at: `${TODAY}T11:00:00Z`,
          ends_at: `${TODAY}T12:00:00Z`,
          all_day: false,
          status: 'planned',
          staff_ids: [],
          remind_on: null,
          revision: 0,
          changed_at: `${TODAY}T09:00:00Z`,
        })
        .execute()
      return { ok: true as const, value: null }
    }),
    /row-level security/,
  )
})
