import type pg from 'pg'
import type { ReadPart } from './archive.ts'
import { copyIn } from './copy.ts'
import { isOfADay, nameOf, quoted, tablesOf, type TableDescription } from './describe-database.ts'
import { backupError } from './failures.ts'
import type { BackupContent } from './manifest.ts'

/**
 * Loads every table, in the caller's transaction, as the owner of the tables. Rules that speak of single writes stand aside
 * meanwhile: foreign keys are taken away and made again, which checks them all at once; triggers do not fire, since what
 * they did is in the rows; row-level security does not bind its own owner. All of it is as it was at the end.
 */
export async function loadTables(
  client: pg.Client,
  { description, manifest }: BackupContent,
  parts: AsyncIterable<ReadPart>,
  keepFile: (part: ReadPart) => Promise<void>,
  progress?: (line: string) => void,
): Promise<void> {
  // A backup of an earlier version may hold tables that are only of a day.
  const lasting = description.tables.filter((table) => !isOfADay(table))
  const passing = new Set(description.tables.filter(isOfADay).map(nameOf))
  const tables = new Map(lasting.map((table) => [nameOf(table), table]))
  if (!sameTables(await tablesOf(client), lasting)) throw backupError('backup.migration_differs')
  const rowsOf = new Map(manifest.parts.map(({ name, rows }) => [name, rows]))
  const restoreRules = await setRulesAside(client, lasting)
  // Migrations may have brought rows of their own; those are in the backup too.
  const all = lasting.map(({ schema, name }) => quoted(client, schema, name)).join(', ')
  await client.query(`truncate ${all}`)
  for await (const part of parts) {
    if (part.kind === 'file') await keepFile(part)
    else if (part.kind === 'table' && !passing.has(part.name)) {
      progress?.(`${part.name} …`)
      const table = tables.get(part.name)
      if (!table) throw backupError('backup.damaged', { part: part.name })
      const rows = await copyIn(client, copyStatement(client, table), part.content)
      if (rows !== rowsOf.get(part.name)) throw backupError('backup.damaged', { part: part.name })
    } else for await (const _piece of part.content);
  }
  for (const { schema, name, value, called } of description.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(client, schema, name), value, called])
  }
  progress?.('Checking what refers to what …')
  await restoreRules()
}

const sameTables = (here: readonly TableDescription[], there: readonly TableDescription[]): boolean => {
  const text = (tables: readonly TableDescription[]): string =>
    JSON.stringify(tables.map((table) => `${nameOf(table)}(${table.columns.toSorted().join()})`).toSorted())
  return text(here) === text(there)
}

const copyStatement = (client: pg.ClientBase, table: TableDescription): string =>
  `copy ${quoted(client, table.schema, table.name)} (${table.columns.map((name) => quoted(client, name)).join(', ')}) from stdin`

/** Takes foreign keys, triggers and forced row-level security away. Gives what brings them back. */
async function setRulesAside(client: pg.Client, tables: readonly TableDescription[]): Promise<() => Promise<void>> {
  const names = tables.map(nameOf)
  const { rows: references } = await client.query<{ schema: string; table: string; name: string; rule: string }>(
    `select namespace.nspname as schema, class.relname as table, con.conname as name,
       pg_get_constraintdef(con.oid) as rule
     from pg_constraint con join pg_class class on class.oid = con.conrelid
     join pg_namespace namespace on namespace.oid = class.relnamespace
     where con.contype = 'f' and con.conparentid = 0 and namespace.nspname = any($1)
     order by 1, 2, 3`,
    [[...new Set(tables.map(({ schema }) => schema))]],
  )
  const { rows: triggers } = await client.query<{ schema: string; table: string; name: string }>(
    `select namespace.nspname as schema, class.relname as table, trig.tgname as name
     from pg_trigger trig join pg_class class on class.oid = trig.tgrelid
     join pg_namespace namespace on namespace.oid = class.relnamespace
     where not trig.tgisinternal and trig.tgenabled = 'O' and namespace.nspname || '.' || class.relname = any($1)`,
    [names],
  )
  const { rows: forced } = await client.query<{ schema: string; table: string }>(
    `select namespace.nspname as schema, class.relname as table
     from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
     where class.relforcerowsecurity and namespace.nspname || '.' || class.relname = any($1)`,
    [names],
  )
  const on = ({ schema, table }: { schema: string; table: string }) => `alter table ${quoted(client, schema, table)}`
  const run = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await client.query(statement)
  }
  await run([
    ...references.map((each) => `${on(each)} drop constraint ${quoted(client, each.name)}`),
    ...triggers.map((each) => `${on(each)} disable trigger ${quoted(client, each.name)}`),
    ...forced.map((each) => `${on(each)} no force row level security`),
  ])
  return () =>
    run([
      // Once rows are there: each is checked in one pass.
      ...references.map((each) => `${on(each)} add constraint ${quoted(client, each.name)} ${each.rule}`),
      ...triggers.map((each) => `${on(each)} enable trigger ${quoted(client, each.name)}`),
      ...forced.map((each) => `${on(each)} force row level security`),
    ])
}
