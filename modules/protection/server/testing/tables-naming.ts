import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'

/** Every row of every table as text, past row-level security. */
export async function dumpTables(owner: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(owner)
  const found = new Map<string, string>()
  for (const { schema, name } of rows) {
    const lines = await sql<{ line: string }>`
      select to_jsonb(t)::text as line from ${sql.id(schema, name)} t`.execute(owner)
    found.set(`${schema}.${name}`, lines.rows.map(({ line }) => line).join('\n'))
  }
  return found
}

/** The tables in which these words stand for anyone who has the disk. */
export const tablesNaming = async (owner: Database, words: string): Promise<readonly string[]> =>
  [...(await dumpTables(owner))].flatMap(([table, text]) => (text.includes(words) ? [table] : [])).toSorted()
