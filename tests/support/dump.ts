import type { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'

/** Every table of every schema as text, past row-level security and uncompressed, as a dump has them. */
export async function dumpOf(db: ReturnType<typeof openDatabase>): Promise<string> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db)
  const parts: string[] = []
  for (const { schema, name } of tables) {
    const { rows } = await sql<{
      line: string
    }>`select to_jsonb(t)::text as line from ${sql.id(schema, name)} t`.execute(db)
    parts.push(`${schema}.${name}`, ...rows.map((row) => row.line))
  }
  return parts.join('\n')
}
