import {
  asInstant,
  canonicalJson,
  err,
  failure,
  newId,
  ok,
  type Clock,
  type Instant,
  type Result,
} from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import { violatedUnique, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { peerEntrySchema, type PeerEntry } from '../peer.ts'
import { announcementsIn } from './announce.ts'
import { certificateHash, kidOf, type ExchangeKeys } from './keys.ts'
import type { ExchangeFailure, OwnEntry, PeerChange, PeerRegistry } from './port.ts'
import { tables } from './tables.ts'
import { peerIn, peersIn } from './peers-in.ts'
import { exportList, readList } from './trust-list.ts'
import { entryOf } from './timeline-of.ts'
import { sameWords, wordsOf } from './words.ts'

export interface RegistryContext {
  readonly country: string
  readonly clock: Clock
  readonly keys: ExchangeKeys
  /** What this country is called, and where others reach its exchange. */
  readonly name: string
  readonly baseUrl: string
}

/** The registry of peers: what two officers entered, one after the other. Nothing in it is changed; later entries count. */
export function peerRegistry(context: RegistryContext): PeerRegistry {
  const { country, clock, keys } = context

  const changesIn = async (trx: Database, id?: string): Promise<readonly PeerChange[]> => {
    let query = tables(trx)
      .selectFrom('exchange.peer_change as change')
      .leftJoin('exchange.peer_decision as decision', 'decision.change_id', 'change.id')
      .where('change.country', '=', country)
      .select(['change.id', 'change.entry', 'change.proposed_by', 'change.proposed_at'])
      .select(['decision.decision', 'decision.decided_by', 'decision.decided_at'])
      .orderBy('change.proposed_at', 'desc')
      .orderBy('change.id', 'desc')
      .limit(200)
    if (id !== undefined) query = query.where('change.id', '=', id)
    return (await query.execute()).map((row) => ({
      id: row.id,
      entry: row.entry,
      words: wordsOf(row.entry),
      state: row.decision ?? 'waiting',
      proposedBy: row.proposed_by,
      proposedAt: asInstant(row.proposed_at),
      decidedBy: row.decided_by,
      decidedAt: row.decided_at === null ? null : asInstant(row.decided_at),
    }))
  }

  const waiting = async (trx: Database, id: string): Promise<Result<PeerChange, ExchangeFailure>> => {
    const [change] = await changesIn(trx, id)
    if (!change) return err(failure('exchange.not_found'))
    return change.state === 'waiting' ? ok(change) : err(failure('exchange.already_decided'))
  }

  const decide = async (
    trx: Database,
    change: PeerChange,
    decision: 'confirmed' | 'declined' | 'withdrawn',
  ): Promise<Result<undefined, ExchangeFailure>> => {
    const peer = change.entry.country
    const { version } = await tables(trx)
      .selectFrom('exchange.peer_decision')
      .where('country', '=', country)
      .where('peer', '=', peer)
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirstOrThrow()
    await sql`savepoint decided`.execute(trx)
    try {
      await tables(trx)
        .insertInto('exchange.peer_decision')
        .values({
          change_id: change.id,
          country,
          peer,
          decision,
          version: decision === 'confirmed' ? (version ?? 0) + 1 : null,
          decided_at: clock.now(),
        })
        .execute()
    } catch (error) {
      // Somebody else decided in the same moment.
      if (violatedUnique(error) === undefined) throw error
      await sql`rollback to savepoint decided`.execute(trx)
      return err(failure('exchange.already_decided'))
    }
    await recordAudit(trx, {
      action: `exchange.peer_${decision}`,
      object: { kind: 'exchange.peer_change', id: change.id },
      detail: { peer },
    })
    return ok(undefined)
  }

  const crossedSince = async (trx: Database, peer: string, since: Instant) => {
    const rows = await tables(trx)
      .selectFrom('exchange.message')
      .selectAll()
      .where('country', '=', country)
      .where('peer', '=', peer)
      .where((eb) =>
        eb.or([
          eb.and([eb('direction', '=', 'in'), eb('received_at', '>=', since)]),
          eb.and([eb('direction', '=', 'out'), eb('created_at', '>=', since)]),
        ]),
      )
      .where('type', 'not like', 'exchange.%')
      .orderBy('created_at')
      .orderBy('id')
      .limit(2_000)
      .execute()
    return rows.map((row) => ({ ...entryOf(row, []), conversationId: row.conversation_id }))
  }

  return {
    list: (trx) => peersIn(trx, country),
    changes: (trx) => changesIn(trx),

    async propose(trx, given, spoken, id = newId()) {
      const entry = await checkedEntry(given, country, clock.now())
      if (!entry.ok) return entry
      if (!sameWords(spoken, wordsOf(entry.value))) return err(failure('exchange.words_differ'))
      const [before] = await changesIn(trx, id)
      if (before) {
        const same = (await isOwn(trx, before)) && canonicalJson(before.entry) === canonicalJson(entry.value)
        return same ? ok(before) : err(failure('exchange.already_decided'))
      }
      await tables(trx)
        .insertInto('exchange.peer_change')
        .values({
          id,
          country,
          peer: entry.value.country,
          entry: JSON.stringify(entry.value) as never,
          proposed_at: clock.now(),
        })
        .execute()
      await recordAudit(trx, {
        action: 'exchange.peer_proposed',
        object: { kind: 'exchange.peer_change', id },
        detail: { peer: entry.value.country },
      })
      return waiting(trx, id)
    },

    async confirm(trx, changeId, spoken) {
      const change = await waiting(trx, changeId)
      if (!change.ok) return change
      if (await isOwn(trx, change.value)) return err(failure('exchange.second_person'))
      if (!sameWords(spoken, change.value.words)) return err(failure('exchange.words_differ'))
      // Keys may have run out while it waited.
      const entry = await checkedEntry(change.value.entry, country, clock.now())
      if (!entry.ok) return entry
      const decided = await decide(trx, change.value, 'confirmed')
      if (!decided.ok) return decided
      return ok((await peerIn(trx, country, change.value.entry.country))!)
    },

    async decline(trx, changeId) {
      const change = await waiting(trx, changeId)
      if (!change.ok) return change
      return decide(trx, change.value, (await isOwn(trx, change.value)) ? 'withdrawn' : 'declined')
    },

    async revoke(trx, peer, suspectedSince) {
      const known = await peerIn(trx, country, peer)
      if (!known) return err(failure('exchange.unknown_peer'))
      const id = newId()
      await tables(trx)
        .insertInto('exchange.peer_revocation')
        .values({ id, country, peer, version: known.version, suspected_since: suspectedSince, revoked_at: clock.now() })
        .execute()
      await recordAudit(trx, {
        action: 'exchange.peer_revoked',
        object: { kind: 'exchange.peer_revocation', id },
        detail: { peer },
      })
      const crossed = await crossedSince(trx, peer, suspectedSince)
      return ok({ receivedSince: crossed.filter(({ direction }) => direction === 'in') })
    },

    async stops(trx, peer) {
      const rows = await tables(trx)
        .selectFrom('exchange.peer_revocation')
        .select(['suspected_since', 'revoked_at', 'revoked_by'])
        .where('country', '=', country)
        .where('peer', '=', peer)
        .orderBy('revoked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(50)
        .execute()
      return rows.map((row) => ({
        suspectedSince: asInstant(row.suspected_since),
        stoppedAt: asInstant(row.revoked_at),
        stoppedBy: row.revoked_by,
      }))
    },

    crossedSince,
    announcements: (trx) => announcementsIn(trx, country),

    own(): OwnEntry {
      const entry = {
        country,
        name: context.name,
        baseUrl: context.baseUrl,
        signingKeys: keys.signingKeys(),
        encryptionKeys: keys.encryptionKeys(),
        certificates: keys.certificates(),
      }
      return { entry, words: wordsOf(entry) }
    },

    exportList: (trx) => exportList(context, trx),
    readList: (trx, list) => readList(context, trx, list),
  }
}

async function isOwn(trx: Database, { proposedBy }: PeerChange): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`select app.user_id() = ${proposedBy} as own`.execute(trx)
  return rows[0]?.own ?? true
}

/** An entry as it may be entered: whole, of another country, each key named by its thumbprint, certificates that can be read. */
async function checkedEntry(
  given: unknown,
  country: string,
  now: Instant,
): Promise<Result<PeerEntry, ExchangeFailure>> {
  const invalid = (pointer: string, code = 'exchange.invalid_peer') =>
    err(failure('exchange.invalid_peer', { fields: [{ pointer, code }] }))
  const parsed = peerEntrySchema.safeParse(given)
  if (!parsed.success) {
    const fields = parsed.error.issues
      .slice(0, 20)
      .map(({ path }) => ({ pointer: `/${path.map(String).join('/')}`, code: 'exchange.invalid_peer' }))
    return err(failure('exchange.invalid_peer', { fields }))
  }
  const entry = parsed.data as unknown as PeerEntry
  if (entry.country === country) return invalid('/country')
  if (Date.parse(entry.expiresAt) <= Date.parse(now)) return invalid('/expiresAt')
  for (const [list, keys] of [
    ['signingKeys', entry.signingKeys],
    ['encryptionKeys', entry.encryptionKeys],
  ] as const) {
    const wrong = (await Promise.all(keys.map(async ({ kid, jwk }) => (await kidOf(jwk)) === kid))).indexOf(false)
    if (wrong !== -1) return invalid(`/${list}/${wrong}/kid`)
    if (new Set(keys.map(({ kid }) => kid)).size !== keys.length) return invalid(`/${list}`)
    const endless = keys.findIndex(({ notBefore, notAfter }) => notBefore >= notAfter)
    if (endless !== -1) return invalid(`/${list}/${endless}/notAfter`)
  }
  for (const [index, pem] of entry.certificates.entries()) {
    try {
      certificateHash(pem)
    } catch {
      return invalid(`/certificates/${index}`)
    }
  }
  return ok(entry)
}
