import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { DIGESTS_FILE, digestOf, migrations } from '../../tools/checks/migrations.ts'
import { plantRepository } from './planted.ts'

const NAME = 'modules/protection/migrations/20261124T1600-create-protection.sql'
const CLEAN = `create schema protection;
-- A file; a "quoted; name" and 'a text; with a semicolon' end no statement.
create table protection.case_file (id uuid primary key, note text default 'a;b');
alter table protection.case_file enable row level security;
alter table protection.case_file force row level security;
create function protection.f() returns trigger language plpgsql as $$ begin return new; end; $$;
comment on table protection.case_file is 'A file.';
`

/** What the check finds in the migration, once it has been recorded as it stands. */
async function foundIn(context: TestContext, sql: string, file: string = NAME): Promise<string> {
  const root = plantRepository(context, { [file]: sql })
  mkdirSync(join(root, 'tools'), { recursive: true })
  writeFileSync(join(root, DIGESTS_FILE), JSON.stringify({ [file]: digestOf(root, file) }))
  return (await migrations.run(root)).defects.map(({ message }) => message).join('\n')
}

test('a migration that keeps the rules passes', async (context) => {
  assert.equal(await foundIn(context, CLEAN), '')
})

for (const [rule, sql, expected] of [
  ['ends with a comment', CLEAN.replace(/comment on.*\n/, ''), /does not end with `comment on`/],
  ['forces row-level security', CLEAN.replace(/alter table .* force.*\n/, ''), /case_file has no `enable` and `force/],
  [
    'enables row-level security',
    CLEAN.replace(/alter table .* enable.*\n/, ''),
    /case_file has no `enable` and `force/,
  ],
  [
    'has no foreign key into another schema',
    CLEAN.replace('note text', 'agency_id uuid references identity.agency (id), note text'),
    /foreign key to identity.agency crosses schemas/,
  ],
  [
    'names the schema of what it references',
    CLEAN.replace('note text', 'a uuid references agency, note text'),
    /without naming its schema/,
  ],
  [
    'makes its tables in its own schema',
    CLEAN.replaceAll('protection.case_file', 'public.case_file'),
    /outside its own schema/,
  ],
  [
    'makes its own schema only',
    CLEAN.replace('create schema protection', 'create schema other'),
    /makes the schema other/,
  ],
  [
    'never takes row-level security away',
    `alter table protection.case_file no force row level security;\n${CLEAN}`,
    /takes row-level security away/,
  ],
  ['leaves the transaction to the migrator', `begin;\n${CLEAN}`, /controls the transaction/],
] as const) {
  test(`a migration ${rule}`, async (context) => {
    assert.match(await foundIn(context, sql), expected)
  })
}

test('who is asking is asked by name: a migration that pastes the settings is refused, an old one is left', async (context) => {
  const pasted = CLEAN.replace(
    'create function',
    "create policy p on protection.case_file using (a = nullif(current_setting('app.user_id', true), '')::uuid);\ncreate function",
  )
  const LATER = 'modules/protection/migrations/20261128T0100-create-protection.sql'
  assert.match(await foundIn(context, pasted, LATER), /reads a setting of the scope itself/)
  const inFunction = CLEAN.replace(
    'begin return',
    "begin if current_setting( 'app.roles', true) = '' then end if; return",
  )
  assert.match(await foundIn(context, inFunction, LATER), /reads a setting of the scope itself/)
  assert.equal(await foundIn(context, CLEAN.replace("default 'a;b'", 'default app.country()'), LATER), '')
  assert.equal(await foundIn(context, pasted), '')
})

test('a table may be exempt from row-level security where a comment says why', async (context) => {
  const open = CLEAN.replaceAll(/alter table .*\n/g, '')
  const because = '-- Row-level security: exempt. Read before anybody is known.\ncreate table'
  assert.equal(await foundIn(context, open.replace('create table', because)), '')
  assert.equal(
    await foundIn(context, `-- Row-level security: exempt, every table. Read before anybody is known.\n${open}`),
    '',
  )
  assert.match(
    await foundIn(context, open.replace('create table', '-- Row-level security: exempt\ncreate table')),
    /nor the comment/,
  )
})

test('a migration is named by its time, a verb and a thing', async (context) => {
  for (const name of [
    '2026-create.sql',
    '20261124T2500-create-x.sql',
    '20261124T1600-Create-x.sql',
    '20261124T1600-create.sql',
  ]) {
    assert.match(await foundIn(context, CLEAN, `modules/protection/migrations/${name}`), /is not named/, name)
  }
})

test('a released migration that is changed or gone is found, and one that is not recorded yet', async (context) => {
  const root = plantRepository(context, { [NAME]: CLEAN })
  mkdirSync(join(root, 'tools'))
  const gone = 'modules/protection/migrations/20261124T1500-make-thing.sql'
  writeFileSync(join(root, DIGESTS_FILE), JSON.stringify({ [NAME]: digestOf(root, NAME), [gone]: 'x' }))
  writeFileSync(join(root, NAME), `${CLEAN}\n`)
  const released = (await migrations.run(root)).defects.map(({ file, message }) => `${file ?? ''} ${message}`)
  assert.ok(
    released.some((found) => found === `${NAME} was released and has been changed: add a new migration instead`),
  )
  assert.ok(released.some((found) => found.startsWith(`${gone} was released and is gone`)))
  writeFileSync(join(root, DIGESTS_FILE), '{}')
  const fresh = (await migrations.run(root)).defects.map(({ message }) => message)
  assert.ok(fresh.some((message) => message.startsWith('is not recorded yet')))
})
