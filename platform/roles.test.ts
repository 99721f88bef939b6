import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { createPolicy } from '@gloact/policy'
import { policyPage, type ServerModule } from '@gloact/module'
import { repositoryRoot } from '@gloact/postgres'
import { describedPlatform } from './described.ts'
import { rolesThatDisagree } from './roles.ts'

const platform = await describedPlatform()
after(() => platform.close())

const role = { id: 'legal_officer', rows: 'none', secondFactor: true } as const
const policy = createPolicy({
  rules: [
    {
      id: 'legislation.officers',
      effect: 'allow',
      roles: ['legal_officer'],
      actions: ['legislation.edit'],
      reason: 'x',
    },
  ] as const,
  conditions: {},
})
const page = policyPage('Legislation', { policy, roles: [], actions: [], scopes: [] })
const module = (more: Partial<ServerModule<never>>) => ({
  id: 'legislation',
  roles: [role],
  policies: [page],
  demoStaff: {
    agencies: { justice: { name: 'Ministry of Justice', type: 'central_government' } },
    accounts: [{ role: 'legal_officer', name: 'Aigul Sadyrova', agency: 'justice' }],
  },
  ...more,
})

test('a role that is declared, allowed something and held by somebody invented is whole', () => {
  assert.deepEqual(rolesThatDisagree([module({})]), [])
  assert.deepEqual(rolesThatDisagree(platform.modules), [], 'the roles of the modules that there are')
})

test('half a role is said before anybody is served', () => {
  const said = (...modules: Parameters<typeof rolesThatDisagree>[0]) => rolesThatDisagree(modules).join('\n')
  assert.match(
    said(module({}), module({ id: 'training', demoStaff: { accounts: [] } })),
    /legal_officer is declared twice/,
  )
  assert.match(said(module({ policies: [] })), /no policy allows the role legal_officer anything/)
  assert.match(said(module({ roles: [] })), /names legal_officer, a role that no module declares/)
  assert.match(
    said(module({ demoStaff: { accounts: [] } })),
    /nobody in the invented country holds the role legal_officer/,
  )
  assert.match(said(module({ roles: [{ ...role, secondFactor: false, aboutPeople: true }] })), /by a password alone/)
  assert.match(said(module({ roles: [{ ...role, id: 'Legal officer' }] })), /small letters/)
  const { accounts } = module({}).demoStaff
  assert.match(
    said(module({ demoStaff: { accounts } })),
    /works at justice, an invented agency that no module declares/,
  )
  assert.match(
    said(module({ demoStaff: { ...module({}).demoStaff, accounts: [...accounts, ...accounts] } })),
    /the address legal-officer/,
  )
})

test('each role is named and explained in every language, in the words of the module that declares it', () => {
  for (const { id, roles = [] } of platform.modules) {
    const folder = join(repositoryRoot(), 'modules', id, 'locales')
    if (roles.length === 0 || !existsSync(folder)) {
      assert.deepEqual(roles, [], `${id} declares roles and has no words`)
      continue
    }
    for (const language of LANGUAGE_TAGS) {
      const words = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, string>
      for (const one of roles) {
        for (const kind of ['role', 'role_about'])
          assert.ok(words[`${id}.${kind}.${one.id}`], `${id}.${kind}.${one.id} in ${language}`)
      }
    }
  }
})

test('no screen asks for a role by its name: it asks the policy', () => {
  const screens = globSync('modules/*/screens/**/*.{ts,tsx}', { cwd: repositoryRoot() })
  const asking = screens
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(repositoryRoot(), file), 'utf8')
      const ids = platform.roles.declared.map(({ id }) => id).join('|')
      const found = text.match(new RegExp(`roles\\.(?:includes|some)\\([^\\n]*'(?:${ids})'`, 'g')) ?? []
      return found.map((line) => `${file}: ${line}`)
    })
  assert.ok(screens.length > 100, 'the screens were read')
  assert.deepEqual(asking, [])
})

test('each entry of the navigation stands in a part that a module declares, and no part is declared twice', () => {
  const sources = globSync('modules/*/screens/module.tsx', { cwd: repositoryRoot() }).map((file) =>
    readFileSync(join(repositoryRoot(), file), 'utf8'),
  )
  const declared = sources.flatMap((text) =>
    [...text.matchAll(/groups: \[([^\]]*)\]/g)].flatMap(([, parts = '']) =>
      [...parts.matchAll(/id: '([a-z]+)'/g)].map(([, id = '']) => id),
    ),
  )
  const used = sources.flatMap((text) => [...text.matchAll(/group: '([a-z]+)'/g)].map(([, id = '']) => id))
  assert.ok(used.length > 15)
  assert.deepEqual(
    [...new Set(used)].filter((id) => !declared.includes(id)),
    [],
  )
  assert.equal(new Set(declared).size, declared.length)
})
