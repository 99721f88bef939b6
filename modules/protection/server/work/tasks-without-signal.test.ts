import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, fixedClock, unwrap } from '@gloact/kernel'
import { tasksAt, withoutLabel, workOf, type FileTask } from '../../contract/work/tasks.ts'
import { FORESEEN_DAYS } from '../../domain/work/foreseen-tasks.ts'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import { fileForesight, fileTasks } from './read-my-work.ts'
import { act, consent, day, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'

// What a device works out without signal, held against what the server would have said.

const { context } = await protectionStage()
const { open, record } = stepsOn(context)
const { caseworker } = STAFF

const at = (days: number, time = '09:00:00Z') => ({
  ...context,
  clock: fixedClock(`${addDays(day(TODAY), days)}T${time}`),
})

const appointment = (when: Payloads['appointment_made']['when'], remindOn: string | null = null) =>
  act('appointment_made', {
    kind: 'medical',
    when,
    minutes: 60,
    place: 'The clinic',
    with: 'Doctor Bek',
    goingWith: [caseworker.userId],
    safeContactRead: true,
    remindOn: remindOn as never,
    serviceId: null,
  })

const FORESEEN: readonly FileTask['kind'][] = ['deadline', 'appointment', 'appointment_outcome']

/** What the caseworker has, of what comes by itself: in an order of its own. */
const shown = (tasks: readonly { readonly kind: string }[]): readonly string[] =>
  tasks
    .filter(({ kind }) => FORESEEN.some((foreseen) => foreseen === kind))
    .map((task) => JSON.stringify(task))
    .toSorted()

test('on each of the next days a device without signal has the tasks that the server would have told', async () => {
  const child = await open(caseworker, [opening('child')])
  await open(caseworker, [opening('adult'), act('consent_recorded', consent())])
  await open(caseworker, [opening('not_sure', { contactOn: addDays(day(TODAY), -20) })])
  for (const ahead of [0, 3, 8, 13, 19, 25]) {
    const on = addDays(day(TODAY), ahead)
    unwrap(await record(caseworker, child, appointment({ at: asInstant(`${on}T11:00:00.000Z`) })))
    unwrap(await record(caseworker, child, appointment({ on })))
  }
  const remindOn = addDays(day(TODAY), 5)
  const far = asInstant(`${addDays(day(TODAY), 60)}T11:00:00.000Z`)
  unwrap(await record(caseworker, child, appointment({ at: far }, remindOn)))

  const told = await fileForesight(context, caseworker)
  const kept = JSON.parse(JSON.stringify(told)) as typeof told
  const counts = new Set<string>()
  for (const days of [0, 1, 3, 5, 7, 8, 11, FORESEEN_DAYS]) {
    for (const time of ['00:30:00Z', '11:30:00Z']) {
      const then = at(days, time)
      const now = then.clock.now()
      if (now < context.clock.now()) continue
      const onServer = shown(workOf(await fileTasks(then, caseworker)))
      const onDevice = shown(tasksAt(kept.tasks, kept.foresight, now))
      assert.deepEqual(onDevice, onServer, `after ${days} days at ${time}`)
      counts.add(onServer.map((task) => (JSON.parse(task) as { kind: string }).kind).join())
    }
  }
  assert.ok(counts.size > 5, `only ${counts.size} lists that differ: little happens by itself`)
})

test('what is foreseen says no more of a file than a task does, and nothing of what was told elsewhere', async () => {
  const { tasks, foresight } = await fileForesight(context, caseworker)
  assert.doesNotMatch(JSON.stringify([tasks, foresight]), /clinic|Doctor/)
  assert.deepEqual(Object.keys(foresight).toSorted(), ['appointments', 'clocks', 'timeZone'])
  // Nobody else's: a stranger's device is told nothing.
  const theirs = await fileForesight(context, STAFF.stranger)
  assert.deepEqual([theirs.tasks, theirs.foresight['clocks'], theirs.foresight['appointments']], [[], [], []])
})

test('what the case team calls a file lies on no device', () => {
  const sent = { kind: 'deadline', details: { number: 'DL-1', label: 'The tall one' } }
  assert.deepEqual(withoutLabel(sent), { kind: 'deadline', details: { number: 'DL-1', label: null } })
})

test('what a device kept of another version is not read: tasks stay as they were told', () => {
  const known = [{ kind: 'appointment' }]
  assert.equal(tasksAt(known, { clocks: 'none' }, context.clock.now()), known)
  assert.equal(tasksAt(known, undefined, context.clock.now()), known)
})
