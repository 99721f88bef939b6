import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createPolicy, matrix, matrixToMarkdown, type Rule } from './index.ts'

// example
type Role = 'caseworker' | 'supervisor'
type Action = 'file.read' | 'file.close'
type Principal = { readonly agencyId: string; readonly roles: readonly Role[] }
type File = { readonly agencyId: string; readonly closed: boolean }

const rules: readonly Rule<Role, Action, 'same_agency' | 'closed'>[] = [
  {
    id: 'file.read.agency',
    effect: 'allow',
    roles: ['caseworker', 'supervisor'],
    actions: ['file.read'],
    when: ['same_agency'],
    reason: 'protection.policy.own_agency',
  },
  {
    id: 'file.close.supervisor',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['file.close'],
    when: ['same_agency'],
    reason: 'protection.policy.supervisor_closes',
  },
  {
    id: 'file.close.closed',
    effect: 'deny',
    roles: 'any',
    actions: ['file.close'],
    when: ['closed'],
    reason: 'protection.policy.already_closed',
  },
]

const policy = createPolicy({
  rules,
  conditions: {
    same_agency: (principal: Principal, file: File) => principal.agencyId === file.agencyId,
    closed: (_: Principal, file: File) => file.closed,
  },
})

const supervisor: Principal = { agencyId: 'north', roles: ['supervisor'] }
const decision = policy.decide(supervisor, 'file.close', { agencyId: 'north', closed: true })
// { allowed: false, rule: 'file.close.closed', reason: 'protection.policy.already_closed' }

// The golden file that a reviewer reads: every role, action and scope.
const scope = (id: string, file: File) => ({
  id,
  example: (role: Role) => ({ principal: { agencyId: 'north', roles: [role] }, resource: file }),
})
const table = matrixToMarkdown(
  matrix(
    policy,
    ['caseworker', 'supervisor'],
    ['file.read', 'file.close'],
    [
      scope('own agency', { agencyId: 'north', closed: false }),
      scope('other agency', { agencyId: 'south', closed: false }),
    ],
  ),
)
// end

test('the example of the README is the one above, and it holds', () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.deepEqual(decision, {
    allowed: false,
    rule: 'file.close.closed',
    reason: 'protection.policy.already_closed',
  })
})

test('the matrix is a table a role, an action a line, a scope a column', () => {
  assert.equal(
    table,
    `## caseworker

| action | own agency | other agency |
| --- | --- | --- |
| \`file.read\` | yes · file.read.agency | no · policy.no_rule |
| \`file.close\` | no · policy.no_rule | no · policy.no_rule |

## supervisor

| action | own agency | other agency |
| --- | --- | --- |
| \`file.read\` | yes · file.read.agency | no · policy.no_rule |
| \`file.close\` | yes · file.close.supervisor | no · policy.no_rule |
`,
  )
})
