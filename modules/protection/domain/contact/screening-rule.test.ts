import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ILO_2009,
  INDICATOR_WEIGHTS,
  SCREENING_PROFILES,
  indicatorsOf,
  type IndicatorDimensionId,
  type IndicatorWeight,
  type ScreeningProfile,
} from '@gloact/standards/indicators'
import {
  DIMENSION_REASONS,
  INDICATOR_OBSERVATIONS,
  SCREENING_OUTCOMES,
  SCREENING_REASONS,
  evaluateDimension,
  evaluateScreening,
  profileFor,
  wasAsked,
  type IndicatorObservation,
  type ScreeningInput,
  type ScreeningReason,
} from './screening-rule.ts'

/** Observes as many indicators of a dimension as asked for, by weight. */
function pick(
  profile: ScreeningProfile,
  dimension: IndicatorDimensionId,
  counts: Partial<Record<IndicatorWeight, number>>,
): Record<string, IndicatorObservation> {
  const group = indicatorsOf(ILO_2009, profile).find((one) => one.dimension.id === dimension)!
  return Object.fromEntries(
    Object.entries(counts).flatMap(([weight, count]) => {
      const found = group.indicators.filter((indicator) => indicator.weights[profile] === weight).slice(0, count)
      assert.equal(found.length, count, `${dimension} has fewer ${weight} indicators`)
      return found.map(({ id }) => [id, 'observed'] as const)
    }),
  )
}

/** Makes dimensions positive, by three medium indicators each, and says of all the rest that it was not observed. */
function positive(profile: ScreeningProfile, dimensions: readonly IndicatorDimensionId[]): ScreeningInput['observed'] {
  return Object.assign(
    allAs(profile, 'not_observed'),
    ...dimensions.map((dimension) => pick(profile, dimension, { medium: 3 })),
  ) as ScreeningInput['observed']
}

const allAs = (profile: ScreeningProfile, observation: IndicatorObservation): Record<string, IndicatorObservation> =>
  Object.fromEntries(
    indicatorsOf(ILO_2009, profile).flatMap(({ indicators }) => indicators.map(({ id }) => [id, observation] as const)),
  )

const evaluate = (input: ScreeningInput) => evaluateScreening(ILO_2009, input)
const codes = (reasons: readonly ScreeningReason[]) => reasons.map(({ code }) => code)

// Written by hand from the four sentences of WCMS_105023, p. 3. A block is a number of strong indicators (0 to 4), a
// line a number of medium ones (0 to 4), a column a number of weak ones (0 to 4); + is positive.
const TABLE = `
  .....  .....  .++++  +++++  +++++
  .++++  +++++  +++++  +++++  +++++
  +++++  +++++  +++++  +++++  +++++
  +++++  +++++  +++++  +++++  +++++
  +++++  +++++  +++++  +++++  +++++`
  .trim()
  .split('\n')
  .map((block) => block.trim().split(/\s+/))

test("a dimension is positive exactly where the ILO's rule says so", () => {
  let compared = 0
  for (let strong = 0; strong <= 4; strong++) {
    for (let medium = 0; medium <= 4; medium++) {
      for (let weak = 0; weak <= 4; weak++) {
        const expected = TABLE[strong]![medium]![weak] === '+'
        assert.equal(evaluateDimension({ strong, medium, weak }).positive, expected, `${strong}/${medium}/${weak}`)
        compared++
      }
    }
  }
  assert.equal(compared, 125)
})

test('a dimension says why it is positive or not', () => {
  const why = (strong: number, medium: number, weak: number) => evaluateDimension({ strong, medium, weak }).why
  assert.equal(why(2, 0, 0), 'two_strong')
  assert.equal(why(1, 0, 1), 'strong_with_another')
  assert.equal(why(1, 1, 0), 'strong_with_another')
  assert.equal(why(0, 3, 0), 'three_medium')
  assert.equal(why(0, 2, 1), 'two_medium_with_weak')
  assert.equal(why(1, 0, 0), 'one_strong_alone')
  assert.equal(why(0, 0, 4), 'weak_alone')
  assert.equal(why(0, 2, 0), 'too_few')
  assert.equal(why(0, 1, 4), 'too_few')
  assert.equal(why(0, 0, 0), 'none_observed')
})

test('weak indicators alone never make a dimension positive, however many', () => {
  fc.assert(fc.property(fc.nat(), (weak) => !evaluateDimension({ strong: 0, medium: 0, weak }).positive))
})

test('one strong indicator alone makes no dimension positive', () => {
  const { dimensions, outcome } = evaluate({
    profile: 'adult_labour',
    observed: { ...allAs('adult_labour', 'not_observed'), 'coercion_destination.confiscation_documents': 'observed' },
  })
  const coercion = dimensions.find(({ id }) => id === 'coercion_destination')!
  assert.equal(coercion.positive, false)
  assert.equal(coercion.why, 'one_strong_alone')
  assert.equal(outcome, 'no_indication')
})

test("the ILO's worked example indicates trafficking under either rule", () => {
  // Moldova's labour-force survey: deception at recruitment, exploitation, and coercion at destination.
  const observed: ScreeningInput['observed'] = {
    'deceptive_recruitment.nature_of_job': 'observed',
    'deceptive_recruitment.wages': 'observed',
    'exploitation.excessive_hours': 'observed',
    'exploitation.low_salary': 'observed',
    'coercion_destination.confiscation_documents': 'observed',
    'coercion_destination.withholding_wages': 'observed',
  }
  for (const adultRule of ['with_vulnerability', 'strict'] as const) {
    const result = evaluate({ profile: 'adult_labour', observed, adultRule })
    assert.equal(result.outcome, 'trafficking_indicated')
    assert.equal(result.ruleVersion, `ilo-2009.1/${adultRule}`)
    assert.deepEqual(result.reasons, [
      { code: 'all_elements' },
      { code: 'exploitation_found' },
      { code: 'recruitment_means_found', dimensions: ['deceptive_recruitment'] },
      { code: 'destination_means_found', dimensions: ['coercion_destination'] },
      { code: 'not_asked', count: 61 },
    ])
    assert.equal(result.mayChange, false)
  }
})

test("an adult's dimensions combine as written, for all sixty-four combinations and both rules", () => {
  const D = [
    'deceptive_recruitment',
    'coercive_recruitment',
    'abuse_vulnerability_recruitment',
    'exploitation',
    'coercion_destination',
    'abuse_vulnerability_destination',
  ] as const
  for (let bits = 0; bits < 64; bits++) {
    const set = D.filter((_, index) => bits & (1 << index))
    const [deceptive, coercive, abuse, exploitation, coercion, abuseThere] = D.map((id) => set.includes(id))
    const full = (deceptive || coercive || abuse) && exploitation && (coercion || abuseThere)
    const strict = (deceptive || coercive) && exploitation && coercion
    const otherwise =
      set.length === 0
        ? 'no_indication'
        : set.join() === 'exploitation'
          ? 'exploitation_indicated'
          : 'further_assessment'
    const observed = positive('adult_labour', set)
    const outcome = (adultRule: 'with_vulnerability' | 'strict') =>
      evaluate({ profile: 'adult_labour', observed, adultRule }).outcome
    assert.equal(outcome('with_vulnerability'), full ? 'trafficking_indicated' : otherwise, set.join())
    assert.equal(outcome('strict'), strict ? 'trafficking_indicated' : otherwise, set.join())
  }
})

test('deception and exploitation without coercion at destination ask for further assessment', () => {
  const result = evaluate({
    profile: 'adult_labour',
    observed: positive('adult_labour', ['deceptive_recruitment', 'exploitation']),
  })
  assert.equal(result.outcome, 'further_assessment')
  assert.deepEqual(codes(result.reasons), [
    'exploitation_found',
    'recruitment_means_found',
    'destination_means_not_found',
  ])
})

test('for a child an act and exploitation suffice, without any means', () => {
  const observed = positive('child_labour', ['exploitation'])
  const result = evaluate({ profile: 'child_labour', observed, act: 'observed' })
  assert.equal(result.outcome, 'trafficking_indicated')
  assert.deepEqual(codes(result.reasons), ['child_means_not_required', 'exploitation_found', 'act_found'])
  assert.equal(result.ruleVersion, 'ilo-2009.1/child')
  assert.equal(
    evaluate({ profile: 'adult_labour', observed: positive('adult_labour', ['exploitation']) }).outcome,
    'exploitation_indicated',
  )
})

test('for a child exploitation that was meant counts as exploitation', () => {
  const observed = allAs('child_labour', 'not_observed')
  const result = evaluate({ profile: 'child_labour', observed, act: 'observed', intendedExploitation: 'observed' })
  assert.equal(result.outcome, 'trafficking_indicated')
  assert.ok(codes(result.reasons).includes('exploitation_intended'))
})

test('for a child an act that was not asked about is not an act that was not observed', () => {
  const observed = positive('child_labour', ['exploitation'])
  for (const act of [undefined, 'not_asked', 'not_known', 'declined'] as const) {
    const result = evaluate({
      profile: 'child_labour',
      observed,
      ...(act && { act }),
      intendedExploitation: 'not_observed',
    })
    assert.equal(result.outcome, 'further_assessment')
    assert.ok(codes(result.reasons).includes('act_unclear'))
    assert.equal(result.mayChange, true)
  }
  assert.equal(evaluate({ profile: 'child_labour', observed, act: 'not_observed' }).outcome, 'exploitation_indicated')
})

test('for a child means at recruitment speak for an act and are kept as supporting reasons', () => {
  const observed = positive('child_labour', ['exploitation', 'coercive_recruitment', 'coercion_destination'])
  const result = evaluate({ profile: 'child_labour', observed, act: 'not_observed' })
  assert.equal(result.outcome, 'further_assessment')
  assert.deepEqual(result.reasons.slice(-2), [
    { code: 'recruitment_means_found', dimensions: ['coercive_recruitment'] },
    { code: 'destination_means_found', dimensions: ['coercion_destination'] },
  ])
})

test('anyone who is not clearly an adult is asked as a child', () => {
  assert.equal(profileFor('adult', 'labour'), 'adult_labour')
  assert.equal(profileFor('child', 'sexual'), 'child_sexual')
  assert.equal(profileFor('not_sure', 'labour'), 'child_labour')
  assert.equal(profileFor('not_sure', 'sexual'), 'child_sexual')
})

test('not asked is counted apart from not observed and from not answered', () => {
  const { dimensions, notAsked } = evaluate({
    profile: 'adult_labour',
    observed: {
      'exploitation.low_salary': 'observed',
      'exploitation.bad_living': 'not_observed',
      'exploitation.wage_manipulation': 'not_known',
      'exploitation.hazardous_work': 'declined',
      'exploitation.no_education': 'not_asked',
    },
  })
  const { observedIds, notObserved, unanswered, notAsked: open } = dimensions.find(({ id }) => id === 'exploitation')!
  assert.deepEqual(
    { observedIds, notObserved, unanswered, open },
    {
      observedIds: ['exploitation.low_salary'],
      notObserved: 1,
      unanswered: 2,
      open: 5,
    },
  )
  assert.equal(notAsked, 67 - 4)
})

test('where nothing was asked, there is no "no indication"', () => {
  const result = evaluate({ profile: 'adult_labour', observed: {} })
  assert.equal(result.outcome, 'further_assessment')
  assert.deepEqual(result.reasons, [{ code: 'nothing_asked' }, { code: 'not_asked', count: 67 }])
  assert.equal(result.mayChange, true)
  const all = evaluate({ profile: 'adult_labour', observed: allAs('adult_labour', 'not_observed') })
  assert.equal(all.outcome, 'no_indication')
  assert.equal(all.mayChange, false)
})

test('the sexual-exploitation profiles say that their weights are provisional', () => {
  for (const profile of SCREENING_PROFILES) {
    const result = evaluate({ profile, observed: {} })
    assert.equal(result.provisional, profile.endsWith('_sexual'))
    assert.equal(codes(result.reasons).includes('provisional_weights'), profile.endsWith('_sexual'))
  }
})

test('what was observed but is no indicator of the profile is kept and not counted', () => {
  const observed = Object.fromEntries<IndicatorObservation>([
    ['exploitation.no_social_protection', 'observed'],
    ['constructor', 'observed'],
    ['exploitation.low_salary', 'not_observed'],
  ])
  const result = evaluate({ profile: 'child_labour', observed })
  assert.deepEqual(result.outsideProfile, ['constructor', 'exploitation.no_social_protection'])
  assert.equal(
    result.dimensions.reduce((sum, { observedIds }) => sum + observedIds.length, 0),
    0,
  )
})

const SEVERITY = ['no_indication', 'exploitation_indicated', 'further_assessment', 'trafficking_indicated']
const someInput = fc.constantFrom(...SCREENING_PROFILES).chain((profile) => {
  const ids = Object.keys(allAs(profile, 'observed'))
  return fc.record({
    profile: fc.constant(profile),
    observed: fc
      .array(fc.constantFrom(...INDICATOR_OBSERVATIONS), { minLength: ids.length, maxLength: ids.length })
      .map((said) => Object.fromEntries(ids.map((id, index) => [id, said[index]!]))),
    act: fc.constantFrom(...INDICATOR_OBSERVATIONS),
    intendedExploitation: fc.constantFrom(...INDICATOR_OBSERVATIONS),
    adultRule: fc.constantFrom('with_vulnerability' as const, 'strict' as const),
  })
})

test('observing more never indicates less', () => {
  fc.assert(
    fc.property(someInput, fc.nat(), (input, which) => {
      const ids = Object.keys(input.observed)
      const more = { ...input, observed: { ...input.observed, [ids[which % ids.length]!]: 'observed' as const } }
      const before = evaluate(input).outcome
      fc.pre(Object.values(input.observed).some((said) => said !== 'not_asked'))
      const after = evaluate(more).outcome
      assert.ok(SEVERITY.indexOf(after) >= SEVERITY.indexOf(before), `${before} became ${after}`)
    }),
    { numRuns: 3_000 },
  )
})

test('where the result says that it cannot change, no answer to an open question changes it', () => {
  fc.assert(
    fc.property(someInput, fc.infiniteStream(fc.boolean()), (input, coins) => {
      const settle = (said: IndicatorObservation): IndicatorObservation =>
        said === 'observed' || said === 'not_observed' ? said : coins.next().value ? 'observed' : 'not_observed'
      const settled = {
        ...input,
        observed: Object.fromEntries(Object.entries(input.observed).map(([id, said]) => [id, settle(said)])),
        act: settle(input.act),
        intendedExploitation: settle(input.intendedExploitation),
      }
      const result = evaluate(input)
      if (!result.mayChange) assert.equal(evaluate(settled).outcome, result.outcome)
    }),
    { numRuns: 500 },
  )
})

test('every outcome, reason and observation has a sentence in English and in Arabic', () => {
  const ids = [
    ...SCREENING_OUTCOMES.flatMap((code) => [`outcome.${code}`, `outcome.${code}.explained`]),
    ...DIMENSION_REASONS.map((code) => `why.${code}`),
    ...SCREENING_REASONS.map((code) => `reason.${code}`),
    ...INDICATOR_OBSERVATIONS.map((code) => `observation.${code}`),
    ...INDICATOR_WEIGHTS.map((code) => `weight.${code}`),
  ]
  for (const language of ['en', 'ar']) {
    const file = readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), 'utf8')
    const messages = JSON.parse(file) as Record<string, string>
    for (const id of ids) assert.ok(messages[`protection.screening.${id}`], `${language}: ${id}`)
  }
})

test('a dimension of which nothing was asked is not one in which nothing was found', () => {
  const asked = (observed: ScreeningInput['observed']) =>
    evaluateScreening(ILO_2009, { profile: 'adult_labour', observed }).dimensions.map(wasAsked)
  assert.ok(asked({}).every((one) => !one))
  assert.ok(asked(allAs('adult_labour', 'not_asked')).every((one) => !one))
  for (const said of ['observed', 'not_observed', 'not_known', 'declined'] as const) {
    assert.ok(
      asked(allAs('adult_labour', said)).every((one) => one),
      said,
    )
  }
})
