import { createHash, randomBytes } from 'node:crypto'
import {
  addDays,
  asInstant,
  asPlainDate,
  err,
  failure,
  ok,
  unwrap,
  type Failure,
  type Instant,
  type PlainDate,
  type Result,
} from '@gloact/kernel'
import { inScope, readInScope, sendAlong, systemScope, type Database } from '@gloact/postgres'
import { sql, type CompiledQuery, type Expression, type Kysely } from 'kysely'
import type { ErasureList } from './erasure-list.ts'
import { KEK_RENEWAL_DAYS, type KekFailure, type KekProvider, type KekVersionInfo } from './kek.ts'
import { keyedTokens, type KeyedTokens } from './keyed-token.ts'
import { personKeyOf, type PersonKey } from './person-key.ts'
import { bindingOf, isSealBroken, KEY_BYTES, seal, unseal } from './seal.ts'

interface VaultTables {
  'vault.person_key': {
    person_id: string
    agency_id: string
    country: string
    kek_version: number
    wrapped: Uint8Array | null
    created_at?: string
    destroyed_at: string | null
  }
  'vault.retired_kek': { version: number; retired_at?: string }
}

const tables = (db: Database): Kysely<VaultTables> => db as Kysely<VaultTables>

/** A person's data key as it lies in the database; null once it is destroyed. */
export interface WrappedKey {
  readonly person_id: string
  readonly kek_version: number
  readonly wrapped: Uint8Array | null
}

export type NoKey = Failure<'vault.key_destroyed' | 'vault.no_key'>

export interface PersonKeyOwner {
  readonly personId: string
  readonly agencyId: string
  readonly country: string
}

/** What an erasure certificate states about the key. */
export interface KeyDestruction {
  readonly personId: string
  readonly destroyedAt: Instant
  /** The version of the KEK that still opens the copies of this key in backups, until it is destroyed itself. */
  readonly kekVersion: number
  readonly kekCreatedAt: Instant | undefined
}

export interface Vault extends KeyedTokens {
  /**
   * Makes the key of a new person, in the transaction that records them: it goes with what is recorded next. A second key for a person
   * is a bug, and nothing of the transaction is kept.
   */
  createPersonKey(trx: Database, owner: PersonKeyOwner): Promise<PersonKey>
  /** `vault.no_key` where there is none within the scope; `vault.key_destroyed` where the person was erased. */
  personKey(trx: Database, personId: string): Promise<Result<PersonKey, NoKey>>
  /** Asks for the key of the person whom an expression names, beside other questions (`together`): nobody waits for their id. */
  keyQuery(trx: Database, person: Expression<string>): CompiledQuery<WrappedKey>
  /** The same for all persons whom an expression names, as a subquery does. */
  keysQuery(trx: Database, persons: Expression<{ readonly id: string }>): CompiledQuery<WrappedKey>
  /** What `keyQuery` was answered with, opened. */
  openKey(rows: readonly WrappedKey[]): Result<{ readonly personId: string; readonly key: PersonKey }, NoKey>
  /** What `keysQuery` was answered with, opened, by person; those that were destroyed are not there. */
  openKeys(rows: readonly WrappedKey[]): ReadonlyMap<string, PersonKey>
  /** The keys of many persons in one query; those that are out of scope or destroyed are not there. */
  personKeys(trx: Database, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonKey>>
  /**
   * The key for words that belong to no person and are sealed all the same: what people call their lists, tags and teams, where
   * somebody may write a name. One for the instance, wrapped and renewed as a person's is, and made when it is first asked for.
   * It stays open, since nothing erases it. Ask outside of a transaction: it is read in one of its own.
   */
  wordKey(db: Database, country: string): Promise<PersonKey>
  /** After a renewal: wraps every data key under the current KEK. Sealed values stay as they are, byte for byte. */
  rewrapAll(db: Database, progress?: (done: number) => void): Promise<{ readonly rewrapped: number }>
  /** Destroys a person's key, in a transaction of the system's scope. Nothing sealed under it opens again. */
  destroyPersonKey(trx: Database, personId: string): Promise<Result<KeyDestruction, NoKey>>
  /**
   * At start and after each erasure: destroys again the keys of listed persons that a restored backup brought back, and
   * lists those that were erased since. The rows of `replayed` persons are to be erased again as well.
   */
  reconcileErasures(db: Database, list: ErasureList): Promise<{ readonly replayed: readonly string[] }>
  /** Destroys a version of the KEK that wraps nothing any more; `vault.kek_in_use` where it does. Do so when its last backup has expired. */
  retireKek(db: Database, version: number): Promise<Result<KekVersionInfo, KekFailure>>
  /** Whether this KEK opens this database's keys, one tried for each version; to be asked at start. */
  check(db: Database): Promise<Result<{ readonly versions: readonly number[] }, Failure<'vault.wrong_kek'>>>
  /** From here on the vault gives out no key. */
  close(): void
}

/** The id under which the key of words lies: drawn from the country, so that every process finds the same. */
function wordKeyId(country: string): string {
  const bytes = createHash('sha256').update(`gloact key of words|${country}`).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const PLACE = 'vault.person_key'
const BATCH = 500
/** Shared by every transaction that wraps a key (a trigger takes it), alone for the one that retires a version. */
const WRAPPING_LOCK = 460_047

/**
 * The vault over a key-encryption key. Keys are read within the caller's transaction, so that row-level security and an
 * erasure a moment ago both count; none is kept, since unwrapping takes microseconds beside the query.
 */
export function createVault({ kek }: { readonly kek: KekProvider }): Vault {
  let closed = false
  const words = new Map<string, Promise<PersonKey>>()

  const wrap = (personId: string, raw: Uint8Array): { kek_version: number; wrapped: Uint8Array } => {
    const current = kek.current()
    return { kek_version: current.version, wrapped: seal(current.key, raw, bindingOf(personId, PLACE)) }
  }
  const unwrapRaw = (personId: string, version: number, wrapped: Uint8Array): Uint8Array => {
    if (closed) throw new Error('the vault is closed')
    const found = kek.get(version)
    if (!found) throw new Error(`version ${version} of the key-encryption key is not there`)
    return unseal(found.key, wrapped, bindingOf(personId, PLACE))
  }

  const openWrapped = (rows: readonly WrappedKey[]): ReadonlyMap<string, PersonKey> =>
    new Map(
      rows.flatMap(({ person_id: id, kek_version: version, wrapped }) =>
        wrapped ? [[id, personKeyOf(id, unwrapRaw(id, version, wrapped))] as const] : [],
      ),
    )

  return {
    ...keyedTokens(kek),

    async createPersonKey(trx, { personId, agencyId, country }) {
      if (closed) throw new Error('the vault is closed')
      const raw = randomBytes(KEY_BYTES)
      const row = { person_id: personId, agency_id: agencyId, country, destroyed_at: null, ...wrap(personId, raw) }
      await sendAlong(trx, tables(trx).insertInto('vault.person_key').values(row).compile())
      return personKeyOf(personId, raw)
    },

    async personKey(trx, personId) {
      const row = await tables(trx)
        .selectFrom('vault.person_key')
        .select(['kek_version', 'wrapped'])
        .where('person_id', '=', personId)
        .executeTakeFirst()
      if (!row) return err(failure('vault.no_key'))
      if (!row.wrapped) return err(failure('vault.key_destroyed'))
      return ok(personKeyOf(personId, unwrapRaw(personId, row.kek_version, row.wrapped)))
    },

    keyQuery: (trx, person) =>
      tables(trx)
        .selectFrom('vault.person_key')
        .select(['person_id', 'kek_version', 'wrapped'])
        .where('person_id', '=', person)
        .compile(),

    keysQuery: (trx, persons) =>
      tables(trx)
        .selectFrom('vault.person_key')
        .select(['person_id', 'kek_version', 'wrapped'])
        .where(sql<boolean>`person_id in ${persons}`)
        .compile(),

    openKey([row]) {
      if (!row) return err(failure('vault.no_key'))
      if (!row.wrapped) return err(failure('vault.key_destroyed'))
      const { person_id: personId, kek_version: version, wrapped } = row
      return ok({ personId, key: personKeyOf(personId, unwrapRaw(personId, version, wrapped)) })
    },

    openKeys: openWrapped,

    async personKeys(trx, personIds) {
      const rows = await tables(trx)
        .selectFrom('vault.person_key')
        .select(['person_id', 'kek_version', 'wrapped'])
        .where(sql<boolean>`person_id = any(${[...new Set(personIds)]}::uuid[])`)
        .where('wrapped', 'is not', null)
        .execute()
      return openWrapped(rows)
    },

    wordKey(db, country) {
      const known = words.get(country)
      if (known) return known
      const found = openWordKey(db, country)
      words.set(country, found)
      found.catch(() => words.delete(country))
      return found
    },

    async rewrapAll(db, progress) {
      let rewrapped = 0
      for (;;) {
        const done = unwrap(await inScope(db, systemScope(''), async (trx) => ok(await rewrapBatch(trx))))
        if (done === 0) return { rewrapped }
        rewrapped += done
        progress?.(rewrapped)
      }
    },

    async destroyPersonKey(trx, personId) {
      const row = await tables(trx)
        .updateTable('vault.person_key')
        .set({ wrapped: null, destroyed_at: sql<string>`now()` })
        .where('person_id', '=', personId)
        .where('wrapped', 'is not', null)
        .returning(['kek_version', 'destroyed_at'])
        .executeTakeFirst()
      if (row) {
        const version = kek.versions().find((entry) => entry.version === row.kek_version)
        return ok({
          personId,
          destroyedAt: asInstant(row.destroyed_at!),
          kekVersion: row.kek_version,
          kekCreatedAt: version?.createdAt,
        })
      }
      const before = await tables(trx)
        .selectFrom('vault.person_key')
        .select('destroyed_at')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return err(failure(before?.destroyed_at ? 'vault.key_destroyed' : 'vault.no_key'))
    },

    async reconcileErasures(db, list) {
      const listed = list.personIds()
      const { replayed, erased } = unwrap(
        await inScope(db, systemScope(''), async (trx) => {
          const back = await tables(trx)
            .updateTable('vault.person_key')
            .set({ wrapped: null, destroyed_at: sql<string>`now()` })
            .where(sql<boolean>`person_id = any(${[...listed]}::uuid[])`)
            .where('wrapped', 'is not', null)
            .returning('person_id')
            .execute()
          const gone = await tables(trx)
            .selectFrom('vault.person_key')
            .select('person_id')
            .where('wrapped', 'is', null)
            .execute()
          return ok({ replayed: back.map((row) => row.person_id), erased: gone.map((row) => row.person_id) })
        }),
      )
      list.add(erased.filter((personId) => !listed.has(personId)))
      return { replayed }
    },

    async retireKek(db, version) {
      if (version === kek.current().version) return err(failure('vault.kek_in_use'))
      const retired = await inScope<undefined, KekFailure>(db, systemScope(''), async (trx) => {
        const { rows } = await sql<{ alone: boolean }>`
          select pg_try_advisory_xact_lock(${WRAPPING_LOCK}) as alone`.execute(trx)
        if (!rows[0]?.alone) return err(failure('vault.kek_in_use'))
        const inUse = await tables(trx)
          .selectFrom('vault.person_key')
          .select('person_id')
          .where('kek_version', '=', version)
          .where('wrapped', 'is not', null)
          .limit(1)
          .executeTakeFirst()
        if (inUse) return err(failure('vault.kek_in_use'))
        await tables(trx)
          .insertInto('vault.retired_kek')
          .values({ version })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return ok(undefined)
      })
      return retired.ok ? kek.destroy(version) : retired
    },

    async check(db) {
      const samples = await readInScope(db, systemScope(''), (trx) =>
        tables(trx)
          .selectFrom('vault.person_key')
          .distinctOn('kek_version')
          .select(['person_id', 'kek_version', 'wrapped'])
          .where('wrapped', 'is not', null)
          .orderBy('kek_version')
          .execute(),
      )
      for (const { person_id, kek_version, wrapped } of samples) {
        if (!kek.get(kek_version)) return err(failure('vault.wrong_kek'))
        try {
          unwrapRaw(person_id, kek_version, wrapped!).fill(0)
        } catch (error) {
          if (isSealBroken(error)) return err(failure('vault.wrong_kek'))
          throw error
        }
      }
      return ok({ versions: samples.map((sample) => sample.kek_version) })
    },

    close() {
      closed = true
      words.clear()
    },
  }

  async function openWordKey(db: Database, country: string): Promise<PersonKey> {
    if (closed) throw new Error('the vault is closed')
    const id = wordKeyId(country)
    return unwrap(
      await inScope(db, systemScope(country), async (trx) => {
        const read = () =>
          tables(trx)
            .selectFrom('vault.person_key')
            .select(['kek_version', 'wrapped'])
            .where('person_id', '=', id)
            .executeTakeFirst()
        let row = await read()
        if (!row) {
          const made = { person_id: id, agency_id: id, country, destroyed_at: null }
          await tables(trx)
            .insertInto('vault.person_key')
            .values({ ...made, ...wrap(id, randomBytes(KEY_BYTES)) })
            // Another process may make it in the same moment: one of the two stands.
            .onConflict((conflict) => conflict.column('person_id').doNothing())
            .execute()
          row = await read()
        }
        if (!row?.wrapped) throw new Error('the key of words is not there')
        return ok(personKeyOf(id, unwrapRaw(id, row.kek_version, row.wrapped)))
      }),
    )
  }

  async function rewrapBatch(trx: Database): Promise<number> {
    const rows = await tables(trx)
      .selectFrom('vault.person_key')
      .select(['person_id', 'kek_version', 'wrapped'])
      .where('kek_version', '<>', kek.current().version)
      .where('wrapped', 'is not', null)
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length === 0) return 0
    const rewrapped = rows.map((row) => {
      const raw = unwrapRaw(row.person_id, row.kek_version, row.wrapped!)
      const next = wrap(row.person_id, raw)
      raw.fill(0)
      return { id: row.person_id, ...next }
    })
    await sql`
      update vault.person_key as stored set kek_version = ${rewrapped[0]!.kek_version}, wrapped = next.wrapped
      from unnest(${rewrapped.map((row) => row.id)}::uuid[], ${rewrapped.map((row) => row.wrapped)}::bytea[])
        as next (person_id, wrapped)
      where stored.person_id = next.person_id`.execute(trx)
    return rows.length
  }
}

/** Renewal and destruction are done at night, each up to a day after it is due. */
const NIGHTS = 2

/**
 * The day from which the copies of a key that is destroyed today open no more in backups: the KEK is renewed after 30 days, or
 * now where that is overdue; the last backup that holds keys wrapped under it is from that day, and it is destroyed when that
 * backup expires.
 */
export function backupsUnreadableOn(kekCreatedAt: Instant, backupRetentionDays: number, now: Instant): PlainDate {
  const [made, today] = [kekCreatedAt, now].map((instant) => asPlainDate(instant.slice(0, 10))) as [
    PlainDate,
    PlainDate,
  ]
  const due = addDays(made, KEK_RENEWAL_DAYS)
  return addDays(due > today ? due : today, backupRetentionDays + NIGHTS)
}
