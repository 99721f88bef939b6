import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { sql } from 'kysely'
import { namesOfTeams, sealTeamName, sealTeamNames, teamNameTaken } from './team-names.ts'
import { tables } from '../tables.ts'
import { AGENCY, COUNTRY, identityApp, TEAM } from '../testing/app.ts'

const { db, owner } = await identityApp()
const vault = createVault({ kek: memoryKekProvider() })
const wordKey = () => vault.wordKey(db, COUNTRY)
const NIGHT = '0193a000-0000-7000-8000-0000000000b9'

test('what an agency calls a team is sealed, those of before at the next start; it is read and told apart as before', async () => {
  const { rows: open } = await sql<{ name: string }>`select name from identity.team`.execute(owner)
  assert.deepEqual(open, [{ name: 'Outreach' }], 'as an earlier version left it')
  await tables(db)
    .insertInto('team')
    .values({ id: NIGHT, agency_id: AGENCY, ...sealTeamName(await wordKey(), NIGHT, 'Sister of Pwyllgorm') })
    .execute()
  await sealTeamNames(db, await wordKey())
  const { rows } = await sql<{ line: string }>`select to_jsonb(t)::text as line from identity.team t`.execute(owner)
  assert.equal(rows.length, 2)
  for (const { line } of rows) assert.doesNotMatch(line, /Outreach|Pwyllgorm/)
  assert.deepEqual(
    await namesOfTeams({ db, wordKey }, [TEAM, NIGHT, null]),
    new Map([
      [TEAM, 'Outreach'],
      [NIGHT, 'Sister of Pwyllgorm'],
    ]),
  )
  const taken = async (id: string, name: string) => teamNameTaken(db, await wordKey(), AGENCY, { id, name })
  assert.deepEqual([await taken(NIGHT, 'outreach'), await taken(TEAM, 'outreach')], [true, false])
})
