import { parentPort } from 'node:worker_threads'
import { bootstrap, profileInterval, selectStepwise, waldInterval, type Interval } from '../index.ts'
import { drawHistories, POPULATIONS, type CoverageTask, type PopulationResult } from './populations.ts'

const RULE = { kind: 'stepwise', threshold: 0.02 } as const

parentPort?.on('message', ({ population, from, to, replicates }: CoverageTask) => {
  const results: PopulationResult[] = []
  for (let draw = from; draw < to; draw++) results.push(study(population, draw, replicates))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(results)
})

function study(population: number, draw: number, replicates: number): PopulationResult {
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
  }
}

const limits = ({ lower, upper }: Interval): readonly [number, number] => [lower, upper]
