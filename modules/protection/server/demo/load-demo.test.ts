import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { LIST_OF_CARD } from '../../contract/work/tasks.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { listCaseloads } from '../lists/read-caseload.ts'
import { searchFiles } from '../search/search-files.ts'
import { protectionStage, STAFF } from '../testing/stage.ts'
import { fileCards } from '../work/read-my-work.ts'
import { loadDemoFiles } from './demo-files.ts'

const stage = await protectionStage()
const { context } = stage
await loadDemoFiles(context, STAFF)

const counted = async (): Promise<number> => {
  const { rows } = await sql<{ times: number }>`
    select coalesce(sum(times), 0)::int as times from protection.pace`.execute(stage.owner)
  return rows[0]!.times
}

test('loading the demonstration counts toward nobody’s pace; a search of somebody does', async () => {
  assert.equal(await counted(), 0)
  unwrap(await searchFiles(context, STAFF.caseworker, { text: 'Nobody of this name', limit: 5 }))
  assert.ok((await counted()) > 0)
})

test('each number on My work is as long as the list that it leads to, for every role of the demonstration', async () => {
  const held = new Map(
    unwrap(await listCaseloads(context, STAFF.supervisor)).items.map(({ userId, open }) => [userId, open]),
  )
  let shown = 0
  for (const [role, who] of Object.entries(STAFF)) {
    if (who.scope === 'none') continue
    const cards = new Map((await fileCards(context, who)).map(({ kind, count }) => [kind, count]))
    for (const [card, filter] of Object.entries(LIST_OF_CARD)) {
      if (card === 'backlog_unassigned' && !who.roles.includes('supervisor')) continue
      const list = unwrap(await listCaseFiles(context, who, { ...filter, limit: 200 }))
      assert.equal(cards.get(card), list.items.length, `${role} ${card}`)
      shown += list.items.length
    }
    // The supervisor reads of each colleague the number that the colleague reads.
    if (who.agencyId === STAFF.supervisor.agencyId)
      assert.equal(cards.get('open_files'), held.get(who.userId) ?? 0, role)
  }
  assert.ok(shown > 0, 'there is something to count')
})
