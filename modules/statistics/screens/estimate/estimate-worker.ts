import {
  dataHashOf,
  estimate,
  ESTIMATION_VERSION,
  intervalOf,
  isRefused,
  jsonOf,
  listsOf,
  readInput,
  warningsOf,
  type Estimated,
} from '@gloact/estimation'
import { ok } from '@gloact/kernel'
import { renderHtml } from '@gloact/reports'
import { estimateReport } from '@gloact/reports/estimation'
import { answerTasks } from '../worker/answer-tasks.ts'
import { readPickedTable } from '../worker/read-table.ts'
import type { EstimateStep, EstimateTask, MadeEstimate } from './estimate-task.ts'

answerTasks<EstimateStep>(async (asked, tell) => {
  const { table: file, limits } = asked as EstimateTask
  const table = await readPickedTable(file)
  if (!table.ok) return table
  const input = await readInput(table.value)
  if (!input.ok) return input
  let step: EstimateStep = 'models'
  // What `gloact estimate` does where nothing else is asked for, by the country’s limits as it does.
  const made = await estimate(input.value, {
    interval: 'bca',
    replicates: 1000,
    seed: 1,
    rules: limits.checks,
    onStage: (stage) => tell((step = stage), 0, 1),
    onProgress: (done, total) => tell(step, done, total),
  })
  const estimated: Estimated = {
    request: { interval: 'bca', unchecked: false },
    estimate: made,
    strata: undefined,
    read: [...table.value.warnings, ...input.value.warnings],
    smallCounts: limits.smallCounts,
    basis: limits.basis ?? 'those of the method',
    dataHash: await dataHashOf(input.value),
    version: ESTIMATION_VERSION,
  }
  const { smallCounts, basis, dataHash, version } = estimated
  const interval = intervalOf(estimated)
  const warnings = warningsOf(estimated)
  const report = estimateReport({
    estimate: made,
    warnings,
    interval,
    unchecked: false,
    smallCounts,
    basis,
    dataHash,
    version,
  })
  const { lists, observed } = made
  const answer: MadeEstimate = {
    lists,
    observed,
    figure: isRefused(estimated) ? undefined : { all: made.estimate, unseen: made.darkFigure, interval },
    independent: made.checks.identification.omittedPairs.map((pair) => {
      const [one, other] = listsOf(pair)
      return [lists[one!]!, lists[other!]!]
    }),
    warnings,
    json: new Blob([`${JSON.stringify(jsonOf(estimated), null, 2)}\n`], { type: 'application/json' }),
    report: new Blob([renderHtml(report)], { type: 'text/html' }),
  }
  return ok(answer)
})
