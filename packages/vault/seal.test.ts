import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { bindingOf, isSealBroken, seal, unseal } from './seal.ts'

const key = randomBytes(32)
const bytes = fc.uint8Array({ maxLength: 400 })
const word = fc.string({ maxLength: 30, unit: 'binary' })

test('whatever is sealed opens again with its key and its binding', () => {
  fc.assert(
    fc.property(bytes, word, (plaintext, binding) => {
      assert.deepEqual(new Uint8Array(unseal(key, seal(key, plaintext, binding), binding)), plaintext)
    }),
  )
})

test('any flipped bit keeps a sealed value from opening', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (plaintext, where) => {
      const sealed = seal(key, plaintext, 'here')
      const bit = where % (sealed.length * 8)
      sealed[bit >> 3]! ^= 1 << (bit & 7)
      assert.throws(() => unseal(key, sealed, 'here'), isSealBroken)
    }),
    { numRuns: 500 },
  )
})

test('a sealed value cut short or lengthened does not open', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (plaintext, cut) => {
      const sealed = seal(key, plaintext, 'here')
      assert.throws(() => unseal(key, sealed.subarray(0, cut % sealed.length), 'here'), isSealBroken)
      assert.throws(() => unseal(key, Buffer.concat([sealed, Buffer.of(0)]), 'here'), isSealBroken)
    }),
  )
})

test('a sealed value does not open for another person, in another place or with another key', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), word, word, (person, other, place, elsewhere) => {
      fc.pre(person !== other && place !== elsewhere)
      const sealed = seal(key, Buffer.from('x'), bindingOf(person, place))
      assert.throws(() => unseal(key, sealed, bindingOf(other, place)), isSealBroken)
      assert.throws(() => unseal(key, sealed, bindingOf(person, elsewhere)), isSealBroken)
      assert.throws(() => unseal(randomBytes(32), sealed, bindingOf(person, place)), isSealBroken)
    }),
  )
})

test('sealing the same bytes twice gives different bytes', () => {
  const plaintext = Buffer.from('the same')
  assert.notDeepEqual(seal(key, plaintext, 'here'), seal(key, plaintext, 'here'))
})

test('the error of a broken seal says nothing of what was sealed', () => {
  const sealed = seal(key, Buffer.from('Nurgul Asanova'), 'person:1|place:a')
  try {
    unseal(key, sealed, 'person:2|place:a')
    assert.fail('it opened')
  } catch (error) {
    assert.ok(isSealBroken(error))
    assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /Nurgul|person:/)
  }
})
