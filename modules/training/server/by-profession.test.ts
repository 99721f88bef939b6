import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import fc from 'fast-check'
import { besideAttended, besideEvents, type ProtectedCounts } from './by-profession.ts'

const rule = unwrap(disclosureRule())
const PROFESSIONS = ['police', 'judge', 'social_worker', 'labour_inspector']

test('how many attended, less the professions that are shown, is never a few people', async () => {
  let hidden = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }), async (counts) => {
      const attended = counts.reduce((sum, count) => sum + count, 0)
      const { all, rows } = await besideAttended(
        counts.map((people, at) => ({ profession: PROFESSIONS[at]!, people })),
        rule,
      )
      assert.equal(all, attended < rule.threshold ? null : attended, 'as the report says it above the table')
      const withheld = rows.filter(({ people }) => people === null)
      hidden += withheld.length
      for (const [at, { people }] of rows.entries()) assert.ok(people === null || people === counts[at])
      if (all === null) return
      assert.notEqual(withheld.length, 1, `${counts.join()}: one alone is what the others leave`)
      const rest = all - rows.reduce((sum, { people }) => sum + (people ?? 0), 0)
      // Somebody is in each; each can be any of so many that none is told to within the protection.
      if (withheld.length > 0) assert.ok(rest - withheld.length >= rule.protection, String(counts))
    }),
    { numRuns: 200, seed: 15 },
  )
  assert.ok(hidden > 50)
  const { rows } = await besideAttended(
    [
      { profession: 'police', people: 12 },
      { profession: 'judge', people: 3 },
    ],
    rule,
  )
  assert.deepEqual(
    rows.map(({ people }) => people),
    [null, null],
    'of 15 who attended 12 were of the police',
  )
})

type Counts = readonly { readonly profession: string; readonly people: number }[]
const peopleIn = (counts: Counts, profession: string | null): number =>
  counts.reduce((sum, row) => sum + (profession === null || row.profession === profession ? row.people : 0), 0)

/** Between what every count lies for somebody who has read the year and its events, and knows that they add up. */
function bounded(read: readonly { readonly counts: Counts; readonly told: ProtectedCounts }[]) {
  const known = new Map<string, [number, number]>()
  const at = (event: number, profession: string | null) => known.get(`${event} ${profession ?? 'all'}`)!
  const columns = [null, ...PROFESSIONS]
  for (const [event, { counts, told }] of read.entries())
    for (const profession of columns) {
      const count = peopleIn(counts, profession)
      const row = told.rows.find((one) => one.profession === profession)
      const figure = profession === null ? told.all : (row?.people ?? null)
      known.set(
        `${event} ${profession ?? 'all'}`,
        // Where no profession is listed, it is not known which were there.
        figure !== null ? [figure, figure] : told.rows.length === 0 ? [0, 1_000] : count === 0 ? [0, 0] : [1, 1_000],
      )
    }
  const sums = [
    ...read.map((_, event) => columns.map((profession) => at(event, profession))),
    ...columns.map((profession) => read.map((_, event) => at(event, profession))),
  ]
  for (let changed = true; changed;) {
    changed = false
    for (const [whole, ...parts] of sums) {
      const [low, high] = [0, 1].map((side) => parts.reduce((sum, part) => sum + part[side]!, 0))
      const narrow = (one: [number, number], least: number, most: number) => {
        if (least <= one[0] && most >= one[1]) return
        one[0] = Math.max(one[0], least)
        one[1] = Math.min(one[1], most)
        changed = true
      }
      const [wholeLow, wholeHigh] = whole!
      for (const part of parts) narrow(part, wholeLow - (high! - part[1]), wholeHigh - (low! - part[0]))
      narrow(whole!, low!, high!)
    }
  }
  return at
}

test('the report of a year and those of its events tell together no few people', async () => {
  let [small, shown] = [0, 0]
  const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 30 }))
  const event = fc.array(people, { minLength: PROFESSIONS.length, maxLength: PROFESSIONS.length })
  const asCounts = (counts: readonly number[]): Counts =>
    counts.flatMap((count, at) => (count === 0 ? [] : [{ profession: PROFESSIONS[at]!, people: count }]))
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 4 }), async (drawn) => {
      const events = drawn.map(asCounts)
      const year = asCounts(PROFESSIONS.map((_, at) => drawn.reduce((sum, counts) => sum + counts[at]!, 0)))
      const read = [
        { counts: year, told: await besideEvents(year, events, rule) },
        ...(await Promise.all(events.map(async (counts) => ({ counts, told: await besideAttended(counts, rule) })))),
      ]
      const at = bounded(read)
      for (const [which, { counts, told }] of read.entries()) {
        shown += told.rows.filter((row) => row.people !== null).length
        for (const profession of [null, ...PROFESSIONS]) {
          const count = peopleIn(counts, profession)
          if (count === 0 || count >= rule.threshold) continue
          small++
          const [least, most] = at(which, profession)
          assert.ok(
            most - least >= rule.protection,
            `${JSON.stringify(drawn)}: ${which} ${profession} ${least}–${most}`,
          )
        }
      }
    }),
    { numRuns: 150, seed: 16 },
  )
  assert.ok(small > 100 && shown > 100)
  const two = [
    [7, 4, 0, 0],
    [3, 6, 0, 0],
  ].map(asCounts)
  const { all, rows } = await besideEvents(asCounts([10, 10, 0, 0]), two, rule)
  assert.equal(all, null, 'of the 20, 11 attended the first: nine are left')
  assert.equal(rows.filter(({ people: figure }) => figure === null).length, 1, 'nor do the professions add up to it')
})
