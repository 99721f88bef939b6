import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId, randomSource } from '@gloact/kernel'
import { apiDescriptions, type ApiBody, type ApiDescription, type ApiParameter } from './descriptions.ts'
import { pick, spoiled, valueOf, type Making, type ValueSchema } from './fuzz-values.ts'
import { loadedDataDir } from './loaded-folder.ts'
import { residentOf } from './outage.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

export interface FuzzOptions {
  readonly requests: number
  readonly seed: number
  /** Ends it before, once every operation has had its turn. */
  readonly seconds?: number
  readonly onProgress?: (requests: number) => void
}

export interface FuzzReport {
  readonly requests: number
  readonly operations: number
  /** Operations that were called; and those that answered with success at least once. */
  readonly called: number
  readonly succeeded: number
  readonly statuses: Readonly<Record<string, number>>
  /** What should not be: an answer of 5xx, none within two minutes (longer for what takes long), a stack trace in one, a word that was sent in a log. */
  readonly faults: readonly string[]
  readonly seconds: number
  readonly megabytes: { readonly before: number; readonly after: number }
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly ApiParameter[]
  readonly body: ValueSchema | 'bytes' | undefined
  /** What a schema of its module's description refers to. */
  readonly resolve: (reference: string) => ValueSchema
}

/** What takes accounts away, which everything else needs: the last part of a run has it too. */
const ENDS_ACCOUNTS = /\/(?:disable|reset|revoke|factor-reset|phone-lost|password|remove|revoke-others)(?:\/|$)/
const LAST_PART = 0.85
const HANG_MS = 120_000
/** What goes file by file over a whole import (8 s for 500 files with nothing else going on). */
const LONGER_MS: Readonly<Record<string, number>> = { '/api/v1/protection/imports/{batchId}/undo': 180_000 }
const TRACE = /\n\s+at .+:\d+:\d+|node:internal|\.ts:\d+/
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const MOST_IDS = 400
const AT_ONCE = 4

/**
 * Sends requests that the whole API's description allows, or nearly, and spoils most of them: as every role of the
 * demonstration and as nobody, on an instance of its own. Every operation has its turn before any has a second.
 */
export async function fuzzApi(options: FuzzOptions): Promise<FuzzReport> {
  const folder = loadedDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir })
  try {
    return await fuzzServer(server, options)
  } finally {
    await server.stop()
    folder.remove()
  }
}

async function fuzzServer(
  server: ServerProcess,
  { requests, seed, seconds, onProgress }: FuzzOptions,
): Promise<FuzzReport> {
  const operations = apiDescriptions().flatMap(operationsOf)
  const random = randomSource(seed)
  const sentinel = `Quaxelwort${seed}`
  const ids: string[] = []
  const making = { random, sentinel, ids }
  const callers = await signInAll(server)
  const statuses: Record<string, number> = {}
  const faults: string[] = []
  const called = new Set<Operation>()
  const succeeded = new Set<Operation>()
  const before = residentOf(server.pid)
  const began = Date.now()
  const turns = turnsOf(operations, requests, random)
  let sent = 0

  const one = async (operation: Operation): Promise<void> => {
    const caller = pick(random, callers)
    if (caller.ended && caller.signsIn > 0) await signIn(server, caller)
    const request = requestOf(operation, { ...making, resolve: operation.resolve })
    called.add(operation)
    const what = `${operation.method} ${operation.path}`
    try {
      const answer = await fetch(`${server.url}${request.path}`, {
        method: operation.method,
        headers: { ...request.headers, ...(caller.cookie !== undefined && { cookie: caller.cookie }) },
        ...(request.body !== undefined && { body: request.body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(LONGER_MS[operation.path] ?? HANG_MS),
      })
      const text = await answer.text()
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      if (answer.ok) {
        succeeded.add(operation)
        for (const [found] of text.matchAll(UUID)) {
          if (ids.length < MOST_IDS) ids.push(found)
          else if (random.below(20) === 0) ids[random.below(MOST_IDS)] = found
        }
      }
      // Signed out, or locked, by what was sent before.
      if (answer.status === 401 && !operation.path.includes('/sign-in')) caller.ended = true
      if (answer.status >= 500) faults.push(`${answer.status} ${what}: ${told(request)} → ${text.slice(0, 300)}`)
      if (TRACE.test(text) && !answer.ok) faults.push(`a stack trace in ${what}: ${text.slice(0, 300)}`)
    } catch (error) {
      faults.push(`no answer to ${what}: ${told(request)} (${error instanceof Error ? error.name : 'unknown'})`)
    }
  }
  const lane = async (): Promise<void> => {
    for (const operation of turns) {
      await one(operation)
      sent++
      if (sent % 500 === 0) onProgress?.(sent)
      const late = seconds !== undefined && Date.now() - began > seconds * 1_000
      if (late && called.size >= operations.length) return
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const health = await fetch(`${server.url}/ready`)
  if (health.status !== 200) faults.push(`afterwards it is not ready: ${await health.text()}`)
  faults.push(...leaksOf(server, sentinel))
  return {
    requests: sent,
    operations: operations.length,
    called: called.size,
    succeeded: succeeded.size,
    statuses,
    faults,
    seconds: Math.round((Date.now() - began) / 1_000),
    megabytes: { before, after: residentOf(server.pid) },
  }
}

function operationsOf({ paths, components }: ApiDescription): readonly Operation[] {
  const named = (reference: string): ApiParameter => components!.parameters![reference.split('/').at(-1)!]!
  const sharedBody = (reference: string): ApiBody => components!.requestBodies![reference.split('/').at(-1)!]!
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
      const body = requestBody && ('$ref' in requestBody ? sharedBody(requestBody.$ref) : requestBody)
      const json = body?.content['application/json']
      return {
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((each) => ('$ref' in each ? named(each.$ref) : each)),
        body: json ? json.schema : body ? 'bytes' : undefined,
        resolve: (reference) => components?.schemas?.[reference.split('/').at(-1)!] ?? {},
      }
    }),
  )
}

/** Each operation once in an order of its own, again and again; what ends accounts only at the end. */
function* turnsOf(operations: readonly Operation[], requests: number, random: ReturnType<typeof randomSource>) {
  const harmless = operations.filter(({ path }) => !ENDS_ACCOUNTS.test(path))
  let left = requests
  while (left > 0) {
    const isLast = left <= Math.max(requests * (1 - LAST_PART), operations.length * 2)
    const round = [...(isLast ? operations : harmless)]
    for (let at = round.length - 1; at > 0; at--) {
      const other = random.below(at + 1)
      ;[round[at], round[other]] = [round[other]!, round[at]!]
    }
    for (const operation of round) {
      if (left-- <= 0) return
      yield operation
    }
  }
}

interface Request {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
}

function requestOf({ path, parameters, body, method }: Operation, making: Making): Request {
  const { random, sentinel } = making
  const maybeSpoiled = (value: unknown, oneIn: number) => (random.below(oneIn) === 0 ? spoiled(value, making) : value)
  const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? {}
    // An empty step would be another path, and two dots lead out of it before anything is sent.
    return (
      encodeURIComponent(asText(maybeSpoiled(valueOf(schema, making), 10)).toWellFormed()).replaceAll('.', '%2E') ||
      newId()
    )
  })
  const query = new URLSearchParams()
  for (const { name, schema, in: place } of parameters) {
    if (place === 'query' && random.below(3) > 0)
      query.append(name, asText(maybeSpoiled(valueOf(schema, making), 4)).toWellFormed())
  }
  if (random.below(20) === 0) query.append(sentinel, sentinel)
  const headers: Record<string, string> = {
    ...(random.below(30) > 0 && { 'x-gloact-request': '1' }),
    ...(random.below(3) > 0 &&
      method !== 'GET' && { 'if-match': pick(random, ['"1"', '"0"', '*', `"${sentinel}"`, '"9007199254740993"']) }),
  }
  const url = `${at}${query.size > 0 ? `?${query.toString()}` : ''}`
  if (body === undefined) {
    if (method === 'GET') return { path: url, headers, body: undefined }
    return { path: url, headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }
  }
  if (body === 'bytes') {
    const bytes = Uint8Array.from({ length: random.below(4_000) }, () => random.below(256))
    return { path: url, headers: { ...headers, 'content-type': 'application/octet-stream' }, body: bytes }
  }
  const value = maybeSpoiled(maybeSpoiled(valueOf(body, making), 3), 3)
  const text = JSON.stringify(value) ?? 'undefined'
  return {
    path: url,
    headers: {
      ...headers,
      'content-type': pick(random, [...Array.from({ length: 20 }, () => 'application/json'), 'text/plain']),
    },
    body: random.below(40) === 0 ? text.slice(0, random.below(text.length + 1)) : text,
  }
}

const told = ({ path, body }: Request): string =>
  `${path.slice(0, 300)} ${typeof body === 'string' ? body.slice(0, 500) : ''}`

interface FuzzCaller {
  readonly email: string
  readonly password: string
  cookie: string | undefined
  /** Whether its session has ended, as far as is known. */
  ended: boolean
  /** How often it may still sign in: hashing a password is dear. */
  signsIn: number
}

/** Everybody of the demonstration who can sign in with a password alone, and nobody. */
async function signInAll(server: ServerProcess): Promise<readonly FuzzCaller[]> {
  const callers: FuzzCaller[] = [{ email: '', password: '', cookie: undefined, ended: false, signsIn: 0 }]
  for (const { email, password } of server.signIns) {
    const caller = { email, password, cookie: undefined, ended: true, signsIn: SIGN_INS }
    await signIn(server, caller)
    if (!caller.ended) callers.push(caller)
  }
  return callers
}

const SIGN_INS = 40

async function signIn(server: ServerProcess, caller: FuzzCaller): Promise<void> {
  caller.signsIn--
  // Before it is asked for: another lane need not ask for it, too.
  caller.ended = false
  const answer = await fetch(`${server.url}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: { 'x-gloact-request': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ email: caller.email, password: caller.password }),
  })
  await answer.text()
  const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]!)
  if (answer.ok) caller.cookie = cookies.join('; ')
  else caller.ended = true
}

/** Where a word that was sent stands in a log, of the server, of its database, or on its standard error. */
function leaksOf(server: ServerProcess, sentinel: string): readonly string[] {
  const logs = join(server.dataDir, 'logs')
  const files = [...readdirSync(logs).map((name) => join(logs, name)), join(server.dataDir, 'postgres.log')]
  const leaks: string[] = []
  for (const file of files) {
    const line = textIn(file)
      .split('\n')
      .find((each) => each.includes(sentinel))
    if (line !== undefined) leaks.push(`a word that was sent stands in ${file}: ${line.slice(0, 600)}`)
  }
  if (server.messages().includes(sentinel)) leaks.push('a word that was sent stands on standard error')
  return leaks
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Where root runs it, the database's log may lie elsewhere.
    return ''
  }
}
