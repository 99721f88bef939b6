import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import type { Database } from '@gloact/postgres'
import { loadDemoFiles } from '@gloact/protection/server'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

let failing = false
const { db, owner, country, platform } = await platformStage({
  jobs: {
    publishEvent: async () => {
      if (failing) throw new Error('the queue is gone')
    },
  },
})
await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
const by = (role: Parameters<typeof demoPrincipal>[1]) => demoPrincipal(country.code, role)
await loadDemoFiles(platform.protection, {
  frontline: by('frontline_worker'),
  caseworker: by('caseworker'),
  supervisor: by('supervisor'),
  authority: by('competent_authority'),
  childProtection: by('child_protection_officer'),
})

/** Tables below the modules, in which the row of an erased person stays, and why. */
const BELOW: Readonly<Record<string, string>> = {
  'vault.person_key': 'that there was a key, and when it was destroyed',
}

interface Naming {
  readonly table: string
  readonly column: string
  /** Whether it names a person; else a file. */
  readonly person: boolean
}

/** Every column of any schema that holds a person's or a file's id, by how such columns are called. */
async function columnsNaming(): Promise<readonly Naming[]> {
  const { rows } = await sql<Naming>`
    select format('%I.%I', namespace.nspname, class.relname) as table, attribute.attname as column,
      attribute.attname ~ '(^|_)person_id$' as person
    from pg_attribute attribute
    join pg_class class on class.oid = attribute.attrelid and class.relkind in ('r', 'p') and not class.relispartition
    join pg_namespace namespace on namespace.oid = class.relnamespace
    where attribute.attname ~ '(^|_)(person|file)_id$' and not attribute.attisdropped and attribute.attnum > 0
      and namespace.nspname !~ '^(pg_|information_schema)'
    order by 1, 2`.execute(owner)
  return rows
}

interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

/** Puts a row into the table that names the person and the file, past its rules: whatever a module keeps, it might be there. */
async function plant(trx: Database, table: string, ids: { readonly person: string; readonly file: string }) {
  const { rows: rules } = await sql<{ name: string }>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`.execute(trx)
  for (const { name } of rules) await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(trx)
  const { rows: columns } = await sql<Column>`
    select attribute.attname as name, format_type(attribute.atttypid, null) as type,
      attribute.attnotnull and not attribute.atthasdef and attribute.attidentity = '' as required
    from pg_attribute attribute
    where attribute.attrelid = ${table}::regclass and attribute.attnum > 0 and not attribute.attisdropped`.execute(trx)
  const naming = /(^|_)(person|file)_id$/
  const filled = columns.filter(({ name, required }) => required || naming.test(name))
  const values = filled.map(({ name, type }) => {
    const named = naming.exec(name)?.[2]
    if (named === 'person') return sql`${ids.person}::uuid`
    if (named === 'file') return sql`${ids.file}::uuid`
    return sql`${VALUES[type] ?? 'x'}::text::${sql.raw(type)}`
  })
  await sql`insert into ${sql.raw(table)} (${sql.join(filled.map(({ name }) => sql.id(name)))})
    values (${sql.join(values)}) on conflict do nothing`.execute(trx)
}

const VALUES: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-0000000000ff',
  'timestamp with time zone': '2026-11-24T09:00:00Z',
  date: '2026-11-24',
  bytea: '\\x00',
  boolean: 'false',
  integer: '1',
  bigint: '1',
  smallint: '1',
  jsonb: '{}',
  'text[]': '{}',
  'uuid[]': '{}',
}

/** How many rows of each table name the person or the file. */
async function rowsNaming(ids: { readonly person: string; readonly file: string }) {
  const found = new Map<string, number>()
  for (const { table, column, person } of await columnsNaming()) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.raw(table)}
      where ${sql.id(column)} = ${person ? ids.person : ids.file}::uuid`.execute(owner)
    found.set(table, (found.get(table) ?? 0) + rows[0]!.count)
  }
  return found
}

async function somebody(): Promise<{ readonly person: string; readonly file: string }> {
  const { rows } = await sql<{ person: string; file: string }>`
    select person_id as person, id as file from protection.case_file where erased_at is null order by number limit 1`.execute(
    owner,
  )
  return rows[0]!
}

const tablesThere = (found: ReadonlyMap<string, number>) =>
  [...found].flatMap(([table, rows]) => (rows > 0 ? [table] : []))

const keeping = (): readonly string[] => [
  ...Object.keys(BELOW),
  ...platform.modules.flatMap(({ erases }) => Object.keys(erases?.keeps ?? {})),
]

async function plantEverywhere(ids: { readonly person: string; readonly file: string }): Promise<readonly string[]> {
  const tables = [...new Set((await columnsNaming()).map(({ table }) => table))]
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    for (const table of tables) {
      if (table !== 'protection.case_file') await plant(trx, table, ids)
    }
  })
  return tables
}

test('every table with a person’s or a file’s id, in any schema, has an eraser that is seen working', async () => {
  const ids = await somebody()
  const tables = await plantEverywhere(ids)
  assert.ok(tables.length >= 12, tables.join(', '))
  assert.deepEqual(tablesThere(await rowsNaming(ids)), tables, 'each of them names the person before')
  assert.deepEqual(await platform.eraseAgain([ids.person]), { files: 1 })
  const left = tablesThere(await rowsNaming(ids)).filter((table) => !keeping().includes(table))
  // What stays of the file itself is its row, empty, under another person's id: figures are counted from it.
  assert.deepEqual(left, [])
  const { rows } = await sql<{ erased: boolean; state: string }>`
    select erased_at is not null as erased, encode(sealed_state, 'hex') as state from protection.case_file
    where id = ${ids.file}`.execute(owner)
  assert.deepEqual(rows, [{ erased: true, state: '' }])
})

test('a table that nobody erases is found, in whatever schema it lies', async () => {
  await sql`create schema planted`.execute(owner)
  await sql`create table planted.note (id uuid primary key, about_file_id uuid not null, words text)`.execute(owner)
  const ids = await somebody()
  const tables = await plantEverywhere(ids)
  assert.ok(tables.includes('planted.note'))
  await platform.eraseAgain([ids.person])
  const left = tablesThere(await rowsNaming(ids)).filter((table) => !keeping().includes(table))
  assert.deepEqual(left, ['planted.note'])
  await sql`drop schema planted cascade`.execute(owner)
})

test('where one step of it fails nothing is erased, in any module', async () => {
  const ids = await somebody()
  const before = await rowsNaming(ids)
  failing = true
  await assert.rejects(platform.eraseAgain([ids.person]), /the queue is gone/)
  failing = false
  assert.deepEqual(await rowsNaming(ids), before)
  assert.deepEqual(await platform.eraseAgain([ids.person]), { files: 1 })
  assert.deepEqual(await platform.eraseAgain([ids.person]), { files: 0 }, 'nobody is left to find')
})

test('what is said to be kept is a table that there is, with a reason', async () => {
  const tables = new Set((await columnsNaming()).map(({ table }) => table))
  for (const { id, erases } of platform.modules) {
    for (const [table, reason] of Object.entries(erases?.keeps ?? {})) {
      assert.ok(tables.has(table) && table.startsWith(`${id}.`), table)
      assert.ok(reason.length > 20, reason)
    }
  }
})
