import { TableError, type TableProblem, type TableWarning } from '@gloact/csv'
import { readTable } from '@gloact/csv/node'
import {
  dataHashOf,
  designOf,
  estimate,
  estimateStrata,
  ESTIMATION_VERSION,
  parseModel,
  parseTerms,
  readInput,
  Stopped,
  type EstimateStage,
  type EstimationInput,
  type InputProblem,
  type Method,
  type StrataMethod,
} from '@gloact/estimation'
import { bootstrapInThreads } from '@gloact/estimation/node'
import { err, ok, type Result } from '@gloact/kernel'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { Cancelled, interruptible } from '../interruptible.ts'
import { refused, usage } from '../outcome.ts'
import { isRefused, jsonOf, type Estimated } from './estimate-json.ts'
import { textOf } from './estimate-text.ts'
import { readRules, type Rules } from './rules.ts'
import { readRequest, type EstimateRequest } from './options.ts'
import { wrongPlace } from '../wrong-place.ts'

/** Reads the table, estimates, prints, and writes the report where one is asked for. Ctrl-C ends it and leaves nothing. */
export async function runEstimate(context: CommandContext): Promise<Outcome> {
  const request = readRequest(context)
  if (!request.ok) return usage(request.error)
  try {
    return await run(context, request.value)
  } catch (error) {
    throw error instanceof Stopped ? new Cancelled() : error
  }
}

async function run(context: CommandContext, request: EstimateRequest): Promise<Outcome> {
  const wrong = await wrongPlace([request.file, request.rules], [['report', request.report]])
  if (wrong) return wrong
  const read = await interruptible((signal) => readFile(context, request, signal))
  if (!read.ok) return read.error
  const { input, warnings } = read.value
  const rules = await readRules(request.rules)
  if (!rules.ok) return usage(rules.error)
  const method = methodOf(request, input)
  if (!method.ok) return usage(method.error)
  const made = await estimateAll(context, { request, input, method: method.value, rules: rules.value })
  const full: Estimated = { ...made, read: [...warnings, ...input.warnings] }
  const shown = !isRefused(full) || request.unchecked
  const json = jsonOf(full)
  if (request.report !== undefined) {
    context.progress('Writing the report')
    const { writeEstimateReport } = await import('./write-report.ts')
    const path = request.report
    const written = await interruptible((signal) => writeEstimateReport(full, path, signal))
    if (!written.ok) {
      return { exit: EXIT.failed, text: written.error.message, json: { ...json, ok: false, error: written.error.code } }
    }
    context.say(`The report is in ${request.report}.`)
  }
  return { exit: shown ? EXIT.ok : EXIT.refused, text: textOf(full), json }
}

/** The table as it is read for estimation, row by row, or how the command ends without it. */
async function readFile(
  context: CommandContext,
  request: EstimateRequest,
  signal: AbortSignal,
): Promise<Result<{ readonly input: EstimationInput; readonly warnings: readonly TableWarning[] }, Outcome>> {
  const table = await readTable(request.file, {
    delimiter: request.delimiter,
    signal,
    onProgress: (done, total) => context.progress(`Reading: ${Math.round((100 * done) / total)} %`),
  })
  if (!table.ok) return err(unreadable(table.error))
  try {
    const input = await readInput(table.value, { strata: request.strata })
    const { warnings } = table.value
    return input.ok ? ok({ input: input.value, warnings }) : err(refusedInput(input.error, warnings))
  } catch (error) {
    if (error instanceof TableError) return err(unreadable(error.problem))
    throw error
  }
}

function unreadable({ code, message }: TableProblem): Outcome {
  const { exit, json } = refused({ code, message })
  return { exit, text: message, json: { ...json, warnings: [refusal(code, message)] } }
}

function refusedInput({ code, message }: InputProblem, warnings: readonly TableWarning[]): Outcome {
  const all = [refusal(code, message), ...warnings.map((one) => ({ ...one, refuses: false }))]
  const text = [message, ...warnings.map((one) => one.message)].join('\n')
  return { exit: EXIT.refused, text, json: { ok: false, error: code, message, warnings: all } }
}

const refusal = (code: string, message: string) => ({ code, message, refuses: true })

interface Chosen {
  readonly method: Method
  readonly strata: StrataMethod | undefined
}

/** The method, with the model of `--model` read by the names in the table. */
function methodOf(request: EstimateRequest, input: EstimationInput): Result<Chosen, string> {
  const { method: name, threshold, model } = request
  const { lists } = input.histories
  if (name === 'dga' && (lists.length < 3 || lists.length > 5)) {
    return err(`--method dga is for three to five lists; the table has ${lists.length}.`)
  }
  if (input.strata) {
    if (name === 'fixed') {
      const terms = parseTerms(designOf(lists, input.strata), model ?? '')
      if (!terms.ok) return err(terms.error.message)
      // The checks look at the lists alone: what the model has of covariates is nothing to them.
      const own = terms.value.flatMap(([a, b]) =>
        b !== undefined && b < lists.length ? [`${lists[a]!}*${lists[b]!}`] : [],
      )
      const parsed = parseModel(own.join(','), lists)
      if (!parsed.ok) return err(parsed.error.message)
      return ok({ method: { name, threshold, model: parsed.value }, strata: terms.value })
    }
    return ok({ method: { name, threshold }, strata: name === 'aic' || name === 'main' ? name : 'bic' })
  }
  if (name !== 'fixed') return ok({ method: { name, threshold }, strata: undefined })
  const parsed = parseModel(model ?? '', lists)
  return parsed.ok
    ? ok({ method: { name, threshold, model: parsed.value }, strata: undefined })
    : err(parsed.error.message)
}

const STAGES: Readonly<Record<EstimateStage, string>> = {
  models: 'Fitting models',
  checks: 'Checking',
  replicates: 'Resampling',
}

interface Wanted {
  readonly request: EstimateRequest
  readonly input: EstimationInput
  readonly method: Chosen
  readonly rules: Rules
}

async function estimateAll(
  context: CommandContext,
  { request, input, method, rules }: Wanted,
): Promise<Omit<Estimated, 'read'>> {
  let stage = STAGES.models
  const onProgress = (done: number, total: number): void =>
    context.progress(total > 0 ? `${stage}: ${Math.round((100 * done) / total)} %` : stage)
  const hasStrata = method.strata !== undefined
  const made = await estimate(input, {
    method: method.method,
    // The table with strata has its own interval; the one without is there for its checks.
    interval: hasStrata ? 'none' : (request.interval ?? 'bca'),
    replicates: request.replicates,
    seed: request.seed,
    rules: rules.trust,
    unchecked: request.unchecked,
    onProgress,
    onStage: (next) => (stage = STAGES[next]),
    // Fitting does not wait: there Ctrl-C ends the process at once, which leaves nothing either.
    bootstrap: (plan, { level = 0.95 }) =>
      interruptible((signal) => bootstrapInThreads(plan, { level, signal, onProgress })),
  })
  stage = 'Choosing the model of the strata'
  const strata = method.strata && estimateStrata(input, { method: method.strata, rule: rules.strata, onProgress })
  return { request, estimate: made, strata, dataHash: await dataHashOf(input), version: ESTIMATION_VERSION }
}
