import { ok, unwrap } from '@gloact/kernel'
import { inScope, sendAlong, systemScope, together, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { AGENCY_KINDS } from '../domain/canon.ts'
import { codePerson, codingVersion, type CodedFile, type Coding, type CountableFile } from '../domain/code-file.ts'
import type { FiguresContext } from './context.ts'
import { tables } from './tables.ts'

type KeepContext = Pick<FiguresContext, 'db' | 'country' | 'forms' | 'settings' | 'countable' | 'agencies'>

/** Rebuilding waits for work on one person, and that for it. */
const LOCK = 20_201_128

/** What is kept of these people stands still until the transaction ends: one job writes, or one erasure deletes. */
async function lockPersons(trx: ScopedTransaction, personIds: readonly string[]): Promise<void> {
  // In one order, so that two of them never wait for each other.
  const each = personIds
    .toSorted()
    .map((personId) => sql`select pg_advisory_xact_lock(hashtextextended(${personId}, ${LOCK}))`.compile(trx))
  await together(trx, sql`select pg_advisory_xact_lock_shared(${LOCK})`.compile(trx), ...each)
}

async function codingOf({ country, forms, settings, agencies }: KeepContext, trx: ScopedTransaction): Promise<Coding> {
  const there = await agencies(trx)
  const kinds = new Map(there.map(({ id, type }) => [id, type]))
  const named = new Map(settings.agencyAreas.flatMap(({ area, agencies: of }) => of.map((name) => [name, area])))
  const areas = new Map(there.map(({ id, name }) => [id, named.get(name)]))
  return {
    country,
    forms,
    crosswalks: settings.crosswalks,
    areaOfAgency: (agencyId) => areas.get(agencyId),
    kindOfAgency: (agencyId) => AGENCY_KINDS.find((kind) => kind === kinds.get(agencyId)),
  }
}

/**
 * Brings the row of one person up to date, after something countable of a file changed. Sent twice it does the same; what is erased
 * or undone meanwhile leaves no row.
 */
export async function keepFile(context: KeepContext, fileId: string): Promise<void> {
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      const before = await context.countable.ofFile(trx, fileId)
      if (!before) return ok(null)
      await lockPersons(trx, [before.personId])
      // Asked again behind the lock: another job may have been ahead of this one with less.
      const now = await context.countable.ofFile(trx, fileId)
      if (!now) return ok(null)
      await savePersons(trx, context, await codingOf(context, trx), [now])
      return ok(null)
    }),
  )
}

export interface Rebuilt {
  readonly persons: number
  readonly removed: number
}

/** Codes every file again, in one transaction: afterwards the record is what the files are, whatever it was. */
export async function rebuildRecord(
  context: KeepContext,
  onProgress: (persons: number) => void = () => undefined,
): Promise<Rebuilt> {
  return unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
      const coding = await codingOf(context, trx)
      await sql`create temporary table counted (person_id uuid primary key) on commit drop`.execute(trx)
      let persons = 0
      for await (const page of context.countable.all(trx)) {
        const people = Map.groupBy(page, ({ personId }) => personId)
        const ids = [...people.keys()]
        await savePersons(
          trx,
          context,
          coding,
          ids.map((personId) => ({ personId, files: people.get(personId)! })),
        )
        await sql`insert into counted select unnest(${ids}::uuid[]) on conflict do nothing`.execute(trx)
        persons += ids.length
        onProgress(persons)
      }
      const gone = await sql`
        delete from statistics.person person
        where person.country = ${context.country} and person.source = 'files'
          and not exists (select from counted where counted.person_id = person.person_id)`.execute(trx)
      return ok({ persons, removed: Number(gone.numAffectedRows ?? 0n) })
    }),
  )
}

interface Person {
  readonly personId: string
  readonly files: readonly CountableFile[]
}

async function savePersons(
  trx: ScopedTransaction,
  { country }: KeepContext,
  coding: Coding,
  persons: readonly Person[],
): Promise<void> {
  const ids = persons.map(({ personId }) => personId)
  if (ids.length === 0) return
  await sendAlong(trx, sql`delete from statistics.situation where person_id = any(${ids}::uuid[])`.compile(trx))
  const gone = persons.filter(({ files }) => files.length === 0).map(({ personId }) => personId)
  if (gone.length > 0) {
    const uncounted = sql`delete from statistics.person where source = 'files' and person_id = any(${gone}::uuid[])`
    await sendAlong(trx, uncounted.compile(trx))
  }
  const coded = persons.flatMap(({ personId, files }): (CodedFile & { readonly personId: string })[] =>
    files.length === 0 ? [] : [{ personId, ...codePerson(files, coding) }],
  )
  if (coded.length === 0) return
  const codedWith = codingVersion(coding)
  const saved = tables(trx)
    .insertInto('statistics.person')
    .values(
      coded.map(({ personId, person }) => ({
        person_id: personId,
        country,
        source: 'files' as const,
        year: person.year,
        status: person.status,
        sex: person.sex,
        age: person.age,
        form: person.form,
        form_detail: person.formDetail,
        citizenship: person.citizenship,
        agency_kind: person.agencyKind,
        area: person.area,
        lists: person.lists,
        channel: person.channel,
        coded_with: codedWith,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet((eb) => ({
        year: eb.ref('excluded.year'),
        status: eb.ref('excluded.status'),
        sex: eb.ref('excluded.sex'),
        age: eb.ref('excluded.age'),
        form: eb.ref('excluded.form'),
        form_detail: eb.ref('excluded.form_detail'),
        citizenship: eb.ref('excluded.citizenship'),
        agency_kind: eb.ref('excluded.agency_kind'),
        area: eb.ref('excluded.area'),
        lists: eb.ref('excluded.lists'),
        channel: eb.ref('excluded.channel'),
        coded_with: eb.ref('excluded.coded_with'),
      })),
    )
  await sendAlong(trx, saved.compile())
  const situations = coded.flatMap(({ personId, situations: each }) =>
    each.map(({ id, form, formDetail, border }) => ({
      id,
      person_id: personId,
      country,
      form,
      form_detail: formDetail,
      border,
    })),
  )
  if (situations.length === 0) return
  const each = tables(trx)
    .insertInto('statistics.situation')
    .values(situations)
    .onConflict((conflict) => conflict.columns(['person_id', 'id']).doNothing())
  await sendAlong(trx, each.compile())
}

/**
 * Takes people out of the record: what is erased leaves it. A job that read a file before it was erased has written by then, or finds
 * no file afterwards.
 */
export async function forgetPersons(trx: ScopedTransaction, personIds: readonly string[]): Promise<void> {
  await lockPersons(trx, personIds)
  await sql`delete from statistics.situation where person_id = any(${[...personIds]}::uuid[])`.execute(trx)
  await sql`delete from statistics.person where person_id = any(${[...personIds]}::uuid[])`.execute(trx)
}

/** Those of these people who are in the record. */
export async function personsHeld(trx: ScopedTransaction, personIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from statistics.person where person_id = any(${[...personIds]}::uuid[])`.execute(trx)
  return rows.map(({ person_id: id }) => id)
}
