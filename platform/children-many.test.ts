import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { ask, clock, done, newChild, owner, said } from './testing/children-stage.ts'

/** More than the thousand files at which the list was once cut. */
const MANY = 1_050

test('an office with more than a thousand children sees all of them, and links its oldest file by number', async () => {
  const [first, other] = [await newChild(), await newChild()]
  const { number } = (await done(ask('officer', 'GET', `/children/files/${first}`))) as unknown as { number: string }
  await sql`
    insert into protection.case_file
    select (jsonb_populate_record(file, jsonb_build_object(
      'id', gen_random_uuid(), 'opened_on', file.opened_on + 1, 'number', 'XM-' || lpad(n::text, 5, '0') || '-0'))).*
    from protection.case_file file, generate_series(1, ${MANY}::int) n where file.id = ${other}`.execute(owner)

  const shown = new Set<string>()
  for (let after: string | null | undefined; after !== null;) {
    const page = await done(ask('officer', 'GET', `/children/files?list=all${after ? `&after=${after}` : ''}`))
    for (const { fileId } of page.items) shown.add(fileId)
    after = (page as unknown as { next: string | null }).next
  }
  assert.equal(shown.size, MANY + 2)
  assert.ok(shown.has(first), 'the oldest file')

  // As somebody types it.
  const answers = said({ number: number.toLowerCase().replaceAll('-', ' '), relation: 'sibling', shown_by: 'both_say' })
  const sent = { id: newId(), linkId: newId(), happenedAt: clock.now(), answers }
  assert.equal((await ask('officer', 'POST', `/children/files/${other}/links`, sent)).status, 201)
})
