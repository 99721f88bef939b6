import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { repositoryRoot } from '@gloact/postgres'
import { createConfig, lint } from '@redocly/openapi-core'

// The descriptions as somebody uses them who has nothing else: they are linted, a client is made of each, and their examples are taken.
const root = repositoryRoot()
/** The whole of what a program has to load that uses one module. */
const LARGEST = 250_000

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
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly 'x-failures': Readonly<Record<string, string>>
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>
    readonly securitySchemes: Readonly<Record<string, { readonly in: string; readonly description: string }>>
  }
}

/** What stands once in a description, where something refers to it. */
function at(document: Document, reference: string): unknown {
  let found: unknown = document
  for (const step of reference.replace('#/', '').split('/'))
    found = (found as Readonly<Record<string, unknown>>)?.[step]
  return found
}

const described = readdirSync(join(root, 'openapi')).map((file) => {
  const path = join(root, 'openapi', file)
  const text = readFileSync(path, 'utf8')
  const document = JSON.parse(text) as Document
  const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path: address, method, operation })),
  )
  return { module: file.replace(/\.json$/, ''), path, text, document, operations }
})
const all = described.flatMap(({ document, operations }) => operations.map((each) => ({ ...each, document })))

test('the description to begin with names every module and where it is described', () => {
  const { tags } = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as {
    readonly tags: readonly { readonly name: string; readonly externalDocs: { readonly url: string } }[]
  }
  assert.deepEqual(
    tags.map(({ name, externalDocs }) => [name, externalDocs.url]),
    described.map(({ module }) => [module, `openapi/${module}.json`]),
  )
  assert.ok(described.length >= 12)
})

test('a description stays small, refers to nothing that is not there, and gives schemas names', () => {
  const names = new Set<string>()
  for (const { module, text, document, operations } of described) {
    const bytes = Buffer.byteLength(text)
    assert.ok(bytes < LARGEST, `${module}: ${bytes} bytes`)
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g))
      assert.notEqual(at(document, reference!), undefined, `${module}: ${reference}`)
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) names.add(name!)
    for (const { operation } of operations) assert.match(operation.operationId, /^[a-z]\w+$/)
  }
  assert.ok(names.size >= 150, `only ${names.size} names`)
  for (const name of ['FileView', 'FileSummary', 'NewAction', 'Task', 'Problem']) assert.ok(names.has(name), name)
  const ids = all.map(({ operation }) => operation.operationId)
  assert.equal(new Set(ids).size, ids.length, 'an operation is called alike in two modules')
})

test('nothing that is long is said twice: schemas, parameters, bodies, answers and examples that are alike stand once', () => {
  for (const { module, document } of described) {
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
    look(document.paths)
    look(document.components)
    const twice = [...seen].filter(([, count]) => count > 1).map(([line, count]) => `${count} × ${line.slice(0, 200)}`)
    assert.deepEqual(twice, [], module)
  }
})

test('every code that an operation lists says what it means, once', () => {
  const codes = new Set<string>()
  for (const { module, document, operations } of described) {
    const listed = new Set(
      operations.flatMap(({ operation }) => {
        const shared = at(document, operation.responses['default']?.$ref ?? '') as { readonly description: string }
        return `${operation.description ?? ''}${shared.description}`.match(/(?<=`)[a-z0-9_]+\.[a-z0-9_.]+(?=`)/g) ?? []
      }),
    )
    assert.deepEqual([...listed].toSorted(), Object.keys(document['x-failures']), module)
    for (const [code, meaning] of Object.entries(document['x-failures'])) assert.match(meaning, /^[45]\d\d: \S/, code)
    for (const code of listed) codes.add(code)
  }
  assert.ok(codes.size > 150, `only ${codes.size} codes`)
})

test('a linter of OpenAPI finds nothing wrong', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    // Each operation's failures stand together as `default`, with their codes in its description. `…/files/{id}` and
    // `…/{id}/confirm` are told apart by the ids being UUIDs.
    rules: { 'operation-4xx-response': 'off', 'no-ambiguous-paths': 'off' },
  })
  for (const path of [...described.map((each) => each.path), join(root, 'openapi.json')]) {
    const problems = await lint({ ref: path, config })
    assert.deepEqual(
      problems
        .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)
        .slice(0, 20),
      [],
      path,
    )
  }
})

test('the cookie and the header of a request are explained, and every request that changes something names the header', () => {
  for (const { document } of described) {
    const { session } = document.components.securitySchemes
    assert.match(session!.description, /__Host-/)
    assert.equal(session!.in, 'cookie')
  }
  for (const { path, method, operation } of all) {
    const names = (operation.parameters ?? []).map(({ $ref }) => $ref)
    assert.equal(names.includes('#/components/parameters/OwnRequest'), method !== 'get', `${method} ${path}`)
  }
})

test('every operation has an example of what is sent and of what is answered', () => {
  assert.ok(all.length >= 500)
  for (const { path, method, operation, document } of all) {
    const resolved = (content: Content): Content =>
      content.$ref === undefined ? content : (at(document, content.$ref) as Content)
    const bodies = [
      operation.requestBody,
      ...Object.entries(operation.responses).flatMap(([status, answer]) => (status === 'default' ? [] : [answer])),
    ]
    for (const body of bodies) {
      for (const [type, { example, examples }] of Object.entries((body && resolved(body).content) ?? {})) {
        const shown =
          example ?? (at(document, examples?.['invented']?.$ref ?? '') as { value?: unknown } | undefined)?.value
        if (type === 'application/json') assert.notEqual(shown, undefined, `${method} ${path}`)
      }
    }
  }
})

test('a client that is made from each description compiles, and knows what may be sent', async () => {
  // Beside the tools that make it: they need another version of TypeScript than the repository.
  const folder = mkdtempSync(join(import.meta.dirname, 'node_modules', '.client-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  for (const { module, text } of described)
    writeFileSync(join(folder, `${module}.ts`), astToString(await openapiTS(text)))
  writeFileSync(
    join(folder, 'client.ts'),
    `import type { paths as Identity } from './identity.ts'
import type { paths as Protection } from './protection.ts'
${described.map(({ module }) => `export type * as ${module} from './${module}.ts'`).join('\n')}

type SignIn = Identity['/api/v1/identity/sign-in']['post']
type Sent = SignIn['requestBody']['content']['application/json']
type Listed = Protection['/api/v1/protection/files']['get']['responses']['200']['content']['application/json']

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
