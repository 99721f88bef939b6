import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId } from '@gloact/kernel'
import type { Action } from '@gloact/ledger'
import { isSameAction } from './append-actions.ts'
import { causesBetween, compared } from './compare-moments.ts'
import { actionsUntil, stateAfter } from './past-states.ts'
import { headOfRecord, storedBy, type RecordKind } from './record-kind.ts'

/** An invented kind of record: a box that things are put into. */
interface Box {
  readonly label: string
  readonly things: Readonly<Record<string, number>>
}
type Done = Action<
  'made' | 'put' | 'renamed',
  { readonly label?: string; readonly thing?: string; readonly many?: number }
>

const BOX: RecordKind<Box, Done> = {
  kind: 'trial.box',
  table: 'trial.box',
  logTable: 'trial.box_action',
  recordColumn: 'box_id',
  toStored: storedBy('box_id'),
  audited: [],
  unopened: { label: '', things: {} },
  reduce: (box, { type, payload: { label = box.label, thing, many = 0 } }) =>
    type === 'put' ? { ...box, things: { ...box.things, [thing!]: many } } : { ...box, label },
  opensBy: 'made',
}

const done = (sequence: number, type: Done['type'], payload: Done['payload'], recorded: string, happened = recorded) =>
  ({
    id: newId<'action'>(),
    fileId: newId(),
    type,
    payload,
    replaces: [],
    actor: newId(),
    happenedAt: asInstant(happened),
    deviceTime: null,
    recordedAt: asInstant(recorded),
    sequence,
    previousHash: new Uint8Array(),
    hash: new Uint8Array(),
  }) satisfies Done

const log: readonly Done[] = [
  done(1, 'made', { label: 'Red' }, '2026-11-01T08:00:00Z'),
  done(2, 'put', { thing: 'pens', many: 3 }, '2026-11-03T08:00:00Z', '2026-11-02T08:00:00Z'),
  done(3, 'renamed', { label: 'Blue' }, '2026-11-04T08:00:00Z'),
  done(4, 'put', { thing: 'pens', many: 5 }, '2026-11-05T08:00:00Z'),
]

test('a record of any kind is what its log leads to, at a number, by what was known and by what had happened', () => {
  const at = (place: Parameters<typeof actionsUntil>[2]) => {
    const within = actionsUntil(BOX, log, place)
    return within && stateAfter(BOX, within)
  }
  assert.deepEqual(at({ sequence: 4 }), { label: 'Blue', things: { pens: 5 } })
  assert.deepEqual(at({ recordedAt: '2026-11-02T12:00:00Z' }), { label: 'Red', things: {} })
  assert.deepEqual(at({ happenedAt: '2026-11-02T12:00:00Z' }), { label: 'Red', things: { pens: 3 } })
  assert.equal(at({ recordedAt: '2026-10-31T00:00:00Z' }), undefined)
  assert.equal(
    actionsUntil(BOX, log.slice(1), { sequence: 4 }),
    undefined,
    'a log without its first action is no record',
  )
})

test('of two moments each difference names the last action that made it', () => {
  const causes = causesBetween(BOX, BOX.unopened, log, {
    isThere: ({ label }) => label !== '',
    facts: ({ label }) => ({ label }),
    values: ({ type, payload }) => (type === 'put' ? [payload.thing!] : null),
    entries: ({ id }) => [id],
  })
  assert.equal(causes.values.get('pens'), log[3])
  assert.equal(causes.facts.get('label'), log[2])
  assert.equal(causes.entries.get(log[0]!.id), log[0])
  assert.deepEqual(compared({ a: 1, b: null, c: [2] }, { a: 2, c: [2], d: 'x' }), [
    { kind: 'changed', path: 'a', was: 1, now: 2 },
    { kind: 'added', path: 'd', was: null, now: 'x' },
  ])
})

test('an action is the same as one that is there where its kind normalises both alike; its order of replacing says nothing', () => {
  const there = { type: 'put', replaces: ['b', 'a'], payload: { thing: 'PENS' } }
  const lower = (_type: string, payload: unknown) => JSON.stringify(payload).toLowerCase()
  assert.ok(isSameAction(there, { ...there, replaces: ['a', 'b'], payload: { thing: 'pens' } }, lower))
  assert.ok(!isSameAction(there, { ...there, payload: { thing: 'ink' } }, lower))
  assert.ok(!isSameAction(there, { ...there, type: 'renamed' }, lower))
})

test('a record without actions has an empty chain, and a row of its log names the record in the column of its kind', () => {
  assert.equal(headOfRecord({ sequence: 0, head_hash: new Uint8Array([1]) }).count, 0)
  const row = { id: 'a', box_id: 'the box', sequence: 1, type: 'made', replaces: [] } as never
  assert.equal(BOX.toStored(row).fileId, 'the box')
})
