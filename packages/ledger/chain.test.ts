import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { asInstant, newId, unwrap, type Instant } from '@gloact/kernel'
import fc from 'fast-check'
import {
  EMPTY_CHAIN,
  GENESIS,
  chain,
  hashAction,
  headOf,
  replay,
  verifyChain,
  type ActionId,
  type ChainHead,
  type StoredAction,
  type UnchainedAction,
} from './index.ts'

const instant = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => asInstant(date))
const id = fc.uuid({ version: 7 }) as fc.Arbitrary<never>
const drafts = fc
  .record({
    fileId: id,
    actions: fc.uniqueArray(
      fc.record({
        id,
        type: fc.constantFrom('answers_recorded', 'closure_approved'),
        replaces: fc.array(id, { maxLength: 3 }),
        actor: id,
        happenedAt: instant,
        deviceTime: fc.option(instant),
        recordedAt: instant,
        sealedPayload: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      }),
      { minLength: 1, maxLength: 6, selector: (action) => action.id },
    ),
  })
  .map(({ fileId, actions }): UnchainedAction[] => actions.map((action) => ({ ...action, fileId })))

function chained(actions: readonly UnchainedAction[]): StoredAction[] {
  const stored: StoredAction[] = []
  let head: ChainHead = EMPTY_CHAIN
  for (const action of actions) {
    const next = chain(head, action)
    stored.push(next)
    head = headOf(next)
  }
  return stored
}

const chains = drafts.map(chained)

function breakIn(actions: Iterable<StoredAction>, expected?: ChainHead) {
  const result = verifyChain(actions, expected)
  assert.ok(!result.ok, 'a changed chain was taken for whole')
  return result.error
}

test('a chain as recorded is whole, and its head is that of the last action', () => {
  assert.deepEqual(unwrap(verifyChain([])), EMPTY_CHAIN)
  fc.assert(
    fc.property(chains, (actions) => {
      const head = unwrap(verifyChain(actions, headOf(actions.at(-1)!)))
      assert.equal(head.count, actions.length)
      assert.deepEqual(actions[0]!.previousHash, GENESIS)
    }),
  )
})

test('the bytes hashed are those that the documentation lists', () => {
  const action: Omit<StoredAction, 'hash'> = {
    id: '01936000-0000-7000-8000-000000000001' as never,
    fileId: '01936000-0000-7000-8000-000000000002' as never,
    type: 'noted',
    replaces: ['01936000-0000-7000-8000-000000000003' as never],
    actor: '01936000-0000-7000-8000-000000000004' as never,
    happenedAt: '1970-01-01T00:00:01.000Z' as Instant,
    deviceTime: null,
    recordedAt: '1969-12-31T23:59:59.999Z' as Instant,
    sequence: 258,
    previousHash: new Uint8Array(32).fill(7),
    sealedPayload: Uint8Array.of(1, 2, 3),
  }
  const field = (bytes: Uint8Array | string) => {
    const body = Buffer.from(bytes)
    return Buffer.concat([Buffer.from([0, 0, 0, body.length]), body])
  }
  const bytes = Buffer.concat([
    field('gloact.action.1'),
    field(action.id),
    field(action.fileId),
    field('noted'),
    field(Buffer.from([0, 0, 0, 1])),
    field(action.replaces[0]!),
    field(action.actor),
    field(Buffer.from([0, 0, 0, 0, 0, 0, 0x03, 0xe8])),
    field(''),
    field(Buffer.alloc(8, 0xff)),
    field(Buffer.from([0, 0, 0, 0, 0, 0, 1, 2])),
    field(action.previousHash),
    field(action.sealedPayload),
  ])
  assert.equal(Buffer.from(hashAction(action)).toString('hex'), createHash('sha256').update(bytes).digest('hex'))
})

test('a change of any byte of any field of any action is found, at that action', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (actions, which) => {
      const place = which % actions.length
      for (const changed of everyChangeOf(actions[place]!)) {
        const { brokenAt } = breakIn(actions.with(place, changed))
        // Of the first action's file nothing says that it is another: its hash does, at the same place.
        assert.equal(brokenAt, place + 1)
      }
    }),
    { numRuns: 25 },
  )
})

/** The action with one byte or character changed, for every byte and character that is stored of it. */
function* everyChangeOf(action: StoredAction): Generator<StoredAction> {
  for (const name of ['previousHash', 'hash', 'sealedPayload'] as const) {
    for (let index = 0; index < action[name].length; index++) {
      yield { ...action, [name]: action[name].with(index, action[name][index]! ^ 1) }
    }
    yield { ...action, [name]: action[name].slice(1) }
    yield { ...action, [name]: Uint8Array.of(...action[name], 0) }
  }
  for (const name of ['id', 'fileId', 'type', 'actor'] as const) {
    for (let index = 0; index < action[name].length; index++) {
      yield { ...action, [name]: changeCharacter(action[name], index) as never }
    }
    yield { ...action, [name]: `${action[name]}0` as never }
  }
  for (const name of ['happenedAt', 'recordedAt', 'deviceTime'] as const) {
    const time = action[name]
    if (time === null) yield { ...action, [name]: action.recordedAt }
    else {
      yield { ...action, [name]: asInstant(Date.parse(time) + 1) }
      yield { ...action, [name]: 'yesterday' as Instant }
    }
  }
  if (action.deviceTime !== null) yield { ...action, deviceTime: null }
  for (const sequence of [action.sequence - 1, action.sequence + 1, Number.NaN]) yield { ...action, sequence }
  for (let index = 0; index < action.replaces.length; index++) {
    yield { ...action, replaces: action.replaces.toSpliced(index, 1) }
    yield { ...action, replaces: action.replaces.with(index, changeCharacter(action.replaces[index]!, 20) as ActionId) }
  }
  yield { ...action, replaces: [...action.replaces, newId()] }
}

const changeCharacter = (text: string, index: number): string =>
  text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1)

test('a dropped, repeated or swapped action is found where it happened', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.nat(), (actions, one, other) => {
      const a = one % actions.length
      const b = other % actions.length
      const expected = headOf(actions.at(-1)!)
      assert.equal(breakIn(actions.toSpliced(a, 1), expected).brokenAt, a + 1)
      assert.equal(breakIn(actions.toSpliced(b, 0, actions[a]!), expected).brokenAt, a === b ? b + 2 : b + 1)
      if (a !== b) {
        const swapped = actions.with(a, actions[b]!).with(b, actions[a]!)
        assert.deepEqual(breakIn(swapped), { brokenAt: Math.min(a, b) + 1, reason: 'sequence' })
      }
    }),
  )
})

test('an action put in again, numbered to fit, is found at the action after it', () => {
  fc.assert(
    fc.property(chains, drafts, (actions, [forged]) => {
      fc.pre(actions.length >= 2)
      const first = actions[0]!
      const instead = chain(EMPTY_CHAIN, { ...forged!, fileId: first.fileId })
      assert.deepEqual(breakIn([instead, ...actions.slice(1)]), { brokenAt: 2, reason: 'previous_hash' })
    }),
  )
})

test('a cut tail is found by anyone who kept the head, and by nobody else', () => {
  fc.assert(
    fc.property(chains, (actions) => {
      const cut = actions.slice(0, -1)
      assert.ok(verifyChain(cut).ok)
      assert.deepEqual(breakIn(cut, headOf(actions.at(-1)!)), { brokenAt: actions.length, reason: 'head' })
    }),
  )
})

test('an action of another file, and an id used twice, do not belong into a chain', () => {
  fc.assert(
    fc.property(chains, (actions) => {
      const last = actions.at(-1)!
      const foreign = chain(headOf(last), { ...last, id: newId(), fileId: newId() })
      assert.deepEqual(breakIn([...actions, foreign]), { brokenAt: actions.length + 1, reason: 'file' })
      const twice = chain(headOf(last), last)
      assert.deepEqual(breakIn([...actions, twice]), { brokenAt: actions.length + 1, reason: 'duplicate_id' })
    }),
  )
})

test('a chain is verified without anything being opened: its payloads may have been erased', () => {
  // Verifying takes stored actions, which have sealed bytes and no payload at all.
  const sealedPayload = Uint8Array.of(9, 9, 9)
  fc.assert(
    fc.property(drafts, (actions) => verifyChain(chained(actions.map((action) => ({ ...action, sealedPayload })))).ok),
  )
})

test('what no action can hold cannot be hashed', () => {
  const [good] = chained(fc.sample(drafts, 1)[0]!)
  assert.throws(() => hashAction({ ...good!, sequence: 0 }), TypeError)
  assert.throws(() => hashAction({ ...good!, sequence: 1.5 }), TypeError)
  assert.throws(() => hashAction({ ...good!, previousHash: new Uint8Array(31) }), TypeError)
  assert.throws(() => hashAction({ ...good!, recordedAt: 'soon' as Instant }), TypeError)
})

test('replaying gives the state that the actions lead to, in their order', () => {
  const letters = ['a', 'b', 'c']
  assert.equal(
    replay((state: string, action: string) => state + action, '', letters),
    'abc',
  )
})
