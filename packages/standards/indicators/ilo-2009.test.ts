import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { INDICATOR_DIMENSIONS, indicatorsOf, labelsFor, type ScreeningProfile } from './indicator-set.ts'
import { ILO_2009 } from './ilo-2009.ts'

const REFERENCE = new URL('../../../../shared/data/indicators/ilo.json', import.meta.url)

/** The parts of the reference that are compared. */
interface Reference {
  readonly dimensions: readonly {
    readonly id: string
    readonly label: string
    readonly palermoElement: string
    readonly phase: string
    readonly indicators: readonly {
      readonly id: string
      readonly label: string
      readonly labelSexualProfiles?: string
      readonly ilo11: readonly number[]
      readonly weights: Readonly<Record<string, string | null>>
      readonly weightStatus: Readonly<Record<string, string>>
    }[]
  }[]
}

/** Where the label is not the source's: it says "victim" of somebody whom nobody has found to be one. */
const REWORDED = new Set([
  'coercive_recruitment.violence_on_victim',
  'coercive_recruitment.threats_of_violence',
  'coercive_recruitment.abduction_sale',
  'coercion_destination.violence_on_victim',
  'coercion_destination.threats_of_violence',
])

test('the set holds the six dimensions and the numbers of indicators that the ILO counts', () => {
  assert.deepEqual(
    ILO_2009.dimensions.map(({ id }) => id),
    INDICATOR_DIMENSIONS,
  )
  assert.deepEqual(
    ILO_2009.dimensions.map(({ indicators }) => indicators.length),
    [10, 10, 16, 9, 15, 7],
  )
  const tally = (profile: ScreeningProfile) =>
    indicatorsOf(ILO_2009, profile).map(({ indicators }) =>
      ['strong', 'medium', 'weak']
        .map((weight) => indicators.filter(({ weights }) => weights[profile] === weight).length)
        .join('/'),
    )
  assert.deepEqual(tally('adult_labour'), ['1/8/1', '1/9/0', '0/14/2', '1/7/1', '4/10/1', '0/5/2'])
  assert.deepEqual(tally('child_labour'), ['2/8/0', '4/6/0', '0/15/0', '1/7/0', '8/7/0', '0/7/0'])
})

test('the labour profiles are verified and the sexual-exploitation profiles provisional, down to each weight', () => {
  assert.deepEqual(ILO_2009.profiles, {
    adult_labour: 'verified',
    child_labour: 'verified',
    adult_sexual: 'provisional',
    child_sexual: 'provisional',
  })
  for (const { indicators } of ILO_2009.dimensions) {
    for (const { statuses } of indicators) {
      assert.equal(statuses.adult_labour, 'verified_secondary')
      assert.equal(statuses.child_labour, 'verified_secondary')
    }
  }
})

test('every dimension and indicator has an English and an Arabic label and an id of its own', () => {
  const ids = new Set<string>()
  for (const dimension of ILO_2009.dimensions) {
    for (const { id, labels, sexualLabels } of [dimension, ...dimension.indicators].map((one) => ({
      sexualLabels: undefined,
      ...one,
    }))) {
      assert.ok(!ids.has(id), id)
      ids.add(id)
      for (const { en, ar = '' } of [labels, sexualLabels ?? labels]) {
        assert.match(en, /^[A-Z][a-z]/)
        assert.match(ar, /^[\p{Script=Arabic}]/u)
        assert.doesNotMatch(en, /victim/i)
        assert.doesNotMatch(ar, /ضحي/)
        assert.doesNotMatch(ar, /[A-Za-z]/)
      }
    }
  }
})

test('the sexual-exploitation profiles ask in their own words where they have them', () => {
  const conditions = ILO_2009.dimensions[0]!.indicators.find(({ id }) => id.endsWith('conditions_of_work'))!
  assert.equal(labelsFor(conditions, 'adult_labour').en, 'Deceived about conditions of work')
  assert.equal(labelsFor(conditions, 'adult_sexual').en, 'Deceived about conditions of prostitution')
})

test(
  'the set says what the reference says',
  { skip: existsSync(REFERENCE) ? false : 'the reference data (../shared/data/indicators/ilo.json) is not here' },
  () => {
    const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Reference
    assert.deepEqual(
      ILO_2009.dimensions.map(({ id, labels, element, phase, indicators }) => ({
        id,
        label: labels.en,
        palermoElement: element,
        phase,
        indicators: indicators.map((indicator) => ({
          id: indicator.id,
          label: REWORDED.has(indicator.id) ? null : indicator.labels.en,
          labelSexualProfiles: indicator.sexualLabels?.en,
          ilo11: indicator.ilo11,
          weights: indicator.weights,
          weightStatus: indicator.statuses,
        })),
      })),
      reference.dimensions.map(({ id, label, palermoElement, phase, indicators }) => ({
        id,
        label,
        palermoElement,
        phase,
        indicators: indicators.map((indicator) => ({
          id: indicator.id,
          label: REWORDED.has(indicator.id) ? null : indicator.label,
          labelSexualProfiles: indicator.labelSexualProfiles,
          ilo11: indicator.ilo11,
          weights: indicator.weights,
          weightStatus: indicator.weightStatus,
        })),
      })),
    )
  },
)
