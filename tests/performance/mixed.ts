// A mixed load, as an office makes it: lists (30 %), files opened (45 %), searches (15 %), notes saved (10 %), at 1, 8, 50 and 200
// at once, in turns with the same SQL issued bare at the same concurrency, and, where a clone of an earlier state is named, with that.
// `node tests/performance/mixed.ts [--files 500] [--seconds 5] [--rounds 5] [--at 1,8,50,200] [--processes 1] [--against FOLDER]`
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCountry } from '@gloact/country'
import { demoPrincipal } from '@gloact/identity/server'
import { unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import {
  ownerUrl,
  repository,
  signInCookie,
  startServerProcess,
  temporaryDataDir,
  type ServerProcess,
} from '../support/server-process.ts'
import { loadCaller, underLoad, type Asked, type Loaded, type LoadCaller } from './load.ts'
import { print, sampleOf, type Line } from './measure.ts'
import { plant, type People } from './plant.ts'
import { noted } from './requests.ts'
import { anotherTime, appUrl, recorder, replay, type Statement } from './statements.ts'
import { withoutPace } from './without-pace.ts'

export interface MixedOptions {
  readonly files: number
  readonly seconds: number
  readonly rounds: number
  readonly atOnce: readonly number[]
  readonly processes: number
  /** A prepared clone of an earlier state. */
  readonly against?: string | undefined
}

export const MIXED: MixedOptions = { files: 500, seconds: 5, rounds: 5, atOnce: [1, 8, 50, 200], processes: 1 }

type Kind = 'list' | 'open' | 'search' | 'save'
/** Requests before anything is measured: code is compiled, statements are prepared on every connection. */
const WARMING = 600

/** Twenty in a row, spread: six lists, nine files, three searches, two notes. */
const ROW =
  'open list open search open list open save open list open search list open list open save open search list'.split(
    ' ',
  ) as readonly Kind[]

interface Instance {
  readonly server: ServerProcess
  readonly people: People
  readonly caller: LoadCaller
  readonly processes: { readonly server: readonly number[]; readonly database: readonly number[] }
  forgetPace(): Promise<void>
  close(): Promise<void>
}

export async function measureMixed(options: MixedOptions): Promise<readonly Line[]> {
  const country = withoutPace()
  const now = await openInstance(options, repository, {
    GLOACT_PROCESSES: String(options.processes),
    GLOACT_COUNTRY_DIR: country.folder,
  })
  try {
    const before = options.against === undefined ? undefined : await openInstance(options, options.against, {})
    try {
      return await inTurns(options, now, before)
    } finally {
      await before?.close()
    }
  } finally {
    await now.close()
    country.remove()
  }
}

async function openInstance(options: MixedOptions, folder: string, env: NodeJS.ProcessEnv): Promise<Instance> {
  const { dataDir, remove } = temporaryDataDir()
  const start = () => startServerProcess({ dataDir, folder, env })
  let server = await start()
  try {
    const people = await plant(dataDir, options.files, folder)
    // Started again, so that the index of names is read as after any start.
    await server.stop()
    server = await start()
    const caller = loadCaller(server.url, await signInCookie(server, 'caseworker'))
    const db = openDatabase(ownerUrl(dataDir), { max: 1, name: 'bench pace' })
    // An earlier state may have had no pace.
    const paced = await sql<{ there: boolean }>`select to_regclass('protection.pace') is not null as there`.execute(db)
    return {
      server,
      people,
      caller,
      processes: { server: [server.pid], database: [postmasterOf(dataDir)] },
      forgetPace: async () => {
        if (paced.rows[0]!.there) await sql`delete from protection.pace`.execute(db)
      },
      close: async () => {
        caller.close()
        await db.destroy()
        await server.stop()
        remove()
      },
    }
  } catch (error) {
    await server.stop()
    remove()
    throw error
  }
}

/** The process id of the embedded PostgreSQL: the first line of its own file. */
function postmasterOf(dataDir: string): number {
  const where = join(dataDir, 'postgres.where')
  const folder = existsSync(where) ? readFileSync(where, 'utf8').trim() : dataDir
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function askedOf(people: People, index: number): Asked {
  // The last are left to what is issued bare.
  const person = people[(index * 37) % (people.length - ROW.length)]!
  switch (ROW[index % ROW.length]!) {
    case 'list':
      return { method: 'GET', path: '/protection/files?limit=50' }
    case 'open':
      return { method: 'GET', path: `/protection/files/${person.fileId}` }
    case 'search':
      return {
        method: 'POST',
        path: '/protection/search',
        body: { text: `${person.given} ${person.family}`, limit: 10 },
      }
    case 'save':
      return { method: 'POST', path: `/protection/files/${person.fileId}/actions`, body: noted() }
  }
}

interface Rounds {
  readonly now: Loaded[]
  readonly bare: Loaded[]
  readonly before: Loaded[]
}

async function inTurns(options: MixedOptions, now: Instance, before: Instance | undefined): Promise<Line[]> {
  const bare = await bareLoad(now)
  let turn = 0
  const lines: Line[] = []
  try {
    for (const atOnce of options.atOnce) {
      const rounds: Rounds = { now: [], bare: [], before: [] }
      const time = options.seconds * 1_000
      const of = async (instance: Instance) => {
        await instance.forgetPace()
        return underLoad(atOnce, time, () => instance.caller.ask(askedOf(instance.people, turn++)), instance.processes)
      }
      // Short turns, so that no connection to the database is idle for long.
      for (let warmed = 0; rounds.now.length < options.rounds;) {
        const measured = await of(now)
        const reference = await underLoad(atOnce, time, () => bare.one(turn++), {
          ...now.processes,
          server: [process.pid],
        })
        const earlier = before && (await of(before))
        if (warmed >= WARMING) {
          rounds.now.push(measured)
          rounds.bare.push(reference)
          if (earlier) rounds.before.push(earlier)
        }
        warmed += Math.min(measured.count, reference.count, earlier?.count ?? Infinity)
      }
      lines.push(...linesOf(atOnce, rounds))
      process.stderr.write(`${atOnce} at once: measured\n`)
    }
    return lines
  } finally {
    await bare.close()
  }
}

/** The statements of each kind of request, to be issued bare: over a pool of the server's size, by its role. */
async function bareLoad({ server: { dataDir }, people }: Instance) {
  const country = unwrap(await loadCountry(join(repository, 'countries', 'demoland')))
  const vault = createVault({ kek: unwrap(fileKekProvider(join(dataDir, 'keys', 'kek.json'))) })
  const asked = await recorder(dataDir, demoPrincipal(country.code, 'caseworker'), {
    vault,
    country,
  })
  const recorded = new Map<Kind, (readonly Statement[])[]>()
  try {
    // What is saved bare belongs to files that nobody saves to meanwhile: those that come last.
    for (const [index, kind] of ROW.entries()) {
      const asking = askedOf(people, index)
      const { method, body } = asking
      const path = kind === 'save' ? `/protection/files/${people.at(-1 - index)!.fileId}/actions` : asking.path
      const statements = await asked.record({ method, url: `/api/v1${path}`, ...(body && { payload: body }) })
      recorded.set(kind, [...(recorded.get(kind) ?? []), statements])
    }
  } finally {
    await asked.close()
    vault.close()
  }
  const db = openDatabase(appUrl(dataDir), { max: 20, name: 'bench bare' })
  const saves = new Map<readonly Statement[], number>()
  return {
    one: async (index: number): Promise<void> => {
      const kind = ROW[index % ROW.length]!
      const all = recorded.get(kind)!
      const statements = all[index % all.length]!
      const time = (saves.get(statements) ?? 0) + 1
      saves.set(statements, time)
      await replay(db.pool, anotherTime(statements, kind === 'save' ? time : 0))
    },
    close: () => db.destroy(),
  }
}

const median = (of: readonly Loaded[], part: (loaded: Loaded) => number | undefined): number | undefined => {
  const values = of.map(part).filter((value) => value !== undefined)
  return values.length === 0 ? undefined : sampleOf(values).p50
}

function linesOf(atOnce: number, { now, bare, before }: Rounds): Line[] {
  const said = (of: readonly Loaded[]): string => {
    const [server, database] = [median(of, (each) => each.server), median(of, (each) => each.database)]
    const rate = `${median(of, ({ perSecond }) => perSecond)!.toFixed(0)} a second`
    if (server === undefined || database === undefined) return rate
    return `${rate}; of processor each ${server.toFixed(1)} ms, in PostgreSQL ${database.toFixed(1)} ms`
  }
  // Each round beside the same round's reference, and the median of the ratios: what else the machine does weighs on both.
  const ratio = (of: readonly Loaded[], part: (loaded: Loaded) => number | undefined): string => {
    const ratios = of.flatMap((reference, index) => {
      const [one, other] = [part(now[index]!), part(reference)]
      return one === undefined || other === undefined || other === 0 ? [] : [one / other]
    })
    return ratios.length === 0 ? '—' : `× ${sampleOf(ratios).p50.toFixed(2)}`
  }
  const rate = ({ perSecond }: Loaded): number => perSecond
  const processor = ({ server }: Loaded): number | undefined => server
  const line = (reference: string, of: readonly Loaded[], goal: string): Line => ({
    what: `${atOnce} at once`,
    measured: said(now),
    reference: `${reference}: ${said(of)}`,
    ratio: `a second ${ratio(of, rate)}, processor ${ratio(of, processor)}`,
    goal,
  })
  return [
    line('the same SQL bare', bare, '—'),
    ...(before.length === 0 ? [] : [line('the state before', before, atOnce === 50 ? 'a second ≥ × 3' : '—')]),
  ]
}

/** Whether a folder is a clone that can be started. */
const isPrepared = (folder: string): boolean =>
  existsSync(join(folder, 'apps', 'server', 'main.ts')) && readdirSync(folder).includes('node_modules')

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: String(MIXED.files) },
      seconds: { type: 'string', default: String(MIXED.seconds) },
      rounds: { type: 'string', default: String(MIXED.rounds) },
      at: { type: 'string', default: MIXED.atOnce.join() },
      processes: { type: 'string', default: '1' },
      against: { type: 'string' },
    },
  })
  if (values.against !== undefined && !isPrepared(values.against))
    throw new Error(`${values.against} cannot be started`)
  const lines = await measureMixed({
    files: Number(values.files),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    atOnce: values.at.split(',').map(Number),
    processes: Number(values.processes),
    against: values.against,
  })
  print(`A mixed load on ${values.files} files`, lines)
}
