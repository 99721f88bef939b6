import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileAttachmentStore } from '@gloact/attachments'
import type { Principal } from '@gloact/identity/contract/principal'
import { createApi } from '@gloact/http/server'
import { isUuid, newId, systemClock } from '@gloact/kernel'
import { Flight, isOutOfRoom, isUnavailable, openDatabase } from '@gloact/postgres'
import { protectionModule, type ProtectionOptions } from '@gloact/protection/server'
import Fastify from 'fastify'
import pg from 'pg'
import { ALONE } from '../../modules/protection/server/testing/alone.ts'

/** A statement as it went to the database, with its parameters. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The address that the server's own role connects by. */
export function appUrl(dataDir: string): string {
  const { port, passwords } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as {
    port: number
    passwords: { app: string }
  }
  return `postgresql://gloact_app:${passwords.app}@127.0.0.1:${port}/gloact`
}

/**
 * The module's own routes in this process, for somebody, whose statements can be written down: what a request asks of the
 * database, from `begin` to `commit`, to be issued bare afterwards.
 */
export async function recorder(
  dataDir: string,
  principal: Principal,
  parts: Pick<ProtectionOptions, 'vault' | 'country'>,
): Promise<{
  record(request: { method: 'GET' | 'POST'; url: string; payload?: object }): Promise<readonly Statement[]>
  close(): Promise<void>
}> {
  let recording: Statement[] | null = null
  const db = openDatabase(appUrl(dataDir), { max: 1, name: 'bench recorder' })
  const protection = protectionModule({
    ...parts,
    db,
    clock: systemClock,
    directory: ALONE.directory,
    publish: ALONE.publish,
    training: false,
    attachments: { store: fileAttachmentStore('/nowhere'), maxBytes: 0 },
    erasures: { list: { personIds: () => new Set(), add: () => undefined }, backupDays: 90, everywhere: () => [] },
    demoStaff: { principal: () => principal, importTo: { agencyId: principal.agencyId, teamId: '' } },
    secrets: { secret: 'a bench reads no calendar', former: [] },
    ownerOfFeed: async () => null,
    listenUrl: appUrl(dataDir),
  })
  const app = Fastify()
  const api = createApi<Principal>(app, {
    authenticate: async () => principal,
    failures: [protection.failures],
    isUnavailable,
    isOutOfRoom,
  })
  protection.routes?.(api)
  await app.ready()

  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function query(this: unknown, ...args: unknown[]): unknown {
    const [sent] = args
    if (recording && sent instanceof Flight) recording.push(...sent.statements)
    return original.apply(this, args)
  }
  return {
    async record(request) {
      recording = []
      const answer = await app.inject({ ...request, headers: { 'x-gloact-request': '1' } })
      if (answer.statusCode >= 300) throw new Error(`answered with ${answer.statusCode}: ${answer.body}`)
      const statements = recording
      recording = null
      return statements
    },
    async close() {
      prototype.query = original
      await app.close()
      await db.destroy()
    },
  }
}

/**
 * Issues statements one after the other, as they were: each transaction on a connection that it takes from the pool and gives
 * back, as the server does.
 */
export async function replay(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  let held: pg.PoolClient | undefined
  try {
    for (const { text, values } of statements) {
      if (/^(begin|start transaction)/i.test(text)) held = await pool.connect()
      await (held ?? pool).query(text, [...values])
      if (!/^(commit|rollback)/i.test(text)) continue
      held?.release()
      held = undefined
    }
  } finally {
    // Left within a transaction, by an error: not to be used again.
    held?.release(true)
  }
}

/**
 * The same statements for another time: what they insert gets ids of its own, and the sequence in the file's log moves on,
 * so that the same rows are written as by another save.
 */
export function anotherTime(statements: readonly Statement[], time: number): readonly Statement[] {
  // What a save brings: the action's id and the audit entry's. The file's and its people's stay.
  const brought = statements
    .filter(({ text }) => /^insert into ("protection"."file_action"|"?audit"?\.)/i.test(text))
    .map(({ values }) => values[0])
    .filter((value) => typeof value === 'string' && isUuid(value))
  const ids = new Map<unknown, string>(brought.map((id) => [id, newId()]))
  const log = statements.find(({ text }) => /^insert into "protection"."file_action"/i.test(text))
  const sequence = log?.values.find((value) => typeof value === 'number')
  return statements.map(({ text, values }) => ({
    text,
    values: values.map((value) => {
      if (value === sequence && /file_action|update "protection"."case_file"/.test(text)) return Number(value) + time
      return ids.get(value) ?? value
    }),
  }))
}
