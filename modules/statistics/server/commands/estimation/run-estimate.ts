import { TableError, type TableProblem, type TableWarning } from '@gloact/csv'
import { readTable, tableText, writeTogether, type FileToWrite } from '@gloact/csv/node'
import {
  allResidents,
  areByYear,
  coefficientsOf,
  dataHashOf,
  defaultStrataInterval,
  ESTIMATION_VERSION,
  isRefused,
  jsonOf,
  missedLinksIn,
  modelTable,
  readDraws,
  readDrawsTable,
  readInput,
  readOwnModel,
  readResidents,
  replicateTable,
  residentsHashOf,
  tooMuchWork,
  Stopped,
  type CaptureHistories,
  type Estimated,
  type EstimateStage,
  type EstimationInput,
  type Method,
  type MissedLinks,
  type Residents,
  type StrataMethod,
  type StrataOptions,
  type WrittenTable,
} from '@gloact/estimation'
import { estimateWatched, estimateStrataInThread } from '@gloact/estimation/node'
import { err, ok, type Result } from '@gloact/kernel'
import {
  Cancelled,
  type CommandContext,
  EXIT,
  interruptible,
  type Outcome,
  type Problem,
  refused,
  usage,
} from '@gloact/command'
import { percentOf, readJsonFile, wordsOf, wrongPlace } from '@gloact/command/files'
import { estimateText } from '@gloact/reports/estimation/text'
import { loadReportWords } from '@gloact/reports/node/words'
import { readRules, type Rules } from './rules.ts'
import { readRequest, type EstimateRequest } from './options.ts'
import { isSuspected, objectionToHeadings, objectionToLevels } from './strata-columns.ts'

/** Reads the table, estimates, prints, and writes the report where one is asked for. Ctrl-C ends it and leaves nothing. */
export async function runEstimate(context: CommandContext): Promise<Outcome> {
  const request = readRequest(context)
  if (!request.ok) return usage(request.error)
  try {
    return await interruptible((signal) => run(context, request.value, signal))
  } catch (error) {
    throw error instanceof Stopped ? new Cancelled() : error
  }
}

async function run(context: CommandContext, request: EstimateRequest, signal: AbortSignal): Promise<Outcome> {
  const own = await wordsOf(context)
  if (!own.ok) return own.error
  const words = own.value
  const wrong = await wrongPlace(
    [request.file, request.rules, request.draws, request.residents],
    [
      ['report', request.report],
      ['write-models', request.models],
      ['write-resamples', request.resamples],
    ],
  )
  if (wrong) return wrong
  const read = await readFile(context, request, signal)
  if (!read.ok) return read.error
  const { warnings } = read.value
  const rules = await readRules(request.rules, context.settings.countryDir)
  if (!rules.ok) return rules.error
  const method = methodOf(request, read.value.input)
  if (!method.ok) return usage(method.error)
  const draws = await readDrawsFile(request, read.value.input, signal)
  if (!draws.ok) return draws.error
  const { tables: drawn, missedLinks } = draws.value ?? {}
  const input = { ...read.value.input, ...(drawn && { draws: drawn }), ...(missedLinks && { missedLinks }) }
  const residents = await readResidentsFile(request, input, signal)
  if (!residents.ok) return residents.error
  const long =
    method.value.strata && tooMuchWork(input, strataOptionsOf(request, input, method.value.strata, rules.value))
  if (long !== undefined) return refusedInput({ code: 'estimation.too_much_work', message: long }, warnings)
  const made = await estimateAll(context, {
    request,
    input,
    method: method.value,
    rules: rules.value,
    residents: residents.value,
    signal,
  })
  const full: Estimated = { ...made, read: [...warnings, ...input.warnings] }
  const shown = !isRefused(full) || request.unchecked
  // Programs always read English.
  const json = jsonOf(full, (await loadReportWords('en')).word)
  const tables = shown ? tablesFor(request, made.estimate, input.histories) : []
  if (tables.length > 0) {
    context.writes()
    const done = await writeTogether(tables, { signal })
    if (!done.ok) {
      if (done.error.code === 'csv.cancelled') throw new Cancelled()
      return { exit: EXIT.failed, text: done.error.message, json: { ...json, ok: false, error: done.error.code } }
    }
    for (const { path } of tables) context.say(words.t('reports.text.written', { path }))
  }
  if (request.report !== undefined) {
    context.progress('Writing the report')
    context.writes()
    const { writeEstimateReport } = await import('./write-report.ts')
    const written = await writeEstimateReport(full, request.report, { words, signal })
    if (!written.ok) {
      if (written.error.code === 'csv.cancelled') throw new Cancelled()
      return { exit: EXIT.failed, text: written.error.message, json: { ...json, ok: false, error: written.error.code } }
    }
    context.say(words.t('reports.text.report_written', { path: request.report }))
  }
  return {
    exit: shown ? EXIT.ok : EXIT.refused,
    text: estimateText(full, rules.value.usual !== undefined, words),
    json,
  }
}

/** The files of models and of resampled counts, where they were asked for. */
function tablesFor(
  { models, resamples }: EstimateRequest,
  made: Estimated['estimate'],
  histories: CaptureHistories,
): FileToWrite[] {
  const fileOf = (path: string, table: WrittenTable | undefined): FileToWrite[] =>
    table ? [{ path, pieces: tableText(table.columns, table.rows) }] : []
  return [
    ...(models === undefined ? [] : fileOf(models, modelTable(made))),
    ...(resamples === undefined ? [] : fileOf(resamples, replicateTable(made, histories))),
  ]
}

/** The table as it is read for estimation, row by row, or how the command ends without it. */
async function readFile(
  context: CommandContext,
  request: EstimateRequest,
  signal: AbortSignal,
): Promise<Result<{ readonly input: EstimationInput; readonly warnings: readonly TableWarning[] }, Outcome>> {
  const identifying = objectionToHeadings(request.strata)
  if (identifying) return err(refusedInput(identifying, []))
  const table = await readTable(request.file, {
    delimiter: request.delimiter,
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!table.ok) return err(unreadable(table.error))
  try {
    const { strata, trend } = request
    const input = await readInput(table.value, { strata, trend, isSuspected })
    const { warnings } = table.value
    if (!input.ok) return err(refusedInput(input.error, warnings))
    const objection = objectionToLevels(input.value)
    return objection ? err(refusedInput(objection, warnings)) : ok({ input: input.value, warnings })
  } catch (error) {
    if (error instanceof TableError) return err(unreadable(error.problem))
    throw error
  }
}

interface Drawn {
  readonly tables: readonly CaptureHistories[]
  readonly missedLinks: MissedLinks | undefined
}

/** The tables drawn from the linkage, as JSON or as CSV; undefined where none are named. */
async function readDrawsFile(
  { draws: path, delimiter }: EstimateRequest,
  { histories }: EstimationInput,
  signal: AbortSignal,
): Promise<Result<Drawn | undefined, Outcome>> {
  if (path === undefined) return ok(undefined)
  try {
    const table = path.toLowerCase().endsWith('.csv') ? await readTable(path, { delimiter, signal }) : undefined
    if (table && !table.ok) return err(unreadable(table.error))
    const json = table ? undefined : await readJsonFile(path)
    if (json && !json.ok) return err(refused(json.error))
    const draws = table?.ok ? await readDrawsTable(table.value, histories) : readDraws(json?.value, histories)
    if (!draws.ok) return err(refusedInput(draws.error, []))
    return ok({ tables: draws.value, missedLinks: missedLinksIn(json?.ok ? json.value : undefined) })
  } catch (error) {
    if (error instanceof TableError) return err(unreadable(error.problem))
    throw error
  }
}

/** The residents for rates; undefined where none are named. */
async function readResidentsFile(
  { residents: path, delimiter }: EstimateRequest,
  input: EstimationInput,
  signal: AbortSignal,
): Promise<Result<Residents | undefined, Outcome>> {
  if (path === undefined) return ok(undefined)
  try {
    const table = await readTable(path, { delimiter, signal })
    if (!table.ok) return err(unreadable(table.error))
    const residents = await readResidents(table.value, input)
    return residents.ok ? residents : err(refusedInput(residents.error, []))
  } catch (error) {
    if (error instanceof TableError) return err(unreadable(error.problem))
    throw error
  }
}

function unreadable({ code, message }: TableProblem): Outcome {
  if (code === 'csv.cancelled') throw new Cancelled()
  const { exit, json } = refused({ code, message })
  return { exit, text: message, json: { ...json, warnings: [refusal(code, message)] } }
}

function refusedInput({ code, message }: Problem, warnings: readonly TableWarning[]): Outcome {
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
  if (name !== 'fixed') {
    const strata = name === 'aic' || name === 'main' ? name : 'bic'
    return ok({ method: { name, threshold }, strata: input.strata ? strata : undefined })
  }
  const own = readOwnModel(model ?? '', input)
  return own.ok
    ? ok({ method: { name, threshold, model: own.value.model }, strata: own.value.terms })
    : err(own.error.message)
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
  readonly residents: Residents | undefined
  readonly signal: AbortSignal
}

async function estimateAll(
  context: CommandContext,
  { request, input, method, rules, residents, signal }: Wanted,
): Promise<Omit<Estimated, 'read'>> {
  const about = {
    smallCounts: rules.smallCounts,
    basis: rules.basis,
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
  let stage = STAGES.models
  const onProgress = (done: number, total: number): void =>
    context.progress(total > 0 ? `${stage}: ${Math.round((100 * done) / total)} %` : stage)
  const onStage = (next: EstimateStage): void => context.progress((stage = STAGES[next]))
  const { threads } = request
  const watching = { ...(threads !== undefined && { threads }), signal, onProgress, onStage }
  const hasStrata = method.strata !== undefined
  const options = {
    method: method.method,
    // The table with strata has its own interval; the one without is there for its checks.
    interval: hasStrata ? 'none' : (request.interval ?? 'bca'),
    replicates: request.replicates,
    seed: request.seed,
    rules: rules.trust,
    ...(rules.usual && { usualRules: rules.usual.trust }),
    unchecked: request.unchecked,
    level: request.level,
    stated: request.stated,
  } as const
  const made = await estimateWatched(input, options, watching)
  stage = 'Choosing the model of the strata'
  if (method.strata === undefined) {
    const coefficients = coefficientsOf(made, input.histories, rules.smallCounts)
    return { request, estimate: made, strata: undefined, coefficients, ...about }
  }
  const wanted = { ...strataOptionsOf(request, input, method.strata, rules), residents, alone: made.estimate }
  // What is refused is not printed: no need to draw replicates for it.
  const asked = made.refused && !request.unchecked ? { ...wanted, interval: 'wald' as const } : wanted
  const strata = await estimateStrataInThread(input, asked, watching)
  return { request, estimate: made, strata, ...about }
}

const usualOf = ({ usual }: Rules): StrataOptions['usual'] => usual && { rule: usual.strata, trust: usual.trust }

/** What is asked of the table with strata. */
function strataOptionsOf(
  { interval, replicates, seed, level }: EstimateRequest,
  input: EstimationInput,
  method: StrataMethod,
  rules: Rules,
): StrataOptions {
  const options = { method, replicates, seed, level, rule: rules.strata, trust: rules.trust, usual: usualOf(rules) }
  // Profile intervals were refused when the options were read.
  const asked = interval === 'profile' ? undefined : interval
  return { ...options, interval: asked ?? defaultStrataInterval(input, options) }
}
