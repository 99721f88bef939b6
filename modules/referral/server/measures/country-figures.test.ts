import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { ENDINGS, type Ending, type MeasuredStep } from '../../domain/measures.ts'
import { quarterOf } from '../../domain/quarters.ts'
import { figuresOf } from './country-figures.ts'
import type { PlacedReferral } from './measured-referrals.ts'

const rule = unwrap(disclosureRule())
const context = { smallCounts: rule, calendar: { timeZone: 'UTC', weekend: [], holidays: [] } }
const quarter = quarterOf('2026-Q2')!

const SENT = Date.parse('2026-05-04T08:00:00Z')
const step = (name: string, days: number, code: string | null = null): MeasuredStep => ({
  step: name,
  at: SENT + days * 86_400_000,
  code,
})
const accepted = [step('send', 0), step('acknowledge', 0.1), step('accept', 1)]
const STEPS = {
  delivered: [...accepted, step('start', 3), step('complete', 20, 'provided')],
  ended_early: [...accepted, step('start', 3), step('complete', 5, 'ended_early')],
  declined: [step('send', 0), step('decline', 2, 'full')],
  expired: [step('send', 0), step('expire', 9)],
  withdrawn: [step('send', 0), step('recall', 3)],
} as const satisfies Partial<Record<Ending, readonly MeasuredStep[]>>
type Possible = keyof typeof STEPS

let people = 0
const referrals = (count: number, need: string, area: string, ending: Possible): PlacedReferral[] =>
  Array.from({ length: count }, () => ({
    person: String(++people),
    need,
    area,
    urgency: 'standard',
    acknowledgeBy: SENT + 86_400_000,
    keptBack: false,
    steps: STEPS[ending],
    serviceId: '',
    service: '',
    site: '',
  }))

const told = (all: readonly PlacedReferral[]) =>
  figuresOf(context, quarter, { all, searches: { count: 0, of: 0 }, places: [] })
type Told = Awaited<ReturnType<typeof told>>

/** Every number that the figures give for a set of referrals, and what adds up: the first is the sum of the others. */
function readBy(figures: Told) {
  const known = new Map<string, number>()
  const sums: string[][] = []
  const read = (row: string, { sent, endings }: Pick<Told, 'sent' | 'endings'>) => {
    if (sent !== null) known.set(row, sent)
    for (const ending of ENDINGS) {
      const figure = endings[ending]
      if (figure !== null) known.set(`${row} ${ending}`, figure)
    }
    sums.push([row, ...ENDINGS.map((ending) => `${row} ${ending}`)])
  }
  read('all', figures)
  for (const { need, ...row } of figures.needs) read(need, row)
  for (const { area, ...row } of figures.areas) read(area, row)
  for (const rows of [figures.needs.map(({ need }) => need), figures.areas.map(({ area }) => area)]) {
    sums.push(['all', ...rows])
    for (const ending of ENDINGS) sums.push([`all ${ending}`, ...rows.map((row) => `${row} ${ending}`)])
  }
  // Who was called back is withdrawn; who was promised a service was given it, and nobody here was promised one for nothing.
  if (figures.times.toConfirmRecall) known.set('all withdrawn', figures.times.toConfirmRecall.of)
  if (figures.times.toFirstService) sums.push(['promised', 'all delivered', 'all ended_early'])
  if (figures.times.toFirstService) known.set('promised', figures.times.toFirstService.of)
  return { known, sums }
}

/** Subtracts until nothing follows any more. */
function workedOut(figures: Told): ReadonlyMap<string, number> {
  const { known, sums } = readBy(figures)
  const found = new Map<string, number>()
  for (let more = true; more;) {
    more = false
    for (const sum of sums) {
      const open = sum.filter((name) => !known.has(name))
      if (open.length !== 1) continue
      const [total, ...parts] = sum
      const rest = parts.reduce((all, name) => all + (known.get(name) ?? 0), 0)
      const value = open[0] === total ? rest : (known.get(total!) ?? 0) - rest
      known.set(open[0]!, value)
      found.set(open[0]!, value)
      more = true
    }
  }
  return found
}

function countsOf(all: readonly PlacedReferral[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { need, area, steps } of all) {
    const ending = Object.entries(STEPS).find(([, taken]) => taken === steps)![0]
    for (const name of ['all', need, area])
      for (const cell of [name, `${name} ${ending}`]) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  return counts
}

test('what a column withholds in one table does not follow from its rows in the other', async () => {
  const all = [
    ...referrals(30, 'housing', 'south', 'expired'),
    ...referrals(58, 'health', 'south', 'delivered'),
    ...referrals(6, 'health', 'north', 'expired'),
  ]
  const figures = await told(all)
  const counts = countsOf(all)
  for (const [name, value] of workedOut(figures))
    assert.ok(value >= rule.threshold || value !== (counts.get(name) ?? 0), `${name} is ${value}`)
  assert.deepEqual([figures.sent, figures.endings.delivered, figures.endings.expired], [94, 58, 36])
})

test('nor how many were promised a service, or called back, where how they ended is withheld', async () => {
  const all = [
    ...referrals(40, 'health', 'north', 'delivered'),
    ...referrals(3, 'health', 'north', 'ended_early'),
    ...referrals(25, 'health', 'north', 'withdrawn'),
    ...referrals(30, 'health', 'south', 'declined'),
  ]
  const { endings, times, unmet } = await told(all)
  assert.equal(endings.ended_early, null)
  assert.ok(ENDINGS.filter((ending) => endings[ending] === null).length > 1)
  assert.ok(endings.withdrawn !== null || times.toConfirmRecall === null)
  for (const count of [times.toFirstService?.of, times.toConfirmRecall?.of, unmet.of])
    assert.equal((count ?? 0) % rule.threshold, 0, 'about so many')
})

test('whatever came of the referrals, no small count follows from all that the figures tell', async () => {
  let state = 2_026
  const next = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  let withheld = 0
  for (let draw = 0; draw < 60; draw++) {
    const all = Array.from({ length: 4 + next(8) }, () =>
      referrals(
        next(3) === 0 ? 1 + next(9) : 10 + next(30),
        ['health', 'housing', 'legal_assistance'][next(3)]!,
        ['north', 'south', 'coast', 'hills'][next(4)]!,
        (['delivered', 'declined', 'expired', 'withdrawn', 'ended_early'] as const)[next(5)]!,
      ),
    ).flat()
    const figures = await told(all)
    const counts = countsOf(all)
    for (const [name, value] of workedOut(figures)) {
      const count = counts.get(name) ?? 0
      assert.ok(count === 0 || count >= rule.threshold || value !== count, `draw ${draw}: ${name} is ${value}`)
    }
    for (const { sent, endings } of [figures, ...figures.needs, ...figures.areas])
      for (const figure of [sent, ...Object.values(endings)]) {
        assert.ok(figure === null || figure === 0 || figure >= rule.threshold)
        withheld += Number(figure === null)
      }
  }
  assert.ok(withheld > 100, 'something was withheld')
})
