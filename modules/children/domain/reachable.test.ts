import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asInstant, asPlainDate, dateIn, daysBetween, type PlainDate } from '@gloact/kernel'
import { checkStep, reduceStep, UNOPENED_REQUEST, type RequestState } from '@gloact/records'
import fc from 'fast-check'
import { endsChildhood, leavingMissing, medicalTooSoon, notAdult } from './age.ts'
import { decisionMissing, PANEL_RULES, papersMissing, voteMissing } from './determination.ts'
import { KINDS, type KindName } from './kinds.ts'
import { told, type Recorded, type Said } from './said.ts'
import { handOverMissing, RETURN_RULES, returnMissing } from './solution.ts'

/*
 * Walks through everything that can be recorded about one child, in whatever order, by anyone: what the records and gates let through is
 * held against the log itself, read without them.
 */

const START = asPlainDate('2026-01-05')
const COUNTRY = 'UTC'

interface Taken {
  readonly on: 'age' | 'guardianship' | 'determination' | 'determination2' | 'solution'
  readonly step: string
  readonly by: string
  readonly answers?: Readonly<Record<string, unknown>>
  /** Days that pass before it. */
  readonly after?: number
}

const NAMED = { option: 'return_to_family', place: 'Kaduna', adult: 'Amina Bello' }
const PAPERS = {
  'options/1': true,
  'options/1/option': NAMED.option,
  'options/1/safety': 'for',
  'options/2': true,
  'options/2/option': 'remain',
}
const vote = (profession: string, sitsFor: string) => ({
  profession,
  sits_for: sitsFor,
  conflict: 'no',
  outcome: 'approve',
  option: NAMED.option,
})
const RISK = { level: 'low', agreed: 'yes', able: 'yes', confirmed: 'yes', household_checked: 'yes', open_case: 'no' }
const HEARD = { child_view: 'agrees', guardian_informed: 'yes', guardian_heard: 'heard', child_heard: 'heard' }

/** As it should be; what is tried is this, with pieces left out, doubled, moved, said by others and said otherwise. */
const AS_IT_SHOULD_BE: readonly Taken[] = [
  { on: 'age', step: 'presume', by: 'o1', answers: { born_from: '2010-01-01', born_to: '2011-12-31' } },
  { on: 'guardianship', step: 'ask', by: 'o1' },
  { on: 'guardianship', step: 'appoint', by: 'a1' },
  { on: 'determination', step: 'prepare', by: 'o1', answers: { purpose: 'return' } },
  { on: 'determination', step: 'present', by: 'o1', answers: PAPERS },
  { on: 'determination', step: 'vote', by: 'p1', answers: vote('child_protection', 'child_protection') },
  { on: 'determination', step: 'vote', by: 'p2', answers: vote('law', 'justice') },
  { on: 'determination', step: 'vote', by: 'p3', answers: vote('health', 'ngo') },
  { on: 'determination', step: 'approve', by: 'p1', answers: NAMED },
  { on: 'solution', step: 'plan', by: 'o1', answers: { ...NAMED, relative: 'yes' } },
  { on: 'solution', step: 'assess_risk', by: 'o1', answers: RISK },
  { on: 'solution', step: 'approve_risk', by: 'o2' },
  { on: 'solution', step: 'verify', by: 'o2', answers: { finding: 'reunification' } },
  { on: 'solution', step: 'hear', by: 'o1', answers: HEARD },
  { on: 'solution', step: 'decide', by: 'o3' },
  { on: 'solution', step: 'hand_over', by: 'o1', answers: { identity_seen: 'yes', asked_again: 'yes' } },
]
/** What happens in between, and what somebody tries. */
const BESIDES: readonly Taken[] = [
  { on: 'determination', step: 'report_change', by: 'o1', answers: { changed: 'household' } },
  { on: 'determination', step: 'void_alleged', by: 's1' },
  { on: 'determination2', step: 'void_alleged', by: 's1' },
  { on: 'determination', step: 'reopen', by: 'o1', answers: { asked_by: 'child' } },
  { on: 'determination', step: 'check_conditions', by: 'o1', answers: { met: 'no' } },
  { on: 'determination', step: 'close', by: 'o1' },
  { on: 'determination', step: 'defer', by: 'p1' },
  { on: 'determination', step: 'not_approve', by: 'p1' },
  { on: 'determination', step: 'vote', by: 'p3', answers: { ...vote('law', 'ngo'), outcome: 'not_approve' } },
  { on: 'determination2', step: 'prepare', by: 'o1', answers: { purpose: 'return' } },
  { on: 'determination2', step: 'present', by: 'o1', answers: PAPERS },
  { on: 'determination2', step: 'approve', by: 'p1', answers: NAMED },
  { on: 'guardianship', step: 'end_guardian', by: 'a1' },
  { on: 'guardianship', step: 'complain', by: 'o1' },
  { on: 'guardianship', step: 'stand_in', by: 'o1' },
  { on: 'guardianship', step: 'refuse_stand_in', by: 'a1' },
  { on: 'guardianship', step: 'replace', by: 'a1' },
  { on: 'guardianship', step: 'cover', by: 'a1' },
  { on: 'guardianship', step: 'end_cover', by: 'a1' },
  { on: 'guardianship', step: 'close', by: 'a1' },
  { on: 'solution', step: 'assess_risk', by: 'o2', answers: { ...RISK, level: 'high' } },
  { on: 'solution', step: 'hear', by: 'o1', answers: { ...HEARD, child_view: 'against' } },
  { on: 'solution', step: 'decide', by: 'o1', after: 40 },
  { on: 'solution', step: 'decide', by: 'o3', after: 100 },
  { on: 'solution', step: 'hand_over', by: 'o1', answers: { identity_seen: 'yes', asked_again: 'yes' }, after: 200 },
  { on: 'age', step: 'doubt', by: 'o1' },
  { on: 'age', step: 'restate', by: 'o1', answers: { born_from: '1999-01-01', born_to: '1999-12-31' } },
]

type Name = Taken['on']
const kindOf = (on: Name): KindName => (on === 'determination2' ? 'determination' : on)

interface World {
  readonly records: Map<Name, { request: RequestState; said: Said[] }>
  day: PlainDate
}

const recorded = (world: World, on: Name): Recorded | undefined => {
  const held = world.records.get(on)
  return held && { id: on, state: held.request.state ?? '', steps: held.said }
}

/** What the server asks before it writes a step: the record's own rules, then the gate of the step. */
function refused(world: World, on: Name, before: Recorded, said: Said): boolean {
  const determinations = (['determination', 'determination2'] as const).flatMap((each) => recorded(world, each) ?? [])
  const records = { age: recorded(world, 'age'), guardianship: recorded(world, 'guardianship'), determinations }
  const of = { day: world.day, timeZone: COUNTRY, actor: said.by, rules: RETURN_RULES }
  switch (`${kindOf(on)}.${said.step}`) {
    case 'age.presume':
    case 'age.restate':
      return endsChildhood(before, said, world.day)
    case 'age.examine':
      return medicalTooSoon(before, said)
    case 'age.conclude':
      return told(said, 'conclusion') === 'adult' && notAdult(before, said) !== null
    case 'determination.present':
      return papersMissing(said).length > 0
    case 'determination.vote':
      return voteMissing(before, said).length > 0
    case 'determination.approve':
    case 'determination.defer':
    case 'determination.not_approve':
      return decisionMissing(before, said, PANEL_RULES).length > 0
    case 'solution.decide':
      return returnMissing(before, records, of).length > 0
    case 'solution.hand_over':
      return (
        returnMissing(before, records, { ...of, actor: null }).length > 0 ||
        handOverMissing({ ...before, steps: [...before.steps, said] }).length > 0
      )
    default:
      return false
  }
}

/** Takes what may be taken, and says for each whether it was. */
function walk(history: readonly Taken[], seen: (world: World, taken: Taken) => void): void {
  const world: World = { records: new Map(), day: START }
  for (const taken of history) {
    world.day = addDays(world.day, taken.after ?? 1)
    const kind = KINDS[kindOf(taken.on)]
    const held = world.records.get(taken.on) ?? { request: UNOPENED_REQUEST, said: [] }
    const party = { o: 'officer', a: 'authority', p: 'panel', s: 'system' }[taken.by[0] as 'o' | 'a' | 'p' | 's']
    const who = { userId: taken.by, parties: [party], may: () => true }
    const checked = checkStep(kind, held.request, taken.step, who)
    if (!checked.ok) continue
    const happenedAt = asInstant(`${world.day}T09:00:00.000Z`)
    const said: Said = {
      step: taken.step,
      by: taken.by,
      happenedAt,
      answers: Object.fromEntries(
        Object.entries(taken.answers ?? {}).map(([field, value]) => [field, { value: value as string }]),
      ),
    }
    const before = { id: taken.on, state: held.request.state ?? '', steps: held.said }
    if (refused(world, taken.on, before, said)) continue
    const step = {
      id: String(held.said.length),
      step: taken.step,
      by: taken.by,
      party: checked.value.party,
      happenedAt,
    }
    world.records.set(taken.on, { request: reduceStep(kind, held.request, step), said: [...held.said, said] })
    seen(world, taken)
  }
}

/** What the log says of a decision, read without any gate. */
function expectDetermined(world: World, by: string): void {
  const solution = recorded(world, 'solution')!
  const plan = solution.steps.find(({ step }) => step === 'plan')!
  const approved = (['determination', 'determination2'] as const)
    .flatMap((each) => recorded(world, each) ?? [])
    .filter(({ state, steps }) => {
      const decision = steps.findLast(({ step }) => step === 'approve')
      return (
        state === 'approved' &&
        decision !== undefined &&
        (['option', 'place', 'adult'] as const).every((what) => told(decision, what) === told(plan, what)) &&
        daysBetween(dateIn(decision.happenedAt, COUNTRY), world.day) <= 184
      )
    })
  assert.equal(approved.length > 0, true, 'a decided return has an approved determination of exactly this')
  const [determination] = approved
  const last = determination!.steps.findLastIndex(({ step }) => step === 'present')
  const votes = determination!.steps.slice(last).filter(({ step }) => step === 'vote')
  assert.ok(new Set(votes.map((each) => each.by)).size >= 3, 'three people signed')
  assert.ok(!votes.some((each) => each.by === by), 'none of whom decides')
  const at = solution.steps.findLastIndex(({ step }) => step === 'assess_risk')
  const risk = solution.steps[at]!
  assert.ok(
    solution.steps.slice(at).some((each) => each.step === 'approve_risk' && each.by !== risk.by),
    'a second person approved the risk assessment',
  )
  assert.ok(daysBetween(dateIn(risk.happenedAt, COUNTRY), world.day) <= RETURN_RULES.riskDays)
  assert.ok(['provisional', 'appointed'].includes(recorded(world, 'guardianship')?.state ?? ''), 'a guardian is there')
  const heard = solution.steps.findLast(({ step }) => step === 'hear')
  const decision = determination!.steps.findLast(({ step }) => step === 'approve')!
  assert.ok(heard && heard.happenedAt >= decision.happenedAt, 'child and guardian were heard on this determination')
}

const changed = fc.array(
  fc.oneof(
    fc.record({ how: fc.constant('leave_out' as const), at: fc.nat(20), to: fc.nat(20) }),
    fc.record({ how: fc.constant('move' as const), at: fc.nat(20), to: fc.nat(20) }),
    fc.record({ how: fc.constant('besides' as const), at: fc.nat(30), to: fc.nat(BESIDES.length - 1) }),
    fc.record({ how: fc.constant('by_another' as const), at: fc.nat(20), to: fc.nat(7) }),
    fc.record({ how: fc.constant('twice' as const), at: fc.nat(20), to: fc.nat(20) }),
    fc.record({ how: fc.constant('otherwise' as const), at: fc.nat(20), to: fc.nat(20) }),
  ),
  { maxLength: 6 },
)
const PEOPLE = ['o1', 'o2', 'o3', 'a1', 'p1', 'p2', 'p3', 'p4']

const history = changed.map((changes) =>
  changes.reduce<readonly Taken[]>((steps, { how, at, to }) => {
    const place = at % Math.max(1, steps.length)
    const one = steps[place]
    if (!one) return steps
    if (how === 'leave_out') return steps.toSpliced(place, 1)
    if (how === 'move') return steps.toSpliced(place, 1).toSpliced(to, 0, one)
    if (how === 'besides') return steps.toSpliced(at, 0, BESIDES[to]!)
    if (how === 'by_another') return steps.with(place, { ...one, by: PEOPLE[to]! })
    if (how === 'twice') return steps.toSpliced(to, 0, one)
    return steps.with(place, {
      ...one,
      ...(one.answers && {
        answers: Object.fromEntries(
          Object.entries(one.answers).map(([field, said]) => [
            field,
            said === 'yes' ? 'no' : said === 'low' ? 'high' : said,
          ]),
        ),
      }),
    })
  }, AS_IT_SHOULD_BE),
)

test('no history whatever reaches a decided return without an approved determination, a risk assessment of two people, a guardian, and the child heard', () => {
  let [decided, handedOver, kept] = [0, 0, 0]
  fc.assert(
    fc.property(history, (steps) => {
      let reached = false
      walk(steps, (world, { on, step, by }) => {
        if (on !== 'solution' || (step !== 'decide' && step !== 'hand_over')) return
        reached = true
        if (step === 'decide') {
          decided += 1
          expectDetermined(world, by)
        } else handedOver += 1
      })
      if (!reached) kept += 1
    }),
    { seed: 19, numRuns: 4_000, examples: [[AS_IT_SHOULD_BE]] },
  )
  assert.ok(
    decided > 200 && handedOver > 100 && kept > 200,
    `${decided} decided, ${handedOver} handed over, ${kept} kept`,
  )
})

const ages = fc.array(
  fc.oneof(
    fc.record({
      step: fc.constantFrom('presume', 'restate'),
      by: fc.constantFrom('o1', 'o2'),
      from: fc.integer({ min: 1998, max: 2012 }),
    }),
    fc.record({
      step: fc.constantFrom(
        'doubt',
        'begin',
        'not_agreed',
        'tell',
        'settle',
        'conclude',
        'examine',
        'confirm_document',
        'see_document',
      ),
      by: fc.constantFrom('o1', 'o2', 'o3'),
      from: fc.integer({ min: 150, max: 260 }),
    }),
  ),
  { minLength: 1, maxLength: 16 },
)

test('no history of words, looks and estimates takes a child off the child’s path: a document of two agencies or a settled assessment does', () => {
  let left = 0
  fc.assert(
    fc.property(ages, fc.constantFrom('minor', 'inconclusive', 'adult'), (steps, conclusion) => {
      const taken = steps.map(({ step, by, from }): Taken => {
        const sayings: Readonly<Record<string, Taken['answers']>> = {
          presume: { born_from: `${from}-01-01`, born_to: `${from}-12-31` },
          restate: { born_from: `${from}-01-01`, born_to: `${from}-12-31` },
          see_document: { checked: 'genuine', agency: 'Border', born_on: '2001-05-05' },
          confirm_document: {
            checked: 'genuine',
            agency: 'Laboratory',
            guardian_heard: 'heard',
            child_informed: 'yes',
          },
          examine: {
            step: from % 2 === 0 ? 'documents' : 'interview',
            from_months: from,
            margin_months: 0,
            professions: 2,
          },
          conclude: { conclusion, professions: 2, signatures: 2, lowest_months: from },
          tell: { guardian_heard: 'heard' },
          settle: { appeal: 'passed' },
        }
        const said = sayings[step]
        return { on: 'age', step, by, ...(said && { answers: said }) }
      })
      walk(taken, (world) => {
        const age = recorded(world, 'age')
        if (leavingMissing(age, world.day).length > 0) return
        left += 1
        const has = (step: string) => age!.steps.some((each) => each.step === step)
        const seen = age!.steps.find(({ step }) => step === 'see_document')
        const second = age!.steps.some(({ step, by }) => step === 'confirm_document' && by !== seen?.by)
        const assessed = has('conclude') && has('tell') && has('settle') && conclusion === 'adult'
        assert.ok((seen !== undefined && second) || assessed)
      })
    }),
    { seed: 23, numRuns: 4_000 },
  )
  assert.ok(left > 0, 'some do, or nothing was tried')
})
