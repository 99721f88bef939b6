import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { auditPublicKeys, closeBlock, fileAuditSigner, verifyAudit } from '@gloact/audit'
import { newId, randomSource, systemClock, unwrap } from '@gloact/kernel'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { verifyFileChains } from '@gloact/protection/server'
import { sql } from 'kysely'
import { loadedDataDir } from './loaded-folder.ts'
import { postmasterOf } from './outage.ts'
import { freePort, ownerUrl, signInAs, startServerProcess, type Caller, type ServerProcess } from './server-process.ts'

/** What is killed in a round: the server, its database under it, or both in the same moment. */
export const KILLED = ['server', 'database', 'both'] as const
export type Killed = (typeof KILLED)[number]

export interface KillOptions {
  readonly rounds: number
  readonly seed: number
  readonly writers?: number
  /** After how many rounds everything that was acknowledged is looked for. 10 unless told, and at the end. */
  readonly lookEvery?: number
  /** Asked before each round: true ends the run, with what was found so far. */
  readonly over?: () => boolean
  readonly onRound?: (round: number, killed: Killed, backAfterMs: number) => void
}

export interface KillReport {
  readonly rounds: number
  readonly killed: Readonly<Record<Killed, number>>
  readonly files: number
  readonly acknowledged: number
  /** Requests that nobody answered, or with a 5xx: sent again until they were. */
  readonly unanswered: number
  /** Requests that were refused; there is no reason why one should be. */
  readonly refused: readonly string[]
  readonly lost: number
  readonly doubled: number
  /** Rounds after which it did not come back within two minutes. */
  readonly blocked: number
  readonly backMs: { readonly median: number; readonly most: number }
  readonly looks: number
  /** What the audit log or the files were found broken by. */
  readonly broken: readonly string[]
  readonly chains: { readonly files: number; readonly actions: number; readonly held: number }
}

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

const NOTES_A_FILE = 40
const BACK_WITHIN_MS = 120_000

/**
 * Kills the server, its PostgreSQL or both at moments drawn from the seed, while writers go on; each sends again what nobody
 * answered, under the same ids. Then looks that what was acknowledged is there once, and that the audit log and every
 * file verify.
 */
export async function killRounds(options: KillOptions): Promise<KillReport> {
  const { rounds, seed, writers = 8, lookEvery = 10 } = options
  const folder = loadedDataDir()
  const { dataDir } = folder
  const random = randomSource(seed)
  const port = await freePort()
  const start = (): Promise<ServerProcess> => startServerProcess({ dataDir, port })
  let server = await start()
  const caller = await signInAs(server, 'caseworker')

  const acknowledged = new Set<string>()
  const files = new Set<string>()
  const refused: string[] = []
  let unanswered = 0
  const work = { stopped: false }
  let paused: Promise<void> | undefined
  const send = async (path: string, body: unknown, expected: number): Promise<boolean> => {
    for (;;) {
      await paused
      // The server is killed meanwhile: no answer is counted, and the same is sent again.
      const answer = await caller.post(path, body).catch(() => undefined)
      if (answer?.status === expected) return true
      if (answer && answer.status < 500) {
        refused.push(`${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
        return false
      }
      unanswered++
      await delay(50 + random.below(100))
    }
  }
  const write = async (): Promise<void> => {
    while (!work.stopped) {
      const fileId = newId()
      const opened = action('file_opened', {
        age: 'child',
        contactOn: today,
        channel: 'ngo',
        teamId: null,
        assignedTo: null,
      })
      if (!(await send('/protection/files', { fileId, personId: newId(), actions: [opened] }, 201))) continue
      files.add(fileId)
      acknowledged.add(opened.id)
      for (let notes = 0; notes < NOTES_A_FILE && !work.stopped;) {
        const batch = Array.from({ length: 1 + random.below(3) }, () =>
          action('note_added', { kind: 'general', text: 'She is safe.', notedOn: today }),
        )
        notes += batch.length
        if (!(await send(`/protection/files/${fileId}/actions`, { actions: batch }, 200))) continue
        for (const { id } of batch) acknowledged.add(id)
      }
    }
  }

  const broken: string[] = []
  let looks = 0
  let lost = 0
  let doubled = 0
  let chains = { files: 0, actions: 0, held: 0 }
  const look = async (): Promise<void> => {
    looks++
    const found = await lookAt(dataDir, [...files], acknowledged)
    lost += found.lost
    doubled += found.doubled
    broken.push(...found.broken)
    chains = found.chains
  }

  const killed: Record<Killed, number> = { server: 0, database: 0, both: 0 }
  const back: number[] = []
  let blocked = 0
  let done = 0
  const working = Promise.all(Array.from({ length: writers }, write))
  try {
    for (let round = 1; round <= rounds && !options.over?.(); round++) {
      await delay(500 + random.below(2_000))
      // Half of them the server alone, as what happens most.
      const which = KILLED[[0, 0, 1, 2][random.below(4)]!]!
      killed[which]++
      if (which !== 'server') process.kill(postmasterOf(dataDir).pid, 'SIGKILL')
      if (which !== 'database') await server.kill()
      const began = Date.now()
      if (which !== 'database') server = await start()
      const isBack = await ready(server, caller)
      const backAfter = Date.now() - began
      if (isBack) back.push(backAfter)
      else blocked++
      options.onRound?.(round, which, backAfter)
      done = round
      if (round % lookEvery === 0) {
        let goOn = (): void => undefined
        paused = new Promise((resolve) => (goOn = resolve))
        await look()
        paused = undefined
        goOn()
      }
      if (!isBack) break
    }
    work.stopped = true
    if (blocked === 0) await working
    await look()
  } finally {
    work.stopped = true
    await (blocked === 0 ? server.stop() : server.kill())
    await (await startEmbedded({ dataDir })).stop()
    folder.remove()
  }
  const sorted = back.toSorted((a, b) => a - b)
  return {
    rounds: done,
    killed,
    files: files.size,
    acknowledged: acknowledged.size,
    unanswered,
    refused,
    lost,
    doubled,
    blocked,
    backMs: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 },
    looks,
    broken,
    chains,
  }
}

/** Whether it is ready and serves the person who was signed in before, within two minutes. */
async function ready(server: ServerProcess, caller: Caller): Promise<boolean> {
  const until = Date.now() + BACK_WITHIN_MS
  while (Date.now() < until) {
    const answer = await fetch(`${server.url}/ready`).catch(() => undefined)
    if (answer?.status === 200) {
      const served = await caller.get('/work').catch(() => undefined)
      if (served?.status === 200) return true
    }
    await delay(100)
  }
  return false
}

async function lookAt(dataDir: string, fileIds: readonly string[], acknowledged: ReadonlySet<string>) {
  const db = openDatabase(ownerUrl(dataDir), { max: 2 })
  const keys = join(dataDir, 'keys')
  // What is acknowledged while it looks is not looked for.
  const expected = [...acknowledged]
  try {
    const { rows } = await sql<{ id: string }>`
      select id from protection.file_action where file_id = any (${[...fileIds]}::uuid[])`.execute(db)
    const there = new Map<string, number>()
    for (const { id } of rows) there.set(id, (there.get(id) ?? 0) + 1)
    await closeBlock(db, unwrap(fileAuditSigner(keys)), systemClock)
    const audit = await verifyAudit(db, {
      publicKeys: auditPublicKeys(keys),
      headsFile: join(dataDir, 'audit-heads.jsonl'),
    })
    const chains = await verifyFileChains(db)
    return {
      lost: expected.filter((id) => !there.has(id)).length,
      doubled: [...there.values()].filter((times) => times > 1).length,
      broken: [
        ...(audit.firstBroken ? [`audit: ${JSON.stringify(audit.firstBroken)}`] : []),
        ...(chains.broken ? [`files: ${JSON.stringify(chains.broken)}`] : []),
      ],
      chains: { files: chains.files, actions: chains.actions, held: chains.held },
    }
  } finally {
    await db.destroy()
  }
}
