import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { repositoryRoot } from '@gloact/postgres'
import { createConfig, lint } from '@redocly/openapi-core'

// `openapi.json` as somebody uses it who has nothing else: it is linted, a client is made from it, and its examples are taken.
const FILE = join(repositoryRoot(), 'openapi.json')
const text = readFileSync(FILE, 'utf8')

interface Media {
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly $ref: string }>>
}
interface Content {
  readonly content?: Readonly<Record<string, Media>>
  readonly $ref?: string
}
interface Operation {
  readonly operationId: string
  readonly description?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { readonly $ref?: string }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}
const described = JSON.parse(text) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly 'x-failures': Readonly<Record<string, string>>
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>
    readonly securitySchemes: Readonly<Record<string, { readonly in: string; readonly description: string }>>
  }
}
/** What stands once in the description, where something refers to it. */
function at(reference: string): unknown {
  let found: unknown = described
  for (const step of reference.replace('#/', '').split('/'))
    found = (found as Readonly<Record<string, unknown>>)?.[step]
  return found
}
const resolved = (content: Content): Content => (content.$ref === undefined ? content : (at(content.$ref) as Content))

const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('the description grows with what it describes and no faster, refers to nothing that is not there, and gives schemas names', () => {
  const bytes = Buffer.byteLength(text)
  assert.ok(bytes < operations.length * 1_300, `${bytes} bytes for ${operations.length} operations`)
  for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) assert.notEqual(at(reference!), undefined, reference)
  const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!))
  assert.ok(referred.size >= 150, `only ${referred.size} names`)
  for (const name of referred) assert.ok(name in described.components.schemas, name)
  for (const name of ['FileView', 'FileSummary', 'NewAction', 'Task', 'Problem']) assert.ok(referred.has(name), name)
})

test('nothing that is long is said twice: schemas, parameters, bodies, answers and examples that are alike stand once', () => {
  const seen = new Map<string, number>()
  const look = (value: unknown, key = ''): void => {
    if (typeof value !== 'object' || value === null) return
    const line = JSON.stringify(value)
    // Two schemas may have the same properties and need others of them.
    if (line.length > 400 && key !== 'properties') seen.set(line, (seen.get(line) ?? 0) + 1)
    // An example is one value: nothing in it can refer to another.
    if (key === 'example' || key === 'value') return
    for (const [name, each] of Object.entries(value)) look(each, name)
  }
  look(described.paths)
  look(described.components)
  const twice = [...seen].filter(([, count]) => count > 1).map(([line, count]) => `${count} × ${line.slice(0, 200)}`)
  assert.deepEqual(twice, [])
})

test('every code that an operation lists says what it means, once', () => {
  const listed = new Set(
    operations.flatMap(({ operation }) => {
      const shared = at(operation.responses['default']?.$ref ?? '') as { readonly description: string }
      return `${operation.description ?? ''}${shared.description}`.match(/(?<=`)[a-z0-9_]+\.[a-z0-9_.]+(?=`)/g) ?? []
    }),
  )
  assert.ok(listed.size > 150, `only ${listed.size} codes`)
  assert.deepEqual([...listed].toSorted(), Object.keys(described['x-failures']))
  for (const [code, meaning] of Object.entries(described['x-failures'])) assert.match(meaning, /^[45]\d\d: \S/, code)
})

test('a linter of OpenAPI finds nothing wrong', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    // Each operation's failures stand together as `default`, with their codes in its description. `…/files/{id}` and
    // `…/{id}/confirm` are told apart by the ids being UUIDs.
    rules: { 'operation-4xx-response': 'off', 'no-ambiguous-paths': 'off' },
  })
  const problems = await lint({ ref: FILE, config })
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`).slice(0, 20),
    [],
  )
})

test('the cookie and the header of a request are explained, and every request that changes something names the header', () => {
  assert.match(described.components.securitySchemes['session']!.description, /__Host-/)
  assert.equal(described.components.securitySchemes['session']!.in, 'cookie')
  for (const { path, method, operation } of operations) {
    const names = (operation.parameters ?? []).map(({ $ref }) => $ref)
    assert.equal(names.includes('#/components/parameters/OwnRequest'), method !== 'get', `${method} ${path}`)
  }
})

test('every operation has an example of what is sent and of what is answered', () => {
  assert.ok(operations.length >= 120)
  for (const { path, method, operation } of operations) {
    const bodies = [
      operation.requestBody,
      ...Object.entries(operation.responses).flatMap(([status, answer]) => (status === 'default' ? [] : [answer])),
    ]
    for (const body of bodies) {
      for (const [type, { example, examples }] of Object.entries((body && resolved(body).content) ?? {})) {
        const shown = example ?? (at(examples?.['invented']?.$ref ?? '') as { value?: unknown } | undefined)?.value
        if (type === 'application/json') assert.notEqual(shown, undefined, `${method} ${path}`)
      }
    }
  }
})

test('a client that is made from the description compiles, and knows what may be sent', async () => {
  // Beside the tools that make it: they need another version of TypeScript than the repository.
  const folder = mkdtempSync(join(import.meta.dirname, 'node_modules', '.client-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  writeFileSync(join(folder, 'api.ts'), astToString(await openapiTS(text)))
  writeFileSync(
    join(folder, 'client.ts'),
    `import type { paths } from './api.ts'

type SignIn = paths['/api/v1/identity/sign-in']['post']
type Sent = SignIn['requestBody']['content']['application/json']
type Listed = paths['/api/v1/protection/files']['get']['responses']['200']['content']['application/json']

const sent: Sent = { email: 'worker@agency.example', password: 'a-long-invented-password' }
// @ts-expect-error a password is text
const wrong: Sent = { email: 'worker@agency.example', password: 7 }
const numbers = (listed: Listed): string[] => listed.items.map(({ number }) => number)
// @ts-expect-error a file in a list has no such thing
const none = (listed: Listed) => listed.items[0]?.fullName
export const client = { sent, wrong, numbers, none }
`,
  )
  const tsc = join(repositoryRoot(), 'node_modules', '.bin', 'tsc')
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--allowImportingTsExtensions',
    '--types',
    '',
    '--ignoreConfig',
  ]
  await promisify(execFile)(tsc, [...options, 'client.ts'], { cwd: folder }).catch((error: { stdout: string }) =>
    assert.fail(error.stdout),
  )
})
