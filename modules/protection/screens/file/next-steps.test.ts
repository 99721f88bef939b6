import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import type { DeadlineKind } from '../../domain/file/file-rules.ts'
import { nextSteps } from './next-steps.ts'

type File = Parameters<typeof nextSteps>[0]
const NOW = asInstant('2026-11-24T09:00:00Z')

const file = (over: Partial<File> = {}): File => ({
  status: 'open',
  deadlines: [],
  steps: [
    { stage: 'contact', state: 'done', on: '2026-11-20' },
    { stage: 'consent', state: 'current', on: null },
  ],
  awaited: null,
  assignedTo: 'somebody',
  may: ['action.consent_recorded', 'action.identification_requested'],
  ...over,
})
const clock = (kind: DeadlineKind, dueAt: string) => ({
  kind,
  startedAt: '2026-11-20T00:00:00Z',
  dueAt,
  warnAt: null,
  stoppedAt: null,
})
const ids = (of: File) => nextSteps(of, NOW, 'UTC').map(({ id }) => id)

test('the step that the file is at is to be done next, by anyone who may do it', () => {
  assert.deepEqual(ids(file()), ['step.consent'])
  assert.deepEqual(ids(file({ may: [] })), [])
})

test('what is late stands first, then what others wait for, then what is still in time', () => {
  const pressing = file({
    deadlines: [clock('assessment', '2026-11-30T00:00:00Z'), clock('guardian', '2026-11-23T00:00:00Z')],
    assignedTo: null,
    may: ['action.assigned', 'action.consent_recorded', 'action.guardian_appointed', 'action.answers_recorded'],
  })
  assert.deepEqual(ids(pressing), ['deadline.guardian', 'unassigned', 'deadline.assessment', 'step.consent'])
})

test('a decision that is awaited is asked of the body that decides, and of nobody again', () => {
  const awaited = file({
    steps: [{ stage: 'reasonable_grounds', state: 'current', on: null }],
    awaited: { kind: 'reasonable_grounds', bodyAgencyId: 'b', requestedOn: '2026-11-23', reconsiders: null },
  })
  assert.deepEqual(ids(awaited), [])
  assert.deepEqual(ids({ ...awaited, may: ['action.decision_recorded'] }), ['decide.reasonable_grounds'])
})

test('who decides is asked once, with the clock of the decision, and not for what others do', () => {
  const decides = file({
    steps: [{ stage: 'reasonable_grounds', state: 'current', on: null }],
    awaited: { kind: 'reasonable_grounds', bodyAgencyId: 'b', requestedOn: '2026-11-20', reconsiders: null },
    deadlines: [clock('reasonable_grounds', '2026-11-23T00:00:00Z'), clock('assessment', '2026-11-30T00:00:00Z')],
    may: ['action.decision_recorded'],
  })
  const steps = nextSteps(decides, NOW, 'UTC')
  assert.deepEqual(
    steps.map(({ id, shape, clock: at }) => [id, shape, at?.kind]),
    [['decide.reasonable_grounds', 'late', 'reasonable_grounds']],
  )
})

test('a closed file asks for nothing', () => {
  assert.deepEqual(ids(file({ status: 'closed', deadlines: [clock('guardian', '2026-11-23T00:00:00Z')] })), [])
})
