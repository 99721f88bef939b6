import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, createMessages } from '@gloact/messages'
import { accessNotice, NOTICE_KINDS } from '../contract/access-changes.ts'
import { IDENTITY_FAILURES } from '../contract/failures.ts'
import { ACCESS_CHANGES } from '../domain/access-change.ts'
import { AGENCY_TYPES, DESIGNATIONS } from '../domain/agency.ts'
import { identityPolicy } from '../domain/identity-policy.ts'
import { GRANT_STATES } from '../domain/role-grant.ts'
import { ROLES } from '../domain/roles.ts'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }

/** Said by `useRoleWords`, whichever module a role belongs to. */
const ROLE_WORDS = ROLES.flatMap((role) => [`identity.role.${role}`, `identity.role_about.${role}`])

const english: Readonly<Record<string, string>> = en

test('English and Arabic say the same things', () => {
  assert.deepEqual(compareCatalogues(en, ar), { missing: [], surplus: [] })
})

test('everything that is named by a value of the domain has its sentence', () => {
  const ids = [
    ...Object.keys(IDENTITY_FAILURES),
    ...ROLE_WORDS,
    ...AGENCY_TYPES.map((type) => `identity.agency_type.${type}`),
    ...DESIGNATIONS.map((one) => `identity.designation.${one}`),
    ...GRANT_STATES.map((state) => `identity.grant_state.${state}`),
    ...NOTICE_KINDS.map((kind) => `identity.change.${kind}`),
    ...accessNotice.shape.event.options.map((event) => `identity.notice.${event}`),
    ...ACCESS_CHANGES.map((kind) => `identity.changes.sure.${kind}`),
    ...identityPolicy.rules.map(({ reason }) => reason),
  ]
  for (const id of ids) assert.ok(english[id], id)
})

test('every sentence that a screen asks for is there, and none is there for nothing', () => {
  const screens = import.meta.dirname
  // The server writes e-mails.
  const source = [
    ...globSync('**/*.{ts,tsx}', { cwd: screens }).filter((file) => !file.endsWith('.test.ts')),
    '../server/two-people/mail-notices.ts',
  ]
    .map((file) => readFileSync(join(screens, file), 'utf8'))
    .join('\n')
  const named = [...source.matchAll(/'(identity\.[a-z_.]+)'/g)].map(([, id]) => id ?? '')
  for (const id of named) assert.ok(english[id], id)
  const made = [...source.matchAll(/`(identity\.[a-z_.]+)\$\{/g)].map(([, start]) => start ?? '')
  const used = (id: string) =>
    named.includes(id) ||
    made.some((start) => id.startsWith(start)) ||
    id in IDENTITY_FAILURES ||
    ROLE_WORDS.includes(id) ||
    id.includes('.policy.')
  assert.deepEqual(
    Object.keys(en).filter((id) => !used(id)),
    [],
  )
})

test('every sentence can be said', () => {
  const params = {
    name: 'A',
    role: 'B',
    who: 'C',
    when: 'D',
    count: 3,
    minutes: 5,
    askedBy: 'E',
    secondBy: 'F',
    designation: 'G',
    agency: 'H',
    team: 'I',
    change: 'J',
    changes: 'K',
    roles: 'L',
    teams: 'N',
    from: 'M',
    to: 'N',
  }
  for (const language of ['en', 'ar']) {
    const missing: string[] = []
    const messages = createMessages({
      language,
      timeZone: 'UTC',
      catalogues: { en, ar },
      onMissing: ({ id }) => missing.push(id),
    })
    for (const id of Object.keys(en)) messages.t(id, params)
    assert.deepEqual(missing, [], language)
  }
})
