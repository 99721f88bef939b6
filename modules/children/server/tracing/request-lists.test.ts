import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { TracingRow } from '../../contract/tracing/tracing.ts'
import { ask, db, follow, registerRequest, requestFor, type Who } from './testing/tracing-stage.ts'

test('a list that is longer than a page comes in pages: each request once, in one order for everyone', async () => {
  for (let number = 0; number < 60; number++)
    await registerRequest(requestFor(1 + (number % 10), { telephone: `+4477009${String(20_000 + number)}` }))
  await follow()
  const pagesOf = async (who: Who, list: string) => {
    const pages: TracingRow[][] = []
    for (let after: string | null = ''; after !== null;) {
      const { body } = await ask(who, 'GET', `requests?list=${list}${after && `&after=${after}`}`)
      pages.push(body.items)
      after = body.next
    }
    return pages
  }
  const counted = async (condition: string) =>
    (
      await readInScope(db, systemScope('DL'), (trx) =>
        sql<{ count: number }>`
          select count(*)::int as count from children.request
          where kind = 'children.tracing_request' and erased_at is null and ${sql.raw(condition)}`.execute(trx),
      )
    ).rows[0]!.count
  for (const [who, list, condition] of [
    ['desk', 'open', 'ended_at is null'],
    ['officer', 'open', 'ended_at is null'],
    ['officer', 'held', "state = 'held'"],
  ] as const) {
    const pages = await pagesOf(who, list)
    const all = pages.flat()
    assert.ok(pages.length > 1, `${who} ${list}`)
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
    assert.equal(all.length, await counted(condition), `${who} ${list}`)
    const best = all.map(({ probability }) => probability ?? -1)
    if (list === 'open')
      assert.deepEqual(
        best,
        best.toSorted((a, b) => b - a),
      )
  }
})
