/**
 * What the checks of a model with covariates say of the reference table: the total from parts of the people seen, and how the
 * model fits, and what a polynomial of the year in place of categories changes. Run by hand: `node packages/estimation/bench/strata-checks.ts`. The table lies beside the repository
 * (GLOACT_SHARED_DATA).
 */
import { designOf, estimateStrata, selectStrata, type StrataEstimate } from '../index.ts'
import { missingTables } from '../node/testing/golden.ts'
import { COVARIATES, readStrata } from './strata-tables.ts'

const whole = (value: number): string => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : 'none')
const line = (values: readonly (string | number)[]): void => console.log(`| ${values.join(' | ')} |`)

async function main(): Promise<void> {
  const made: (readonly [covariates: string, estimate: StrataEstimate])[] = []
  for (const covariates of COVARIATES)
    made.push([covariates.join(', '), await estimateStrata(await readStrata(covariates))])
  line(['covariates', 'draws', 'model', '25 %', '50 %', '75 %', '90 %', 'all'])
  line(['---', '---:', '---', '---:', '---:', '---:', '---:', '---:'])
  for (const [covariates, { trajectory }] of made) {
    if (!trajectory) continue
    const model = trajectory.choosesAnew ? 'chosen again' : 'fitted alone'
    line([covariates, trajectory.draws, model, ...trajectory.points.map(({ estimate }) => whole(estimate))])
  }
  console.log('')
  line([
    'covariates',
    'deviance',
    'Pearson',
    'degrees of freedom',
    'p of the deviance',
    'drawn tables as far off',
    'below 1',
  ])
  line(['---', '---:', '---:', '---:', '---:', '---:', '---:'])
  for (const [covariates, { goodness }] of made) {
    if (!goodness) continue
    const { deviance, pearson, degreesOfFreedom, devianceChiSquare, devianceBootstrap, replicates, sparseShare } =
      goodness
    const asFar = devianceBootstrap === undefined ? '' : Math.round(devianceBootstrap * (replicates + 1)) - 1
    const p = devianceChiSquare < 0.001 ? devianceChiSquare.toExponential(0) : devianceChiSquare.toFixed(3)
    const below = `${Math.round(100 * sparseShare)} %`
    line([covariates, deviance.toFixed(1), pearson.toFixed(1), degreesOfFreedom, p, `${asFar} of ${replicates}`, below])
  }

  console.log('')
  line(['covariates', 'year', 'parameters', 'BIC', 'total'])
  line(['---', '---', '---:', '---:', '---:'])
  for (const covariates of [['Y'], ['X1', 'Y'], ['X1', 'X2', 'X3', 'X4', 'Y']]) {
    for (const trend of [undefined, 'Y']) {
      const { histories, strata } = await readStrata(covariates, trend)
      const { fit } = selectStrata(designOf(histories.lists, strata!), strata!.counts)
      const year = trend === undefined ? 'categories' : 'polynomial'
      line([covariates.join(', '), year, fit.parameters, fit.bic.toFixed(1), whole(fit.estimate)])
    }
  }
}

if (missingTables === false) await main()
else console.log(missingTables)
