/**
 * BCa and percentile limits of the best model by BIC against the number of models that each of 1,000 replicates chooses
 * among (Silverman, Chan and Vincent 2024). Run by hand: `node packages/estimation/bench/kept-models.ts [table]`.
 */
import { formatModel, intervalsByKeptModels, rankAllModels } from '../index.ts'
import { missingTables, readTable } from '../node/testing/golden.ts'

const name = process.argv[2] ?? 'uk2013-5'
if (missingTables !== false) {
  console.log(missingTables)
} else {
  const histories = readTable(name)
  const ranking = rankAllModels(histories)
  const best = ranking.models[0]!
  console.log(
    `${name}: ${formatModel(best.model, histories.lists)}, ${Math.round(best.estimate).toLocaleString('en')}\n`,
  )
  console.log('| models kept | BCa 95 % | percentile 95 % | z0 |\n| ---: | --- | --- | ---: |')
  const kept = [1, 5, 10, 20, 50, 100, 200, 400]
  const limits = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
    `${Math.round(lower).toLocaleString('en')} to ${Math.round(upper).toLocaleString('en')}`
  for (const row of intervalsByKeptModels({ histories, ranking, kept, replicates: 1000, seed: 1 })) {
    console.log(
      `| ${row.kept} | ${limits(row.bca)} | ${limits(row.percentile)} | ${row.bca.biasCorrection.toFixed(2)} |`,
    )
  }
}
