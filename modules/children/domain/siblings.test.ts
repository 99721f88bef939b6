import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { partsSiblings, placedApart, type SiblingHeld } from './siblings.ts'

const plan = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris' }
const sister: SiblingHeld = { relation: 'sibling', shownBy: 'both_say', carer: 'House by the lake', planned: [plan] }
const together = { siblings: 'together', carer: 'house by the  LAKE' }

test('brothers and sisters are placed together, or apart by a determination: nothing else is said of them', () => {
  assert.deepEqual(placedApart(together, [sister]), [])
  assert.deepEqual(placedApart({ ...together, carer: 'Another house' }, [sister]), ['care_siblings_elsewhere'])
  assert.deepEqual(placedApart({ ...together, siblings: 'none_known' }, [sister]), ['care_siblings_known'])
  assert.deepEqual(placedApart({ ...together, siblings: 'none_known' }, []), [])
  // That a panel determined it is the question of another gap.
  assert.deepEqual(placedApart({ siblings: 'apart', carer: 'Another house' }, [sister]), [])
  assert.deepEqual(placedApart({ ...together, carer: 'Another house' }, [{ ...sister, carer: null }]), [])
})

test('a plan parts them unless the very same is planned for each', () => {
  assert.equal(partsSiblings(plan, [sister]), false)
  for (const part of ['option', 'place', 'adult'] as const)
    assert.equal(partsSiblings({ ...plan, [part]: 'something else' }, [sister]), true, part)
  assert.equal(partsSiblings(plan, [sister, { ...sister, planned: [] }]), true)
  const none = { option: 'local_integration', place: 'Port Isa', adult: undefined }
  assert.equal(partsSiblings(none, [{ ...sister, planned: [none] }]), false)
})

test('what somebody only claims, and cousins, decide nothing, whatever is planned', () => {
  const held = fc.record({
    relation: fc.constantFrom('sibling', 'half_sibling', 'cousin', 'parent', 'travelled_as_family'),
    shownBy: fc.constantFrom('document', 'both_say', 'one_says', 'dna', 'claimed_only'),
    carer: fc.constantFrom(null, 'A', 'B'),
    planned: fc.array(fc.record({ option: fc.constant('kinship'), place: fc.constant('X'), adult: fc.constant('Y') })),
  })
  fc.assert(
    fc.property(fc.array(held, { maxLength: 4 }), (siblings) => {
      const bound = siblings.filter(
        ({ relation, shownBy }) => ['sibling', 'half_sibling'].includes(relation) && shownBy !== 'claimed_only',
      )
      assert.deepEqual(placedApart(together, siblings), placedApart(together, bound))
      assert.equal(partsSiblings(plan, siblings), bound.length > 0)
    }),
  )
})
