import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { readInput, type EstimationInput } from '../input/read-input.ts'
import { fit } from '../fit.ts'
import { mainEffects, modelOf } from '../model.ts'
import { FOLDER, missingTables as skip } from '../node/testing/golden.ts'
import { designOf, formatTerms, mainTerms, pairTerms, parseTerms, type StrataTerm } from './design.ts'
import { fitStrata } from './fit-strata.ts'
import { publishStrata, STRATA_RULE, type StrataRule } from './publish-strata.ts'
import { selectStrata } from './select-strata.ts'
import { estimateStrata, type StrataEstimate } from '../estimate/estimate-strata.ts'
import { TRUST_RULES } from '../trust/rules.ts'
import { numbersIn } from '../testing.ts'

async function input(text: string, strata: readonly string[]): Promise<EstimationInput> {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  return unwrap(await readInput({ columns: header, rows }, { strata }))
}

const close = (actual: number, expected: number, what: string, relative = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${what}: ${actual} and not ${expected}`)

interface GoldenFit {
  readonly total: number
  readonly deviance: number
  readonly AIC: number
  readonly BIC: number
  readonly path: readonly { readonly step: string; readonly criterion: number }[] | undefined
  readonly by: Readonly<Record<string, Readonly<Record<string, number>>>>
}

for (const [table, golden, covariates] of [
  ['spina-3-strata', 'spina-3-strata', ['ethnicity']],
  ['cruyff-simdat-4-covariates', 'cruyff-simdat-4', ['X1', 'X2', 'X3', 'X4', 'Y']],
] as const) {
  test(
    `${table}: main effects and the models selected by BIC and AIC are R’s, step by step and by stratum`,
    { skip },
    async () => {
      const { histories, strata } = await input(readFileSync(`${FOLDER}/${table}.csv`, 'utf8'), covariates)
      const expected = JSON.parse(readFileSync(`${FOLDER}/golden/${golden}.covariates.json`, 'utf8')) as Record<
        'main_effects' | 'step_BIC' | 'step_AIC',
        GoldenFit
      >
      const design = designOf(histories.lists, strata!)
      const chosen = (criterion: 'aic' | 'bic') => selectStrata(design, strata!.counts, { criterion })
      const made = [
        ['main_effects', { fit: fitStrata(design, strata!.counts, mainTerms(design)), steps: [] }],
        ['step_BIC', chosen('bic')],
        ['step_AIC', chosen('aic')],
      ] as const
      for (const [name, { fit: model, steps }] of made) {
        const reference = expected[name]
        assert.equal(model.existence, 0)
        close(model.estimate, reference.total, `${name} N`)
        close(model.deviance, reference.deviance, `${name} deviance`)
        close(model.aic, reference.AIC, `${name} AIC`)
        close(model.bic, reference.BIC, `${name} BIC`)
        const path = (reference.path ?? []).slice(1).map(({ step }) => step.split(/[ :]/))
        assert.deepEqual(
          steps.map(({ term, added }) => new Set([added ? '+' : '-', ...term.map((factor) => design.factors[factor])])),
          path.map((names) => new Set(names)),
        )
        for (const [covariate, levels] of Object.entries(reference.by)) {
          const at = strata!.covariates.indexOf(covariate)
          for (const [level, total] of Object.entries(levels)) {
            const own = strata!.levels[at]!.indexOf(level)
            let sum = 0
            for (let stratum = 0; stratum < design.strata; stratum++) {
              const cell = stratum * 2 ** design.lists
              if (design.levelOf[(design.lists + at) * design.cells + cell] !== own) continue
              sum += model.seen[stratum]! + model.darkFigures[stratum]!
            }
            // R stops before an estimate on the boundary is reached.
            close(sum, total, `${name} ${covariate} ${level}`, 2e-6)
          }
        }
      }
    },
  )
}

const SMALL = `A,B,C,sex,age,count
1,0,0,f,child,40
0,1,0,f,child,31
0,0,1,f,child,22
1,1,0,f,child,9
0,1,1,f,child,7
1,0,1,f,adult,11
1,0,0,f,adult,70
0,1,0,f,adult,55
0,0,1,f,adult,33
1,1,0,f,adult,14
0,1,1,f,adult,10
1,0,0,m,adult,25
0,1,0,m,adult,28
0,0,1,m,adult,19
1,1,0,m,adult,6
0,1,1,m,adult,4
1,0,1,m,adult,5
1,1,1,m,adult,2
1,0,0,m,child,3
0,1,0,m,child,2
0,0,1,m,child,2
1,1,0,m,child,1
`

test('covariates that interact with nothing change no estimate of the total', async () => {
  const { histories, strata } = await input(SMALL, ['sex', 'age'])
  const design = designOf(histories.lists, strata!)
  close(
    fitStrata(design, strata!.counts, mainTerms(design)).estimate,
    fit(histories, mainEffects(3)).estimate,
    'N',
    1e-9,
  )
  const pair: StrataTerm[] = [...mainTerms(design), [0, 1]]
  close(fitStrata(design, strata!.counts, pair).estimate, fit(histories, modelOf(3, [3])).estimate, 'N', 1e-9)
})

test('strata add up to the total, whatever the model and the table', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 7 * 6, maxLength: 7 * 6 }),
      fc.nat(1023),
      (drawn, chosen) => {
        const strata = {
          covariates: ['sex', 'age'],
          levels: [
            ['f', 'm'],
            ['1', '2', '3'],
          ],
          counts: new Float64Array(8 * 6),
        }
        drawn.forEach((count, at) => (strata.counts[Math.floor(at / 7) * 8 + 1 + (at % 7)] = count))
        const design = designOf(['A', 'B', 'C'], strata)
        const terms = [...mainTerms(design), ...pairTerms(design).filter((_, at) => (chosen >> at) & 1)]
        const made = fitStrata(design, strata.counts, terms, { covariance: true })
        if (made.existence !== 0) {
          assert.equal(made.estimate, Infinity)
          return
        }
        const sum = made.darkFigures.reduce((total, one) => total + one, 0)
        close(made.observed + sum, made.estimate, 'N', 1e-9)
        for (const { groups } of publishStrata(strata, made, 3).tables) {
          close(
            groups.reduce((total, { estimate }) => total + estimate, 0),
            made.estimate,
            'N of groups',
            1e-9,
          )
          for (const { limits, estimate } of groups) assert.ok(limits!.lower <= estimate && estimate <= limits!.upper)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a stratum without any person on two lists is fitted with the others, and is not told where a list has none of its own', async () => {
  // All pairs fitted for such a stratum alone give N = n, or 10 to the power of 14, without a word.
  const text = SMALL.replace('1,1,0,m,child,1\n', '').replace('0,0,1,m,child,2\n', '')
  const { histories, strata } = await input(text, ['sex', 'age'])
  const design = designOf(histories.lists, strata!)
  const { fit: chosen } = selectStrata(design, strata!.counts)
  assert.equal(chosen.existence, 0)
  const alone = { ...strata!, counts: strata!.counts.map((count, at) => (at >= 3 * 8 ? count : 0)) }
  const saturated = [...mainTerms(design), ...pairTerms(design)]
  assert.notEqual(fitStrata(design, alone.counts, saturated).existence, 0)
})

test('levels with too few people are put together until they have enough, and combinations are then not given', async () => {
  const { histories, strata } = await input(SMALL, ['sex', 'age'])
  const design = designOf(histories.lists, strata!)
  const made = fitStrata(design, strata!.counts, mainTerms(design), { covariance: true })
  const lax = publishStrata(strata!, made, 3, { rule: { fewestPeople: 1, fewestOnList: 1, fewestOverlaps: 1 } })
  assert.equal(lax.combinations?.length, 4)
  const usual = publishStrata(strata!, made, 3)
  assert.equal(usual.rule, STRATA_RULE)
  assert.equal(usual.combinations, undefined)
  const strict = publishStrata(strata!, made, 3, { rule: { fewestPeople: 200, fewestOnList: 5, fewestOverlaps: 5 } })
  assert.deepEqual(
    strict.tables.map(({ groups, merged }) => [merged, ...groups.map(({ levels }) => levels.join('+'))]),
    [
      [true, 'f+m'],
      [true, 'adult+child'],
    ],
  )
})

test('limits of somebody’s own are held against the usual ones group by group, and not by how many groups there are', async () => {
  const people = { A: [10, 10, 8, 5, 4, 4], Z: [12, 11, 9, 5, 4, 4], B: [90, 80, 1, 30, 1, 0] }
  const masks = ['1,0,0', '0,1,0', '0,0,1', '1,1,0', '1,0,1', '0,1,1']
  const rows = Object.entries(people).flatMap(([kind, counts]) =>
    counts.map((count, at) => `${masks[at]},${kind},${count}`),
  )
  const table = await input(['a,b,c,kind,count', ...rows].join('\n'), ['kind'])
  const usual = { rule: STRATA_RULE, trust: TRUST_RULES }
  const by = async (rule: StrataRule) => {
    const { published, findings } = await estimateStrata(table, { method: 'main', interval: 'none', rule, usual })
    const groups = published!.tables[0]!.groups.map(({ levels }) => levels.join('+'))
    return [groups, findings.some(({ code }) => code === 'strata_below_usual_limits')]
  }
  // Two groups either way: but B alone has 2 people on a list.
  assert.deepEqual(await by({ fewestPeople: 50, fewestOnList: 0, fewestOverlaps: 10 }), [['B', 'A+Z'], true])
  assert.deepEqual(await by(STRATA_RULE), [['A+B', 'Z'], false])
  assert.deepEqual(await by({ fewestPeople: 60, fewestOnList: 9, fewestOverlaps: 20 }), [['A+B+Z'], false])
})

test('a model with covariates is written and read by its names', async () => {
  const { histories, strata } = await input(SMALL, ['sex', 'age'])
  const design = designOf(histories.lists, strata!)
  const terms = unwrap(parseTerms(design, 'A*B, sex:A + age'))
  assert.equal(formatTerms(design, terms), 'A*B, A*sex, C, age')
  for (const from of terms.keys()) {
    const permuted = [...terms.slice(from), ...terms.slice(0, from)].toReversed()
    assert.equal(formatTerms(design, permuted), 'A*B, A*sex, C, age')
  }
  for (const wrong of ['A*D', 'A*A', 'A*B*C']) assert.equal(parseTerms(design, wrong).ok, false, wrong)
})

test(
  'the total of strata is checked: other ways of choosing, the lists without one, its error, the lists alone',
  { skip },
  async () => {
    const kept = ['R1', 'R2', 'R3', 'R4', 'X1', 'X2', 'Y', 'count']
    const columns = readFileSync(`${FOLDER}/cruyff-simdat-4-covariates.csv`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line, _, [header]) => line.split(',').filter((__, at) => kept.includes(header!.split(',')[at]!)))
    const table = await input(columns.map((row) => row.join()).join('\n'), ['X1', 'X2', 'Y'])
    const by = (method: 'main' | 'bic' | 'aic', alone?: number) =>
      estimateStrata(table, { method, ...(alone !== undefined && { alone }) })
    const codes = ({ findings }: StrataEstimate) => findings.map(({ code }) => code)
    const [main, bic] = [await by('main', 600_000), await by('bic')]
    assert.ok(codes(main).includes('far_from_best'))
    assert.ok(codes(main).includes('strata_differ') && !codes(bic).includes('strata_differ'))
    const { methods, leaveOneOut } = main.checks!
    const totals = methods.map((way) => way.estimate)
    bic.checks!.methods.forEach((way, at) => close(totals[at]!, way.estimate, way.method, 1e-9))
    assert.equal(totals[0], main.estimate)
    close(totals[1]!, bic.estimate, 'the best by BIC', 1e-9)
    // Without a list main effects are those of a table that never had it.
    const without = columns.map((row) => row.filter((_, at) => at !== 1))
    const seen = without.filter((row, at) => at === 0 || row.slice(0, 3).some((cell) => cell === '1'))
    const three = await input(seen.map((row) => row.join()).join('\n'), ['X1', 'X2', 'Y'])
    close(
      leaveOneOut[1]!.estimate,
      (await estimateStrata(three, { method: 'main' })).estimate,
      'without the second list',
      1e-9,
    )
    // A limit that none keeps refuses, without telling the number.
    const strict = await estimateStrata(table, { method: 'main', trust: { ...TRUST_RULES, largestError: 0.01 } })
    const refusal = strict.findings.find(({ refuses }) => refuses)!
    assert.equal(refusal.code, 'error_too_large')
    assert.ok(!numbersIn(refusal.said).map(Math.round).includes(Math.round(strict.estimate)))
  },
)
