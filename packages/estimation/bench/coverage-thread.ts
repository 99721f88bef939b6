import {
  averageModels,
  bootstrap,
  decomposableAverage,
  profileInterval,
  rankAllModels,
  selectStepwise,
  waldInterval,
  type CaptureHistories,
  type Interval,
} from '../index.ts'
import { answerTasks } from '../node/threads.ts'
import { drawHistories, POPULATIONS, type CoverageTask, type PopulationResult } from './populations.ts'

const RULE = { kind: 'stepwise', threshold: 0.02 } as const

answerTasks((task: CoverageTask) => Array.from({ length: task.to - task.from }, (_, at) => study(task, task.from + at)))

function study({ population, replicates, everyMethod }: CoverageTask, draw: number): PopulationResult {
  const invented = POPULATIONS[population]!
  const histories = drawHistories(invented, 20_261_124 + population, draw)
  const { fit } = selectStepwise(histories)
  const resampled = bootstrap({ histories, rule: RULE, replicates, seed: draw })
  return {
    size: invented.size,
    estimate: fit.estimate,
    bca: limits(resampled.bca),
    percentile: limits(resampled.percentile),
    wald: limits(waldInterval(fit)),
    profile: limits(profileInterval(histories, fit.model) ?? { level: 0.95, lower: fit.observed, upper: Infinity }),
    warned: resampled.warnings.some((warning) => warning !== 'few_replicates'),
    ...(everyMethod ? otherMethods(histories, replicates, draw) : {}),
  }
}

function otherMethods(histories: CaptureHistories, replicates: number, seed: number): Partial<PopulationResult> {
  const ranking = rankAllModels(histories)
  const models = ranking.models.slice(0, histories.lists.length <= 4 ? 20 : 100).map(({ model }) => model)
  const graphs = decomposableAverage(histories)
  return {
    bestByBic: limits(bootstrap({ histories, rule: { kind: 'best', criterion: 'bic', models }, replicates, seed }).bca),
    averageByBic: limits(averageModels(ranking, graphs.observed)!.interval),
    graphs: [graphs.quantile(0.025), graphs.quantile(0.975)],
  }
}

const limits = ({ lower, upper }: Interval): readonly [number, number] => [lower, upper]
