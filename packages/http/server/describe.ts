import { z } from 'zod'
import { isBytes, problem, type FailureCatalogue } from '../contract/index.ts'
import { API_PREFIX, operationId, type AnyContract } from './api.ts'
import { BYTES } from './bytes.ts'
import { exampleOf } from './example.ts'
import { plain, saidOnce } from './share.ts'

type Json = Record<string, unknown>

export interface Described {
  /** The module whose routes these are. */
  readonly module: string
  readonly contracts: readonly AnyContract[]
  readonly catalogue: FailureCatalogue
  /** What schemas are called in the description. One that has no name stands where it is used. */
  readonly names: ReadonlyMap<z.ZodType, string>
  readonly sessionCookie: string
}

const PROBLEM = 'Problem'
const OVERVIEW = `Every request that creates something carries an id that the client makes (a UUID, version 7): it is the idempotency key.

Failures are problem details (RFC 9457) with a \`code\`. What is unknown and what may not be seen are answered alike.

**Signing in.** \`POST ${API_PREFIX}/identity/sign-in\` sets the session's cookie, which is sent with every request that says so. It is \`HttpOnly\`, \`SameSite=Lax\` and, over TLS, \`Secure\` with \`__Host-\` before its name.

**Requests that change something** carry the header \`x-gloact-request: 1\`, whatever its value. A form or a script of another site cannot add it without asking first, so that nobody is made to do something by a page that they opened elsewhere. Without it the answer is 403 \`http.cross_site\`.`

const HEAD = {
  title: 'GloACT',
  version: '1',
  summary: 'A country’s response to trafficking in persons and the smuggling of migrants',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

const tagOf = (module: string): Json => ({ name: module, description: `The module ${module}` })

/**
 * The description to begin with: what holds for every request, and where each module is described. Nobody needs the whole API at
 * once, and a description of everything is too big to be read or to make a client from.
 * @param modules - each module's name with the address of its description, relative to this one's
 */
export const describeAll = (modules: ReadonlyMap<string, string>): Json => ({
  openapi: '3.1.0',
  info: {
    ...HEAD,
    description: `${OVERVIEW}\n\n**Modules.** Each module is described by itself; its address stands with its name below.`,
  },
  servers: [{ url: '/', description: 'The instance that this description comes from' }],
  tags: [...modules].map(([module, url]) => ({
    ...tagOf(module),
    externalDocs: { url, description: `The operations of the module ${module} (OpenAPI 3.1)` },
  })),
  paths: {},
})

const OWN_REQUEST: Json = {
  name: 'x-gloact-request',
  in: 'header',
  required: true,
  description: 'Says that the request comes from our own pages or a program, not from another site. Any value.',
  schema: { type: 'string' },
  example: '1',
}

const IF_MATCH: Json = {
  name: 'if-match',
  in: 'header',
  description: 'The version that the caller saw, as its `ETag` was. Where it has changed since, the answer is 412.',
  schema: { type: 'string', pattern: '^"\\d+"$' },
  example: '"7"',
}

const changes = ({ method }: AnyContract): boolean => method !== 'GET'
const takesVersion = (contract: AnyContract): boolean => contract.versioned === true && changes(contract)

/** A module’s API as OpenAPI 3.1, from the contracts themselves: every route, named schemas, and an example of everything sent and answered. */
export function describe({ module, contracts, catalogue, names, sessionCookie }: Described): Json {
  const schemas = new Schemas(new Map([...names, [problem, PROBLEM], ...rootNames(contracts, names)]))
  const schema = schemas.of(problem, 'output')
  const problems = { 'application/problem+json': { schema } }
  const shared = sharedFailures(contracts)
  const paths: Record<string, Json> = {}
  for (const contract of contracts) {
    const path = (API_PREFIX + contract.path).replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract, schemas, shared) }
  }
  return saidOnce({
    openapi: '3.1.0',
    info: { ...HEAD, title: `${HEAD.title}: ${module}`, description: OVERVIEW },
    servers: [{ url: '/', description: 'The instance that this description comes from' }],
    tags: [tagOf(module)],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: `Set by signing in. Over TLS its name is \`__Host-${sessionCookie}\`.`,
        },
      },
      parameters: {
        ...(contracts.some(changes) && { OwnRequest: OWN_REQUEST }),
        ...(contracts.some(takesVersion) && { IfMatch: IF_MATCH }),
      },
      responses: {
        Failure: {
          description:
            'A problem (RFC 9457). The operation lists the codes to expect, and `x-failures` says what each of them means.',
          content: {
            'application/problem+json': {
              schema,
              example: { type: 'about:blank', title: 'You are signed out.', status: 401, code: 'http.signed_out' },
            },
          },
        },
        ...Object.fromEntries(
          [...shared].map(([codes, name]) => [name, { description: `A problem: ${codes}.`, content: problems }]),
        ),
      },
      schemas: schemas.all(),
    },
    'x-failures': failuresOf(contracts, catalogue),
  })
}

/** With which status each code comes, and what it says: once, since most belong to many operations. */
const failuresOf = (contracts: readonly AnyContract[], catalogue: FailureCatalogue): Json =>
  Object.fromEntries(
    [...new Set(contracts.flatMap(({ failures = [] }) => failures))]
      .toSorted()
      .map((code) => [code, `${catalogue[code]?.status ?? 422}: ${catalogue[code]?.title ?? ''}`]),
  )

const codesOf = ({ failures = [] }: AnyContract): string => failures.map((code) => `\`${code}\``).join(', ')

/** From how many operations on that may fail in the same ways, these are an answer with a name. */
const ENOUGH_TO_SHARE = 3

/** Lists of codes that many operations have in common, by name: those of registers and requests before all. */
function sharedFailures(contracts: readonly AnyContract[]): ReadonlyMap<string, string> {
  const used = new Map<string, number>()
  for (const contract of contracts) used.set(codesOf(contract), (used.get(codesOf(contract)) ?? 0) + 1)
  const often = [...used].filter(([codes, times]) => codes !== '' && times >= ENOUGH_TO_SHARE)
  return new Map(often.map(([codes], at) => [codes, `Failure${at + 1}`]))
}

/** What is sent to an operation, and what it answers, is called by it where it has no name of its own. */
function rootNames(
  contracts: readonly AnyContract[],
  names: ReadonlyMap<z.ZodType, string>,
): ReadonlyMap<z.ZodType, string> {
  const roots = new Map<z.ZodType, string>()
  for (const contract of contracts) {
    const of = operationId(contract).replace(/^./, (letter) => letter.toUpperCase())
    for (const [schema, kind] of [
      [contract.body, 'Request'],
      [contract.response, 'Response'],
    ] as const) {
      if (schema && !isBytes(schema) && !names.has(schema) && !roots.has(schema)) roots.set(schema, `${of}${kind}`)
    }
  }
  return roots
}

function operation(contract: AnyContract, schemas: Schemas, shared: ReadonlyMap<string, string>): Json {
  const { body, response } = contract
  const parameters = [
    ...parametersOf(contract.params, 'path', schemas),
    ...parametersOf(contract.query, 'query', schemas),
    ...(changes(contract) ? [{ $ref: '#/components/parameters/OwnRequest' }] : []),
    ...(takesVersion(contract) ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ]
  const codes = codesOf(contract)
  const failure = shared.get(codes)
  return {
    operationId: operationId(contract),
    summary: contract.summary,
    tags: [contract.tag],
    ...(codes !== '' && failure === undefined && { description: `Failures: ${codes}.` }),
    ...(contract.session === 'none' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: content(body, 'input', schemas) } }),
    responses: {
      [contract.status ?? 200]: { description: 'Done', content: content(response, 'output', schemas) },
      default: { $ref: `#/components/responses/${failure ?? 'Failure'}` },
    },
  }
}

function content(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): Json {
  if (isBytes(schema)) return { [BYTES]: { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: schemas.of(schema, io), example: exampleOf(schema, io) } }
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query', schemas: Schemas): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.whole(schema)
  const example = exampleOf(schema, 'input') as Record<string, unknown>
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: where,
    ...((where === 'path' || required.includes(name)) && { required: true }),
    schema: each,
    ...(example[name] !== undefined && { example: example[name] }),
  }))
}

type Described20 = Json & { readonly properties?: Record<string, Json>; readonly required?: readonly string[] }

/** The schemas of a description: those with a name stand once, no matter who uses them. */
class Schemas {
  readonly #registry = z.registry<{ id?: string }>()
  readonly #components = new Map<string, string>()
  readonly #nested = new Map<string, string>()

  constructor(names: ReadonlyMap<z.ZodType, string>) {
    for (const [schema, id] of names) this.#registry.add(schema, { id })
  }

  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    // Within another, so that a schema that has a name is referred to by it.
    const { properties, $defs } = z.toJSONSchema(z.object({ it: schema }), {
      metadata: this.#registry as never,
      io,
      unrepresentable: 'any',
      cycles: 'ref',
      reused: 'inline',
      override: ({ zodSchema, jsonSchema }) => plainer(zodSchema, jsonSchema as Json, io),
    }) as { readonly properties?: { readonly it?: Json }; readonly $defs?: Record<string, Json> }
    const definitions = Object.entries($defs ?? {}).map(([id, each]) => [id, plain(each)] as const)
    return this.#hoisted(plain(properties?.it ?? {}), Object.fromEntries<Json>(definitions), io)
  }

  /** A schema where it stands, even if it has a name: the parts of an address are parameters, each by itself. */
  whole(schema: z.ZodType): Described20 {
    const described = this.of(schema, 'input')
    const named = /^#\/components\/schemas\/(.+)$/.exec(String(described['$ref'] ?? ''))?.[1]
    return (named ? JSON.parse(this.#components.get(named)!) : described) as Described20
  }

  all(): Record<string, Json> {
    return Object.fromEntries(
      [...this.#components]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, text]) => [name, JSON.parse(text) as Json]),
    )
  }

  /** A name for what refers to itself and has none: the same for the same. */
  #nestedName(text: string): string {
    const known = this.#nested.get(text)
    if (known) return known
    const name = `Nested${this.#nested.size + 1}`
    this.#nested.set(text, name)
    return name
  }

  /** Puts what was described aside under a name of its own: as it is sent, and as it is answered, where the two differ. */
  #hoisted(described: Json, definitions: Record<string, Json>, io: 'input' | 'output'): Json {
    const given = new Map<string, string>()
    const rename = (text: string): string =>
      text.replaceAll(
        /"\$ref":"#\/\$defs\/([^"]+)"/g,
        (_, id: string) => `"$ref":"#/components/schemas/${given.get(id) ?? id}"`,
      )
    for (const [id, each] of Object.entries(definitions))
      given.set(id, id.startsWith('__') ? this.#nestedName(withoutId(each)) : id)
    // What refers to itself and has no name is whatever JSON; makers of clients stumble over a type that is made of itself.
    const texts = () =>
      Object.entries(definitions).map(
        ([id, each]) => [given.get(id)!, id.startsWith('__') ? ANY_JSON : rename(withoutId(each))] as const,
      )
    const clash = texts().some(([name, text]) => (this.#components.get(name) ?? text) !== text)
    if (clash)
      for (const [id, name] of given)
        if (!id.startsWith('__')) given.set(id, io === 'input' ? `${name}Sent` : `${name}Answered`)
    for (const [name, text] of texts()) {
      const known = this.#components.get(name)
      if (known !== undefined && known !== text) throw new Error(`two schemas are called ${name}`)
      this.#components.set(name, text)
    }
    return JSON.parse(rename(JSON.stringify(described))) as Json
  }
}

const ANY_JSON = JSON.stringify({ description: 'Any JSON' })

/**
 * Without what says nothing more: how a UUID or a date is written is its format, and every whole number is a safe one. An answer may
 * say more one day than it does now: clients are not to refuse it.
 */
function plainer(described: unknown, schema: Json, io: 'input' | 'output'): void {
  if (io === 'output' && schema['additionalProperties'] === false && !isStrict(described))
    delete schema['additionalProperties']
  if (schema['format'] !== undefined) delete schema['pattern']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
}

/** What is sent with a key too many is refused, and it is answered as it is sent. */
function isStrict(schema: unknown): boolean {
  const { catchall } = (schema as { readonly _zod: { readonly def: { readonly catchall?: z.ZodType } } })._zod.def
  return catchall?._zod.def.type === 'never'
}

const withoutId = ({ id: _id, ...schema }: Json): string => JSON.stringify(schema)

/** An operation and a schema stand on a line each, so that a change shows which of them changed. */
const LEVELS_APART = 3

/** JSON to be read and compared by people: what fits into a line stands in one. */
export function written(value: unknown, indent = ''): string {
  const line = JSON.stringify(value)
  const isWhole = indent.length >= LEVELS_APART || indent.length + line.length <= 140
  if (isWhole || typeof value !== 'object' || value === null) return line
  const deeper = `${indent} `
  const parts = Array.isArray(value)
    ? value.map((each) => deeper + written(each, deeper))
    : Object.entries(value).map(([key, each]) => `${deeper}${JSON.stringify(key)}: ${written(each, deeper)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}
