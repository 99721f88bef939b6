// List, search, open and save through the API at 100,000 files, against the same SQL issued bare over a connection pool of the
// server's size and settings. Run it with `node tests/performance/api.ts [files]`; it takes some minutes, most of them planting files.
import { join } from 'node:path'
import { loadCountry } from '@gloact/country'
import { demoPrincipal } from '@gloact/identity/server'
import { unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { createVault, fileKekProvider } from '@gloact/vault'
import type pg from 'pg'
import {
  repository,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'
import { plant, spread, type People } from './plant.ts'
import { against, type Line, milliseconds, print, sampleOf, timed } from './measure.ts'
import { noted } from './requests.ts'
import { anotherTime, appUrl, recorder, replay, type Statement } from './statements.ts'
import { withoutPace } from './without-pace.ts'

const ROUNDS = 200

/** Measures everything on an instance of its own that it removes again. */
export async function measureApi(files: number): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const fast = withoutPace()
  const start = () => startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_COUNTRY_DIR: fast.folder } })
  let server: ServerProcess = await start()
  try {
    const people = await plant(folder.dataDir, files)
    // Started again, so that the index of names is read as after any start.
    await server.stop()
    const startingMs = await timed(async () => {
      server = await start()
    })
    const caseworker = await signInAs(server, 'caseworker')
    const country = unwrap(await loadCountry(join(repository, 'countries', 'demoland')))
    const vault = createVault({ kek: unwrap(fileKekProvider(join(folder.dataDir, 'keys', 'kek.json'))) })
    const asked = await recorder(folder.dataDir, demoPrincipal(country.code, 'caseworker'), {
      vault,
      country,
    })
    const { pool: bare, destroy } = barePool(folder.dataDir)
    try {
      return [
        ...(await measureReads(caseworker, asked, bare, people)),
        await measureSaves(caseworker, asked, bare, people),
        ...(await measureSearch(caseworker, people)),
        {
          what: `start with ${files.toLocaleString('en')} files, index of names read`,
          measured: `${(startingMs / 1000).toFixed(1)} s`,
          reference: '—',
          ratio: '—',
          goal: '—',
        },
      ]
    } finally {
      await destroy()
      await asked.close()
      vault.close()
    }
  } finally {
    await server.stop()
    folder.remove()
    fast.remove()
  }
}

/** As `apps/server/start-server.ts` opens the server's own, which lives in another process. */
function barePool(dataDir: string) {
  const db = openDatabase(appUrl(dataDir), { max: 20, name: 'bench bare' })
  return { pool: db.pool, destroy: () => db.destroy() }
}

async function mustAnswer(answer: Promise<{ status: number; body: unknown }>): Promise<unknown> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
  return body
}

/** The same statement work, first through the API and then bare, in turns, so that both meet the same machine. */
async function inTurns(
  rounds: number,
  api: (round: number) => Promise<unknown>,
  bare: (round: number) => Promise<unknown>,
): Promise<readonly [number[], number[]]> {
  const [one, other]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const measured = await timed(() => api(round))
    const reference = await timed(() => bare(round))
    // The first turns warm both up.
    if (round >= rounds / 10) {
      one.push(measured)
      other.push(reference)
    }
  }
  return [one, other]
}

type Recorder = Awaited<ReturnType<typeof recorder>>

/** How many different requests' statements are issued bare, in turn. */
const RECORDED = 10

async function measureReads(caller: Caller, asked: Recorder, bare: pg.Pool, people: People): Promise<Line[]> {
  const some = spread(people, ROUNDS)
  const kinds: readonly (readonly [string, (round: number) => string])[] = [
    ['list 50 files', () => '/protection/files?limit=50'],
    ['open a file', (round) => `/protection/files/${some[round]!.fileId}`],
  ]
  const lines: Line[] = []
  for (const [what, path] of kinds) {
    const statements: (readonly Statement[])[] = []
    for (let round = 0; round < RECORDED; round++) {
      statements.push(await asked.record({ method: 'GET', url: `/api/v1${path(round)}` }))
    }
    const [measured, reference] = await inTurns(
      ROUNDS,
      (round) => mustAnswer(caller.get(path(round))),
      (round) => replay(bare, anotherTime(statements[round % RECORDED]!, 0)),
    )
    lines.push(against(what, sampleOf(measured), sampleOf(reference), 'p95 ≤ × 3'))
  }
  return lines
}

async function measureSaves(caller: Caller, asked: Recorder, bare: pg.Pool, people: People): Promise<Line> {
  const some = spread(people, ROUNDS + RECORDED)
  const path = (round: number) => `/protection/files/${some[round]!.fileId}/actions`
  // What is issued bare belongs to files that nobody saves to meanwhile.
  const statements: (readonly Statement[])[] = []
  for (let round = 0; round < RECORDED; round++) {
    const url = `/api/v1${path(ROUNDS + round)}`
    statements.push(await asked.record({ method: 'POST', url, payload: noted() }))
  }
  const [measured, reference] = await inTurns(
    ROUNDS,
    (round) => mustAnswer(caller.post(path(round), noted())),
    (round) => replay(bare, anotherTime(statements[round % RECORDED]!, 1 + Math.floor(round / RECORDED))),
  )
  return against('save a note', sampleOf(measured), sampleOf(reference), 'p95 ≤ × 4')
}

async function measureSearch(caller: Caller, people: People): Promise<Line[]> {
  const some = spread(people, ROUNDS)
  const search = (text: string) => mustAnswer(caller.post('/protection/search', { text, limit: 10 }))
  const fuzzy = (name: string): string =>
    name.length > 4 ? `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}` : name
  const kinds: readonly (readonly [string, (index: number) => string])[] = [
    ['search a name', (index) => `${some[index]!.given} ${some[index]!.family}`],
    ['search a name with a slip', (index) => `${fuzzy(some[index]!.given)} ${fuzzy(some[index]!.family)}`],
  ]
  const lines: Line[] = []
  for (const [what, text] of kinds) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => search(text(round))))
    lines.push({ what, measured: milliseconds(sampleOf(times)), reference: '—', ratio: '—', goal: 'p95 ≤ 50 ms' })
  }
  return lines
}

if (import.meta.main) {
  const files = Number(process.argv[2] ?? 100_000)
  print(`Through the API at ${files.toLocaleString('en')} files`, await measureApi(files))
}
