import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, type Instant, type PlainDate } from '@gloact/kernel'
import { replay, type Action, type ActionId } from '@gloact/ledger'
import {
  checkAction,
  definitionOf,
  reduceFile,
  type FileAction,
  type ActionType,
  type Payloads,
} from './actions/definitions.ts'
import type { Circumstances } from './actions/action-definition.ts'
import { clockEvents, UNOPENED, type FileState } from './file-state.ts'
import { SYSTEM_ACTOR } from './system-actor.ts'
import { progressOf, stageOf } from './progress.ts'
import { USUAL_RISK_BANDS } from './risk.ts'

const day = (text: string) => text as PlainDate
const actor = newId<'user'>()
const circumstances: Circumstances = {
  actorId: actor,
  agencyId: newId(),
  today: day('2026-11-24'),
  happenedAt: asInstant('2026-11-24T09:00:00Z'),
  timeZone: 'Asia/Bishkek',
  decisionMembers: 1,
  riskBands: USUAL_RISK_BANDS,
  notIndependentOf: new Set<string>(),
}

const action = <Type extends ActionType>(
  type: Type,
  payload: Payloads[Type],
  happenedAt: Instant = circumstances.happenedAt,
): Action<Type, Payloads[Type]> => ({
  id: newId<'action'>(),
  fileId: newId(),
  type,
  payload,
  replaces: [],
  actor,
  happenedAt,
  deviceTime: null,
  recordedAt: asInstant('2026-11-24T09:00:00Z'),
  sequence: 1,
  previousHash: new Uint8Array(),
  hash: new Uint8Array(),
})

const after = (state: FileState, ...actions: readonly unknown[]): FileState =>
  replay(reduceFile, state, actions as FileAction[])

const child = after(
  UNOPENED,
  action('file_opened', { age: 'child', contactOn: day('2026-11-20'), channel: 'ngo', teamId: null, assignedTo: null }),
)
const note = action('note_added', { kind: 'general', text: 'She slept well.', notedOn: day('2026-11-21') })
const noted = after(child, note)

const strike = (entryId: ActionId) => action('entry_struck', { entryId, reason: 'Another file.' })

test('a corrected entry stands as corrected, under its own id, and what it said stays beside it', () => {
  const changes = { text: 'She slept badly.' }
  const correction = action('entry_corrected', { kind: 'note_added', entryId: note.id, changes, reason: 'A slip.' })
  assert.equal(checkAction(noted, 'entry_corrected', correction.payload, circumstances), null)
  const corrected = after(noted, correction)
  assert.deepEqual(
    corrected.notes.map(({ actionId, text, notedOn }) => [actionId, text, notedOn]),
    [[note.id, 'She slept badly.', '2026-11-21']],
  )
  assert.partialDeepStrictEqual(corrected.mistakes[0], {
    struck: false,
    was: { text: 'She slept well.' },
    reason: 'A slip.',
    correctedIn: correction.id,
  })
})

test('a correction meets the rules that its entry met, and says something else than it', () => {
  const code = (changes: Payloads['entry_corrected']['changes']) =>
    checkAction(
      noted,
      'entry_corrected',
      { kind: 'note_added', entryId: note.id, changes, reason: 'A slip.' },
      circumstances,
    )?.code
  assert.equal(code({ notedOn: day('2026-11-25') }), 'protection.date_in_future')
  assert.equal(code({ notedOn: day('2026-11-01') }), 'protection.date_before_contact')
  assert.equal(code({ text: 'She slept well.' }), 'protection.nothing_corrected')
  assert.equal(code({}), 'protection.nothing_corrected')
  assert.equal(code({ actor: newId() }), 'protection.entry_unknown')
})

test('an entry that was struck counts no longer, is kept, and cannot be struck again', () => {
  const struck = after(noted, strike(note.id))
  assert.deepEqual(struck.notes, [])
  assert.partialDeepStrictEqual(struck.mistakes[0], { struck: true, was: { text: 'She slept well.' } })
  assert.equal(
    checkAction(struck, 'entry_struck', strike(note.id).payload, circumstances)?.code,
    'protection.entry_unknown',
  )
})

test('decisions, the opening and transitions are never struck; a closed file takes no correction', () => {
  for (const type of [
    'decision_recorded',
    'file_opened',
    'closure_requested',
    'closure_approved',
    'path_changed',
  ] as const)
    assert.ok(!definitionOf(type).entry?.strikable, type)
  assert.equal(definitionOf('file_opened').entry, null)
  const closed: FileState = { ...noted, status: 'closed', closedOn: day('2026-11-24') }
  assert.equal(
    checkAction(closed, 'entry_struck', strike(note.id).payload, circumstances)?.code,
    'protection.file_closed',
  )
})

test('the clocks that an entry moved follow its correction, and end with it', () => {
  const guardian = action('guardian_appointed', {
    appointedOn: day('2026-11-21'),
    guardian: 'An aunt',
    noConflictOfInterest: true,
  })
  const appointed = after(child, guardian)
  const eventsOf = (state: FileState) => state.events.map(({ code, at }) => `${code} ${at}`)
  assert.deepEqual(eventsOf(appointed), ['first_contact 2026-11-20', 'guardian_appointed 2026-11-21'])
  const moved = after(
    appointed,
    action('entry_corrected', {
      kind: 'guardian_appointed',
      entryId: guardian.id,
      changes: { appointedOn: day('2026-11-22') },
      reason: 'The day was mistyped.',
    }),
  )
  assert.deepEqual(eventsOf(moved), ['first_contact 2026-11-20', 'guardian_appointed 2026-11-22'])
  const struck = after(moved, strike(guardian.id))
  assert.deepEqual(eventsOf(struck), ['first_contact 2026-11-20'])
  assert.equal(struck.guardian, null)
})

test('a guardian whom somebody wrote down stops no clock; one whom the authority appointed does', () => {
  const byHand = action('guardian_appointed', {
    appointedOn: day('2026-11-21'),
    guardian: 'An aunt',
    noConflictOfInterest: true,
  })
  const codes = (state: FileState) => clockEvents(state).map(({ code }) => code)
  assert.deepEqual(codes(after(child, byHand)), ['first_contact', 'guardian_named'])
  assert.deepEqual(codes(after(child, byHand, { ...byHand, id: newId(), actor: SYSTEM_ACTOR })), [
    'first_contact',
    'guardian_named',
    'guardian_appointed',
  ])
})

test('an earlier guardian stands again when the later one was recorded in error', () => {
  const appoint = (guardian: string) =>
    action('guardian_appointed', { appointedOn: day('2026-11-21'), guardian, noConflictOfInterest: true })
  const [first, second] = [appoint('An aunt'), appoint('A stranger')]
  assert.equal(after(child, first, second, strike(second.id)).guardian?.guardian, 'An aunt')
  assert.equal(after(child, first, second, strike(first.id)).guardian?.guardian, 'A stranger')
})

test('an event that an earlier version recorded without its entry is known by its day', () => {
  const review = action('review_held', {
    of: 'plan',
    heldOn: day('2026-11-22'),
    participants: 'Two',
    personTookPart: { value: 'yes' },
    findings: 'Goes on.',
    decision: 'continue',
    nextReviewOn: day('2026-12-06'),
  })
  const reviewed = after(child, review)
  const older: FileState = { ...reviewed, events: reviewed.events.map(({ code, at }) => ({ code, at })) }
  const struck = after(older, strike(review.id))
  assert.deepEqual(
    struck.events.map(({ code }) => code),
    ['first_contact'],
  )
  assert.deepEqual(struck.nextReviews, {}, 'and no review is due by it')
})

test('a file that is closed is at its closure, and a step it never came to is not shown as now', () => {
  const closed: FileState = { ...child, status: 'closed', closedOn: day('2026-11-24') }
  const states = progressOf(closed).map(({ state }) => state)
  assert.ok(!states.includes('current') && !states.includes('waiting'))
  assert.equal(states.at(-1), 'done')
  assert.ok(states.includes('not_done'))
  assert.equal(stageOf(closed), 'closure')
})
