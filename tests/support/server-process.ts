import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { until } from './until.ts'

export interface SignIn {
  readonly role: string
  readonly email: string
  readonly password: string
}

/** A whole GloACT in a process of its own, started as `npm start` starts it. */
export interface ServerProcess {
  /** Where people reach it: for a test, the loopback address unless it says otherwise. */
  readonly url: string
  readonly pid: number
  readonly port: number
  readonly dataDir: string
  readonly signIns: readonly SignIn[]
  readonly firstAdministratorToken: string | undefined
  /** What it told on standard error so far. */
  messages(): string
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>
  /** As a power cut: nothing is told, nothing is tidied. */
  kill(): Promise<void>
}

export const repository = join(import.meta.dirname, '..', '..')

/** A data folder of a test's own, that the database's user can walk into where we are root. */
export function temporaryDataDir(): { readonly dataDir: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-run-'))
  chmodSync(folder, 0o711)
  return { dataDir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * A random port for a server that starts some seconds later. It lies below the kernel's range for `listen(0)` (from 32,768), so that
 * nothing else is given it meanwhile, and above the last one that browsers refuse (10,080).
 */
export const drawPort = (): number => randomInt(11_000, 32_000)

/** A random port that is free now. */
export async function freePort(): Promise<number> {
  const port = drawPort()
  const isFree = await new Promise<boolean>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return isFree ? port : freePort()
}

export interface StartOptions {
  readonly dataDir: string
  readonly port?: number
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** The clone whose server is started: this one unless told. */
  readonly folder?: string
  /** Called with what it has told so far, while it starts too. */
  readonly heard?: (messages: string, pid: number) => void
}

/** Starts the server and waits until it says that it is ready; rejects with what it said where it ends first. */
export async function startServerProcess({
  dataDir,
  port,
  args = [],
  env = {},
  folder = repository,
  heard,
}: StartOptions): Promise<ServerProcess> {
  const chosen = port ?? (await freePort())
  const child = spawn(process.execPath, ['apps/server/main.ts', '--json', ...args], {
    cwd: folder,
    env: { ...process.env, GLOACT_DATA_DIR: dataDir, GLOACT_PORT: String(chosen), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let messages = ''
  child.stderr.on('data', (chunk: Buffer) => {
    messages += chunk.toString('utf8')
    heard?.(messages, child.pid!)
  })
  const started = await firstLine(child, () => messages)
  return {
    ...(JSON.parse(started) as Pick<ServerProcess, 'url' | 'signIns' | 'firstAdministratorToken'>),
    port: chosen,
    dataDir,
    pid: child.pid!,
    messages: () => messages,
    stop: () => end(child, 'SIGINT'),
    kill: async () => {
      await end(child, 'SIGKILL')
    },
  }
}

/** What `/ready` answers where nothing is missing. */
export const READY = {
  status: 'ready',
  checks: { database: true, migrations: true, workers: true, nameIndex: true },
} as const

/** What `/ready` answers once it is so: on a busy machine one look at it may take longer than it is given. */
export const untilReady = ({ url }: Pick<ServerProcess, 'url'>): Promise<unknown> =>
  until('the server is ready', async () => {
    const answer = await fetch(`${url}/ready`)
    const said: unknown = await answer.json()
    return answer.status === 200 && { said }
  }).then(({ said }) => said)

async function firstLine(child: ChildProcess, messages: () => string): Promise<string> {
  const lines = createInterface({ input: child.stdout! })
  return new Promise((resolve, reject) => {
    lines.once('line', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}:\n${messages()}`)))
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

/** Somebody signed in, as a program: cookies kept, requests as the browser sends them. */
export interface Caller {
  get(path: string): Promise<Answered>
  post(path: string, body: unknown): Promise<Answered>
  put(path: string, body: unknown): Promise<Answered>
  /** A body of bytes. */
  putBytes(path: string, bytes: Uint8Array): Promise<Answered>
  /** The cookies that it holds, for a request of one's own. */
  cookies(): string
  /** Any request; a body of bytes is sent as it is. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
}

export interface Answered {
  readonly status: number
  readonly body: unknown
}

/** The cookie of somebody signed in. */
export async function signInCookie(server: ServerProcess, role: string): Promise<string> {
  const account = server.signIns.find((each) => each.role === role)
  if (!account) throw new Error(`nobody in the demonstration is ${role}`)
  const answer = await fetch(`${server.url}/api/v1/identity/sign-in`, {
    method: 'POST',
    headers: { 'x-gloact-request': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: account.password }),
  })
  if (answer.status !== 200) throw new Error(`${role} could not sign in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ')
}

export async function signInAs(server: Pick<ServerProcess, 'url' | 'signIns'>, role: string): Promise<Caller> {
  const account = server.signIns.find((each) => each.role === role)
  if (!account) throw new Error(`nobody in the demonstration is ${role}`)
  const caller = callerOf(server.url)
  const signedIn = await caller.post('/identity/sign-in', { email: account.email, password: account.password })
  if (signedIn.status !== 200) throw new Error(`${role} could not sign in: ${JSON.stringify(signedIn)}`)
  return caller
}

export function callerOf(url: string): Caller {
  const cookies = new Map<string, string>()
  const held = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send: Caller['send'] = async (method, path, body, headers = {}) => {
    const bytes = body instanceof Uint8Array
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'x-gloact-request': '1',
        ...(body !== undefined && { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        cookie: held(),
        ...headers,
      },
      ...(body !== undefined && { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(';')
      const at = pair!.indexOf('=')
      cookies.set(pair!.slice(0, at), pair!.slice(at + 1))
    }
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, body: isJson ? await answer.json() : await answer.bytes() }
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    putBytes: (path, bytes) => send('PUT', path, bytes),
    cookies: held,
    send,
  }
}

/** The addresses of an embedded database, with the passwords that lie in the data folder. */
export function ownerUrl(dataDir: string): string {
  const { port, passwords } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as {
    port: number
    passwords: { owner: string }
  }
  return `postgresql://gloact_owner:${passwords.owner}@127.0.0.1:${port}/gloact`
}
