import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { CONDITION_FAILED, EFFECTS, NO_RULE, createPolicy, type Condition, type Rule } from './index.ts'

const ROLES = ['caseworker', 'supervisor', 'administrator'] as const
const ACTIONS = ['read', 'close'] as const
const CONDITIONS = ['same_agency', 'assigned', 'broken', 'vague'] as const
type Role = (typeof ROLES)[number]
type Action = (typeof ACTIONS)[number]
type Name = (typeof CONDITIONS)[number]

interface Principal {
  readonly userId: string
  readonly agencyId: string
  readonly roles: readonly Role[]
}

interface File {
  readonly agencyId: string
  readonly assignedTo: string
}

const conditions: Record<Name, Condition<Principal, File>> = {
  same_agency: (principal, file) => principal.agencyId === file.agencyId,
  assigned: (principal, file) => principal.userId === file.assignedTo,
  broken: () => {
    throw new Error('Amina Haddad')
  },
  vague: () => undefined as unknown as boolean,
}

const policyOf = (rules: readonly Rule<Role, Action, Name>[], onFailure?: (rule: string, condition: string) => void) =>
  createPolicy({ rules, conditions, ...(onFailure && { onFailure }) })

const allow = (id: string, when: readonly Name[] = []): Rule<Role, Action, Name> => ({
  id,
  effect: 'allow',
  roles: ['caseworker'],
  actions: ['read'],
  when,
  reason: `example.${id}`,
})
const deny = (id: string, when: readonly Name[] = []): Rule<Role, Action, Name> => ({
  ...allow(id, when),
  effect: 'deny',
})

const AMINA: Principal = { userId: 'u1', agencyId: 'a1', roles: ['caseworker'] }
const OWN: File = { agencyId: 'a1', assignedTo: 'u1' }
const OTHER: File = { agencyId: 'a2', assignedTo: 'u2' }

test('what no rule allows is denied, and says so', () => {
  const denied = { allowed: false, rule: null, reason: NO_RULE }
  assert.deepEqual(policyOf([]).decide(AMINA, 'read', OWN), denied)
  assert.deepEqual(policyOf([allow('x')]).decide(AMINA, 'close', OWN), denied)
  assert.deepEqual(policyOf([allow('x')]).decide({ ...AMINA, roles: ['supervisor'] }, 'read', OWN), denied)
  assert.deepEqual(policyOf([allow('x')]).decide({ ...AMINA, roles: [] }, 'read', OWN), denied)
  assert.deepEqual(policyOf([allow('x', ['assigned'])]).decide(AMINA, 'read', OTHER), denied)
})

test('a rule allows where its role, its action and all its conditions fit', () => {
  const policy = policyOf([allow('own', ['same_agency', 'assigned'])])
  assert.deepEqual(policy.decide(AMINA, 'read', OWN), { allowed: true, rule: 'own', reason: 'example.own' })
  assert.equal(policy.decide(AMINA, 'read', { ...OWN, assignedTo: 'u2' }).allowed, false)
})

test('a rule for any role concerns the person who asks, also somebody without a role', () => {
  const policy = policyOf([{ ...allow('all'), roles: 'any' }])
  assert.ok(policy.decide({ ...AMINA, roles: [] }, 'read', OWN).allowed)
})

test('a denial wins over any permission', () => {
  const policy = policyOf([allow('a'), deny('b', ['same_agency']), allow('c')])
  assert.deepEqual(policy.decide(AMINA, 'read', OWN), { allowed: false, rule: 'b', reason: 'example.b' })
  assert.equal(policy.decide(AMINA, 'read', OTHER).allowed, true)
})

test('a condition that fails opens nothing: a denial stands and a permission does not', () => {
  for (const failing of ['broken', 'vague'] as const) {
    assert.deepEqual(policyOf([allow('a', [failing])]).decide(AMINA, 'read', OWN), {
      allowed: false,
      rule: null,
      reason: CONDITION_FAILED,
    })
    assert.deepEqual(policyOf([allow('a'), deny('b', [failing])]).decide(AMINA, 'read', OWN), {
      allowed: false,
      rule: 'b',
      reason: CONDITION_FAILED,
    })
    // Where another condition of the rule does not hold, the rule does not apply, whatever failed beside it.
    assert.equal(policyOf([allow('a'), deny('b', [failing, 'assigned'])]).decide(AMINA, 'read', OTHER).allowed, true)
    assert.equal(policyOf([allow('a', [failing]), allow('b')]).decide(AMINA, 'read', OWN).allowed, true)
  }
})

test('a failed condition is reported by names only', () => {
  const reported: unknown[] = []
  policyOf([allow('a', ['broken'])], (...names) => reported.push(names)).decide(AMINA, 'read', OWN)
  assert.deepEqual(reported, [['a', 'broken']])
})

test('an explanation shows every rule that was considered, and what held', () => {
  const policy = policyOf([allow('c', ['broken']), deny('b', ['same_agency', 'assigned']), allow('a')])
  const { decision, considered } = policy.explain(AMINA, 'read', { ...OTHER, agencyId: 'a1' })
  assert.equal(decision.rule, 'a')
  assert.deepEqual(
    considered.map(({ rule, applies, conditions: held }) => ({ rule, applies, held })),
    [
      { rule: 'a', applies: 'yes', held: [] },
      {
        rule: 'b',
        applies: 'no',
        held: [
          { name: 'same_agency', held: true },
          { name: 'assigned', held: false },
        ],
      },
      { rule: 'c', applies: 'failed', held: [{ name: 'broken', held: 'failed' }] },
    ],
  )
})

const someRules = fc
  .array(
    fc.record({
      effect: fc.constantFrom(...EFFECTS),
      roles: fc.oneof(fc.subarray([...ROLES], { minLength: 1 }), fc.constant('any' as const)),
      actions: fc.subarray([...ACTIONS], { minLength: 1 }),
      when: fc.subarray([...CONDITIONS]),
    }),
    { maxLength: 8 },
  )
  .map((rules) => rules.map((rule, index) => ({ ...rule, id: `rule-${index}`, reason: `example.rule_${index}` })))
const someQuestion = fc.record({
  principal: fc.record({
    userId: fc.constantFrom('u1', 'u2'),
    agencyId: fc.constantFrom('a1', 'a2'),
    roles: fc.subarray([...ROLES]),
  }),
  action: fc.constantFrom(...ACTIONS),
  file: fc.record({ agencyId: fc.constantFrom('a1', 'a2'), assignedTo: fc.constantFrom('u1', 'u2') }),
})

test('adding a denial never allows more', () => {
  fc.assert(
    fc.property(someRules, someRules, someQuestion, (rules, more, { principal, action, file }) => {
      const denials = more.map((rule) => ({ ...rule, id: `more-${rule.id}`, effect: 'deny' as const }))
      const before = policyOf(rules).decide(principal, action, file).allowed
      const after = policyOf([...rules, ...denials]).decide(principal, action, file).allowed
      assert.ok(before || !after)
    }),
    { numRuns: 500 },
  )
})

test('the order of rules never matters, not even to the reason', () => {
  const shuffled = someRules.chain((rules) =>
    fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })),
  )
  fc.assert(
    fc.property(shuffled, someQuestion, ([rules, other], { principal, action, file }) => {
      assert.deepEqual(
        policyOf(other).explain(principal, action, file),
        policyOf(rules).explain(principal, action, file),
      )
    }),
    { numRuns: 500 },
  )
})

test('nothing is allowed without a rule that allows it to one of the roles', () => {
  fc.assert(
    fc.property(someRules, someQuestion, (rules, { principal, action, file }) => {
      const decision = policyOf(rules).decide(principal, action, file)
      if (!decision.allowed) return
      const rule = rules.find(({ id }) => id === decision.rule)!
      assert.equal(rule.effect, 'allow')
      assert.ok(rule.actions.includes(action))
      assert.ok(rule.roles === 'any' || rule.roles.some((role) => principal.roles.includes(role)))
      assert.ok(rule.when.every((name) => conditions[name](principal, file)))
    }),
    { numRuns: 500 },
  )
})

test('rules that cannot be meant are refused when the policy is made', () => {
  assert.throws(() => policyOf([allow('a'), deny('a')]), /two rules/)
  assert.throws(() => policyOf([{ ...allow('a'), actions: [] }]), /concerns nothing/)
  assert.throws(() => policyOf([{ ...allow('a'), roles: [] }]), /concerns nothing/)
  assert.throws(() => policyOf([allow('a', ['constructor' as Name])]), /unknown condition/)
})

test('the reasons of the package itself have a sentence in every language', () => {
  for (const language of ['en', 'ar']) {
    const file = readFileSync(join(import.meta.dirname, 'locales', `${language}.json`), 'utf8')
    assert.deepEqual(Object.keys(JSON.parse(file) as object), [CONDITION_FAILED, NO_RULE])
  }
})
