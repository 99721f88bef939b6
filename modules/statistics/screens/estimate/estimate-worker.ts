import { objectionToValues } from '@gloact/disclosure'
import {
  allResidents,
  areByYear,
  coefficientsOf,
  dataHashOf,
  defaultStrataInterval,
  estimate,
  estimateStrata,
  ESTIMATION_VERSION,
  intervalOf,
  isRefused,
  jsonOf,
  listsOf,
  MISSED_COLUMN,
  modelTable,
  rangeInPlaceOf,
  ratesOf,
  ratesOfTotal,
  replicateTable,
  residentsHashOf,
  warningsOf,
  type Estimated,
  type EstimationInput,
} from '@gloact/estimation'
import { ok, said } from '@gloact/kernel'
import { renderHtml } from '@gloact/reports'
import { estimateReport } from '@gloact/reports/estimation'
import { reportWords } from '@gloact/reports/words'
import type { EstimateLimits } from '../../contract/limits.ts'
import { answerTasks } from '../worker/answer-tasks.ts'
import { csvFile } from '../worker/csv-file.ts'
import type { ReportCatalogues } from '../worker/report-catalogues.ts'
import { readPickedTable, type PickedTable } from '../worker/read-table.ts'
import type { EstimateAsked, EstimateStep, EstimateTask, LookedTable, MadeEstimate } from './estimate-task.ts'
import { readAsked, type ReadAsked } from './read-asked.ts'

const COUNT = /^(?:counts?|freq(?:uency)?)$/i
const FEWEST_LISTS_TO_TEST = 4

/** What the columns of a table are taken for. */
function look({ columns, rows, warnings }: PickedTable): LookedTable {
  const isList = (at: number): boolean => rows.every((row) => row[at]!.trim() === '0' || row[at]!.trim() === '1')
  const named = columns.map((name, at) => ({ name, at }))
  const lists = named.filter(({ name, at }) => !COUNT.test(name) && isList(at))
  const others = named.filter(({ name, at }) => {
    if (COUNT.test(name) || name === MISSED_COLUMN || lists.some((list) => list.at === at)) return false
    const values = new Map<string, number>()
    for (const row of rows) values.set(row[at]!, (values.get(row[at]!) ?? 0) + 1)
    // Where a row is a history, every value may stand in few rows: it is looked at again with the people who have it.
    return objectionToValues(name, new Map()) === undefined && values.size <= rows.length
  })
  return {
    rows: rows.length,
    lists: lists.map(({ name }) => name),
    hasCounts: columns.some((name) => COUNT.test(name)),
    others: others.map(({ name }) => name),
    warnings: warnings.map(({ code }) => code),
  }
}

answerTasks<EstimateStep>(async (asked, tell) => {
  const task = asked as EstimateTask
  const table = await readPickedTable(task.table)
  if (!table.ok) return table
  if (task.kind === 'look') return ok(look(table.value))
  const { limits, asked: wanted, language } = task
  const read = await readAsked(table.value, wanted)
  if (!read.ok) return read
  const { input, residents } = read.value
  const made = await estimateAll(read.value, { limits, wanted, tell })
  const full: Estimated = {
    ...made,
    coefficients: made.strata ? undefined : coefficientsOf(made.estimate, input.histories, limits.smallCounts),
    read: [...table.value.warnings, ...input.warnings],
    smallCounts: limits.smallCounts,
    basis: limits.basis ?? said('basis.method'),
    dataHash: await dataHashOf(input),
    ...(residents && {
      residents: {
        all: allResidents(residents),
        byYear: areByYear(residents),
        hash: await residentsHashOf(residents),
      },
    }),
    version: ESTIMATION_VERSION,
  }
  return ok(answerOf(full, input, language))
})

interface Wanted {
  readonly limits: EstimateLimits
  readonly wanted: EstimateAsked
  readonly tell: (step: EstimateStep, done: number, total: number) => void
}

/** What `gloact estimate` makes of it, by the country’s limits as it does. */
async function estimateAll(
  { input, residents, own }: ReadAsked,
  { limits, wanted, tell }: Wanted,
): Promise<Pick<Estimated, 'request' | 'estimate' | 'strata'>> {
  const { method, level, strata } = wanted
  const rules = limits.checks
  let step: EstimateStep = 'models'
  const watch = {
    onStage: (stage: EstimateStep) => tell((step = stage), 0, 1),
    onProgress: (done: number, total: number) => tell(step, done, total),
  }
  const hasStrata = strata.length > 0
  const assumption = wanted.assumption.trim()
  const stated = {
    ...(assumption !== '' && { assumption }),
    ...(wanted.atLeast !== null && { atLeast: wanted.atLeast }),
    ...(wanted.atMost !== null && { atMost: wanted.atMost }),
  }
  const name = method === 'usual' ? (hasStrata ? 'bic' : 'stepwise') : method
  const made = await estimate(input, {
    interval: hasStrata ? 'none' : 'bca',
    method: { name, threshold: 0.02, ...(own && { model: own.model }) },
    replicates: 1000,
    seed: 1,
    level: level / 100,
    rules,
    ...(Object.keys(stated).length > 0 && { stated }),
    ...watch,
  })
  const request = { interval: hasStrata ? undefined : ('bca' as const), unchecked: false }
  if (!hasStrata) return { request, estimate: made, strata: undefined }
  tell((step = 'grouping'), 0, 0)
  const { threshold } = limits.smallCounts
  const options = {
    method: own?.terms ?? (name === 'aic' || name === 'main' ? name : ('bic' as const)),
    replicates: 1000,
    seed: 1,
    level: level / 100,
    rule: { ...limits.strata, fewestPeople: Math.max(limits.strata.fewestPeople, threshold) },
    trust: rules,
    residents,
    alone: made.estimate,
  }
  const interval = made.refused ? 'wald' : defaultStrataInterval(input, options)
  return { request, estimate: made, strata: await estimateStrata(input, { ...options, interval, ...watch }) }
}

function answerOf(full: Estimated, input: EstimationInput, { language, catalogues }: ReportCatalogues): MadeEstimate {
  const words = reportWords(language, catalogues)
  const english = reportWords('en', catalogues)
  const { estimate: made, strata, smallCounts, basis, dataHash, version, coefficients, residents } = full
  const interval = intervalOf(full)
  const warnings = warningsOf(full)
  const refused = isRefused(full)
  const rates = ratesOfTotal(full)
  const figures = strata ?? made
  const report = estimateReport(
    {
      estimate: made,
      strata,
      warnings,
      interval,
      unchecked: false,
      smallCounts,
      basis,
      dataHash,
      residents,
      rates,
      coefficients,
      version,
    },
    words,
  )
  const { lists, observed } = made
  const range = strata || !refused ? undefined : rangeInPlaceOf(made)
  const tables = refused ? [] : tablesOf(full)
  const resamples = refused || strata ? undefined : replicateTable(made, input.histories)
  const needsStating = lists.length < FEWEST_LISTS_TO_TEST
  return {
    lists,
    observed,
    figure: refused
      ? undefined
      : {
          all: figures.estimate,
          unseen: figures.darkFigure,
          interval,
          standardError: (strata ? strata.checks?.standardError : made.fit?.standardError) ?? null,
          rate: rates?.total ?? null,
          ofLinkage: made.linkage?.share ?? null,
        },
    range,
    tables,
    independent: made.checks.identification.omittedPairs.map((pair) => {
      const [one, other] = listsOf(pair)
      return [lists[one!]!, lists[other!]!]
    }),
    stated: needsStating ? (made.stated?.assumption ?? null) : null,
    warnings: warnings.map(({ code, refuses, said: sentence }) => ({ code, refuses, message: words.word(sentence) })),
    json: new Blob([`${JSON.stringify(jsonOf(full, english.word), null, 2)}\n`], { type: 'application/json' }),
    report: new Blob([renderHtml(report)], { type: 'text/html' }),
    groups: tables.length === 0 ? null : groupsFile(tables),
    models: refused ? null : csvFile(modelTable(made)),
    resamples: resamples ? csvFile(resamples) : null,
  }
}

const tablesOf = ({ strata }: Estimated): MadeEstimate['tables'] =>
  (strata?.published?.tables ?? []).map(({ covariate, merged, groups }) => ({
    by: covariate,
    merged,
    groups: groups.map((group) => ({
      name: group.levels.join(' + '),
      seen: group.observed,
      all: group.estimate,
      interval: group.limits
        ? { lower: group.limits.lower, upper: Number.isFinite(group.limits.upper) ? group.limits.upper : null }
        : null,
      rate: group.residents === undefined ? null : ratesOf(group, group.limits, group.residents).total,
    })),
  }))

const groupsFile = (tables: MadeEstimate['tables']): Blob =>
  csvFile({
    columns: ['column', 'group', 'seen', 'estimate', 'lower', 'upper', 'per_100000'],
    rows: tables.flatMap(({ by, groups }) =>
      groups.map(({ name, seen, all, interval, rate }) => [
        by,
        name,
        String(seen),
        ...[all, interval?.lower, interval?.upper, rate].map((value) =>
          typeof value === 'number' ? String(value) : '',
        ),
      ]),
    ),
  })
