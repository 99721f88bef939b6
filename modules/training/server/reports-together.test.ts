import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { ReportDocument } from '@gloact/reports'
import { printedIn } from './catalogues.ts'
import { eventDocument, yearDocument } from './report.ts'
import { ask, clock, context, office, page, person, planned, principal, take } from './testing/training-stage.ts'

const officer = principal(office, 'training_officer')
const english = printedIn('en')
const HIDDEN = english.t('training.report.hidden')

/** An event that so many of each profession attended. */
async function attended(counts: Readonly<Record<string, number>>, more: object = {}): Promise<string> {
  const names = Object.entries(counts).flatMap(([profession, count]) =>
    Array.from({ length: count }, (_, at) => ({ name: `${profession} ${at}`, profession })),
  )
  const event = await planned({ seats: names.length, ...more })
  await ask('POST', `events/${event.id}/publish`)
  for (const { name, profession } of names) {
    const nominee = person(name, { profession })
    await ask('POST', `events/${event.id}/nominations`, nominee)
    const decided = { id: newId(), decision: 'selected', reason: 'keeps_balance' }
    await ask('POST', `nominations/${nominee.id}/decisions`, decided)
  }
  const invited = await ask<{ items: { code: string }[] }>('POST', `events/${event.id}/invitations`)
  const { sessions } = await page(event.id)
  const before = clock.now()
  if (sessions[0]!.day > before.slice(0, 10)) clock.set(`${sessions[0]!.day}T08:00:00Z`)
  await ask('POST', `sessions/${sessions[0]!.id}/state`, { open: true })
  for (const { code } of invited.body.items) await take(code)
  clock.set(before)
  return event.id
}

function professionsOf(report: ReportDocument): ReadonlyMap<string, string> {
  const caption = english.t('training.report.by_profession')
  const table = report.blocks.find((block) => block.kind === 'table' && block.caption === caption)
  assert.ok(table?.kind === 'table')
  return new Map(table.rows.map(([name, figure]) => [String(name), String(figure)]))
}

test('the report of a year laid beside those of its events gives no small group away', async () => {
  const few = await attended({ police: 8, prosecutor: 3, judge: 4 })
  const many = await attended({ police: 7, prosecutor: 9 })
  const tables = await Promise.all(
    [few, many].map(async (id) => {
      const found = await eventDocument(context, officer, id, english)
      assert.ok(found.ok)
      return professionsOf(found.value)
    }),
  )
  const year = await yearDocument(context, officer, 2026, english)
  assert.ok(year.ok)
  const whole = professionsOf(year.value)
  const prosecutor = english.t('training.profession.prosecutor')
  assert.deepEqual(
    tables.map((table) => table.get(prosecutor)),
    [HIDDEN, '9'],
  )
  // 12 − 9 would be the three whom the event's report hides.
  assert.equal(whole.get(prosecutor), HIDDEN)
  assert.equal(whole.get(english.t('training.profession.judge')), HIDDEN, 'nor is it what is left of the sum')
  assert.equal(whole.get(english.t('training.report.all')), '31', 'which 15 and 16 who attended add up to anyway')
})

test('where no event hides anything, a year shows the sums', async () => {
  const day = '2027-02-01'
  for (const police of [7, 8]) {
    const own = [newId(), newId()].map((id) => ({ id, title: 'Day', day }))
    await attended({ police, prosecutor: 6 }, { startsOn: day, endsOn: day, nominateBy: '2026-12-01', sessions: own })
  }
  const year = await yearDocument(context, officer, 2027, english)
  assert.ok(year.ok)
  assert.deepEqual([...professionsOf(year.value).values()], ['27', '15', '12'])
})
