import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheEnd, testDatabase } from '@gloact/postgres/testing'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'

const database = await testDatabase()
const owner = openDatabase(database.connections.migrator, { max: 1 })
atTheEnd(() => owner.destroy())

/** Tables that name a file and are seen by nobody but the server, or by the country's figures; with why. */
const OPEN: Readonly<Record<string, string>> = {
  'protection.erasure': 'the server asks `openTo` of every one that it shows, since who erases sees no file',
  'protection.import_row': 'the system alone sees it',
  'records.kept_out': 'it is what the others ask',
}

test('whatever names a file is closed to a member of staff with the file: by its own policy, or by that of the file', async () => {
  const { rows } = await sql<{ name: string; closes: boolean }>`
    select format('%s.%s', namespace.nspname, class.relname) as name,
      exists (
        select from pg_policy policy
        where policy.polrelid = class.oid
          and ((policy.polname = 'keep_out' and not policy.polpermissive)
            or pg_get_expr(policy.polqual, policy.polrelid) ~ 'case_file')
      ) as closes
    from pg_class class
    join pg_namespace namespace on namespace.oid = class.relnamespace
    join pg_attribute attribute on attribute.attrelid = class.oid
    where class.relkind in ('r', 'p') and attribute.attname = 'file_id' and not attribute.attisdropped
      and namespace.nspname !~ '^pg_'
    order by 1`.execute(owner)
  assert.ok(rows.length > 10, `${rows.length} tables`)
  assert.deepEqual(
    rows.filter(({ closes }) => !closes).map(({ name }) => name),
    Object.keys(OPEN).toSorted(),
  )
})
