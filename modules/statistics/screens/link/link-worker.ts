import { err, ok, said, type Result, type Said } from '@gloact/kernel'
import {
  checkSchema,
  cleaned,
  clusterTable,
  countOneEach,
  createRecords,
  dateWarnings,
  drawnHistories,
  explainPair,
  fullestOfEach,
  hasIdOnSeveralLists,
  historyTable,
  linkRecords,
  listColumns,
  measureReview,
  modelHash,
  objectionToDates,
  ordersIn,
  pairTable,
  namedTwiceWarning,
  namesOnce,
  readDecisionRows,
  recogniseColumns,
  reviewSample,
  ROWS_FOR_ORDER,
  type Decision,
  type FileOrder,
  type Linkage,
  type LinkageSchema,
  type ReadDecisions,
  type Records,
  type RecordsWithGuest,
} from '@gloact/linkage/plain'
import { reportWords, type ReportWords } from '@gloact/reports/words'
import { answerTasks } from '../worker/answer-tasks.ts'
import { csvFile } from '../worker/csv-file.ts'
import { jsonFile, type MadeTable } from '../worker/made.ts'
import { readPickedTable, type PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { LinkMade, LinkStepName, LinkTask, LookedLists, PairToDecide } from './link-task.ts'

const SEED = 1
const SAMPLED = 2000
/** Rows that a screen shows; the file has all. */
const SHOWN_PAIRS = 20
/** Pairs that a person is asked about: from every band of probability, drawn by chance. */
const ASKED_PAIRS = 40

interface ReadList extends PickedTable {
  readonly name: string
}

async function readAll(files: readonly File[]): Promise<Result<readonly ReadList[], TaskProblem>> {
  const lists: ReadList[] = []
  for (const file of files) {
    const table = await readPickedTable(file)
    if (!table.ok) return table
    lists.push({ ...table.value, name: file.name })
  }
  return ok(lists)
}

const samplesOf = ([first, ...others]: readonly ReadList[]) =>
  (first?.columns ?? []).map((name) => ({
    name,
    cells: [first!, ...others].flatMap(({ columns, rows }) => {
      const place = columns.indexOf(name)
      return place < 0 ? [] : rows.slice(0, SAMPLED).map((row) => row[place]!)
    }),
  }))

/** How the columns of all lists are read: the first says which there are. */
function look(lists: readonly ReadList[]): LookedLists {
  const { columns } = recogniseColumns(samplesOf(lists))
  const isOne = lists.length === 1
  return {
    lists: lists.map(({ name, rows }) => ({ name, rows: rows.length })),
    // Where several files are linked, each is a list, and writes its dates in an order of its own.
    columns: isOne
      ? columns
      : columns.map(({ name, kind }) => ({ name, kind: kind === 'list' ? ('ignored' as const) : kind })),
    warnings: [...new Set(lists.flatMap(({ warnings }) => warnings.map(({ code }) => code)))],
  }
}

interface Warning {
  readonly code: string
  readonly said: Said
}

interface ReadRecords {
  readonly records: RecordsWithGuest
  readonly warnings: readonly Warning[]
}

/** The records of all lists, as the command reads them: what it refuses is refused. */
function recordsOf(lists: readonly ReadList[], schema: LinkageSchema): Result<ReadRecords, TaskProblem> {
  const builder = createRecords(schema, { year: new Date().getFullYear() })
  const orders: FileOrder[] = []
  const warnings: Warning[] = []
  const idName = schema.columns.find(({ kind }) => kind === 'id')!.name
  const compared = schema.columns.filter(({ kind }) => kind !== 'ignored' && kind !== 'id' && kind !== 'list')
  for (const { name: file, columns, rows } of lists) {
    const named = columns.includes(idName) ? columns : [idName, ...columns.slice(1)]
    const missing = compared.filter(({ name }) => !named.includes(name)).map(({ name }) => name)
    if (missing.length > 0)
      warnings.push({
        code: 'column_missing',
        said: said('link.column_missing', { file, columns: { as: 'and', of: missing } }),
      })
    if (rows.length === 0) return err({ code: 'linkage.no_records', message: `${file} has a header and no row.` })
    const places = compared.map(({ name }) => named.indexOf(name)).filter((place) => place >= 0)
    if (!rows.some((row) => places.some((place) => row[place]!.trim() !== '')))
      return err({
        code: 'linkage.all_missing',
        message: `${file}: every cell is empty in the columns that are compared.`,
      })
    const own = ordersIn(file, schema, named, rows.slice(0, ROWS_FOR_ORDER))
    orders.push(...own)
    builder.open(file, named, new Map(own.map(({ column, order }) => [column, order])))
    const idAt = named.indexOf(idName)
    for (const [at, row] of rows.entries()) {
      if (cleaned(row[idAt]) === '')
        return err({ code: 'linkage.id_empty', params: { row: at + 2 }, message: `${file}: row ${at + 2} has no id.` })
      builder.add(row)
    }
  }
  const records = builder.finish()
  const objection = objectionToDates(records.dates, records.count)
  if (objection) return err(objection)
  return ok({ records, warnings: [...warnings, ...dateWarnings(orders, records.dates)] })
}

answerTasks<LinkStepName>(async (asked, tell) => {
  const task = asked as LinkTask
  tell('reading', 0, 0)
  const lists = await readAll(task.lists)
  if (!lists.ok) return lists
  if (task.kind === 'look') return ok(look(lists.value))
  const once = namesOnce({ columns: task.columns }, samplesOf(lists.value))
  const schema = checkSchema(once.schema)
  if (!schema.ok) return schema
  const read = recordsOf(lists.value, schema.value)
  if (!read.ok) return read
  const { records } = read.value
  const warnings = [...once.left.map(namedTwiceWarning), ...read.value.warnings]
  const isOne = lists.value.length === 1
  const { threshold, language } = task
  const decided = await decisionsOf(task, records, { betweenLists: !isOne })
  if (!decided.ok) return decided
  const { decisions } = decided.value
  warnings.push(...decided.value.warnings)
  const linked = await linkRecords(records, {
    mode: isOne ? 'within_all' : 'between_lists',
    threshold,
    decisions,
    seed: SEED,
    onProgress: tell,
  })
  if (!linked.ok) return linked
  const words = reportWords(language.language, language.catalogues)
  return ok(madeOf(linked.value, { lists: lists.value, schema: schema.value, threshold, decisions, warnings, words }))
})

/** What the file says and what was decided on the screen, which stands where both speak of a pair. */
async function decisionsOf(
  { decided, decisions }: Extract<LinkTask, { kind: 'link' }>,
  records: Records,
  options: { readonly betweenLists: boolean },
): Promise<Result<ReadDecisions, TaskProblem>> {
  if (decided === null) return ok({ decisions, warnings: [] })
  const table = await readPickedTable(decided)
  if (!table.ok) return table
  const read = await readDecisionRows(table.value, records, options)
  if (!read.ok) return read
  const isSame = (one: Decision, other: Decision): boolean =>
    (one.a === other.a && one.b === other.b) || (one.a === other.b && one.b === other.a)
  const others = read.value.decisions.filter((one) => !decisions.some((other) => isSame(one, other)))
  return ok({ decisions: [...others, ...decisions], warnings: read.value.warnings })
}

interface About {
  readonly lists: readonly ReadList[]
  readonly schema: LinkageSchema
  readonly threshold: number
  readonly decisions: readonly Decision[]
  readonly warnings: readonly Warning[]
  readonly words: ReportWords
}

function madeOf(linkage: Linkage, { lists, schema, threshold, decisions, warnings, words }: About): LinkMade {
  const { records } = linkage.scorer
  const isOne = lists.length === 1
  const listColumn = schema.columns.find(({ kind }) => kind === 'list')?.name
  const hasSeveral = records.listNames.length > 1
  const persons = linkage.clusters.reduce((most, cluster) => Math.max(most, cluster), -1) + 1
  const names = listColumns(records.listNames, listColumn === undefined)
  const drawn = hasSeveral ? drawnHistories(records, linkage.draws) : undefined
  const all = [...warnings, ...linkage.warnings]
  const kept = isOne ? fullestOfEach(linkage) : undefined
  const [source] = lists
  if (kept) for (const row of source!.rows) kept.take(row)
  const chosen = kept?.kept()
  const params = { records: records.count, pairs: linkage.pairs.length, persons }
  return {
    first: isOne
      ? { id: 'statistics.link.first_one', params: { ...params, kept: countOneEach(linkage) } }
      : { id: 'statistics.link.first_several', params: { ...params, lists: lists.length } },
    notes: notesOf(all.map(({ code }) => code)),
    details: all.map((warning) => words.word(warning.said)),
    toDecide: pairsToDecide(linkage, lists, schema),
    tables: [
      pairsShown(linkage, hasSeveral),
      ...(decisions.length > 0 ? [decidedShown(linkage, decisions)] : []),
      ...(drawn ? [historiesShown(names, drawn)] : []),
    ],
    files: [
      {
        label: 'statistics.link.save_pairs',
        ending: 'pairs.csv',
        file: csvFile(
          pairTable(linkage, {
            lists: lists.length > 2 || (listColumn !== undefined && hasIdOnSeveralLists(records)),
            decisions: decisions.length > 0,
          }),
        ),
      },
      { label: 'statistics.link.save_clusters', ending: 'clusters.csv', file: csvFile(clusterTable(linkage)) },
      ...(chosen
        ? [
            {
              label: 'statistics.link.save_once',
              ending: 'once.csv',
              file: csvFile({ columns: source!.columns, rows: source!.rows.filter((_, at) => chosen.has(at)) }),
            },
          ]
        : []),
      ...(drawn
        ? [
            {
              label: 'statistics.link.save_histories',
              ending: 'histories.csv',
              file: csvFile(historyTable(names, drawn)),
            },
            {
              label: 'statistics.link.save_draws',
              ending: 'histories.draws.json',
              file: jsonFile({
                lists: names,
                ...drawn,
                rules: `plain linkage, ${isOne ? 'each list deduplicated first' : 'one record a person and list'}, ${decisions.length} pairs decided by people, seed ${SEED}`,
                modelHash: modelHash(linkage.model),
              }),
            },
          ]
        : []),
      {
        label: 'statistics.tool.save_json',
        ending: 'linkage.json',
        file: jsonFile({
          records: records.count,
          lists: records.listNames,
          candidates: linkage.candidates,
          expectedMatches: linkage.expectedMatches,
          pairs: linkage.pairs.length,
          persons,
          threshold,
          ...(decisions.length > 0 && { review: measureReview(linkage, decisions) }),
          seed: SEED,
          schema,
          model: linkage.model,
          warnings: all,
        }),
      },
    ],
  }
}

const NOTES: Readonly<Record<string, string>> = {
  few_records: 'statistics.link.note_few_records',
  many_the_same: 'statistics.link.note_many_the_same',
  no_matches: 'statistics.link.note_no_matches',
  few_fields: 'statistics.link.note_few_fields',
  rules_disagree: 'statistics.link.note_rules_disagree',
  column_missing: 'statistics.link.note_column_missing',
  names_twice: 'statistics.link.note_names_twice',
  dates_ambiguous: 'statistics.link.note_dates',
  dates_unread: 'statistics.link.note_dates',
  dates_odd: 'statistics.link.note_dates',
}

const notesOf = (codes: readonly string[]) =>
  [...new Set(codes.map((code) => NOTES[code] ?? 'statistics.finding.other'))].map((id) => ({ id }))

function pairsShown({ scorer, pairs }: Linkage, hasSeveral: boolean): MadeTable {
  const { ids, lists, listNames } = scorer.records
  const nameOf = (record: number): string => listNames[lists[record]!] ?? ''
  return {
    title: { id: 'statistics.link.pairs' },
    columns: [
      { id: 'statistics.link.one' },
      { id: 'statistics.link.other' },
      ...(hasSeveral ? [{ id: 'statistics.link.list_one' }, { id: 'statistics.link.list_other' }] : []),
      { id: 'statistics.link.probability' },
    ],
    rows: pairs
      .slice(0, SHOWN_PAIRS)
      .map(({ a, b, probability }) => [
        ids[a]!,
        ids[b]!,
        ...(hasSeveral ? [nameOf(a), nameOf(b)] : []),
        Math.round(probability * 1000) / 1000,
      ]),
    more: Math.max(0, pairs.length - SHOWN_PAIRS),
  }
}

/** Pairs as `link --review` draws them, with what the lists say of both records. */
function pairsToDecide(linkage: Linkage, lists: readonly ReadList[], schema: LinkageSchema): readonly PairToDecide[] {
  const { ids, lists: listOf, listNames } = linkage.scorer.records
  const starts: number[] = []
  let count = 0
  for (const { rows } of lists) {
    starts.push(count)
    count += rows.length
  }
  const cellsOf = (record: number): ((column: string) => string) => {
    const at = starts.findLastIndex((start) => start <= record)
    const list = lists[at]!
    const row = list.rows[record - starts[at]!] ?? []
    return (column) => row[list.columns.indexOf(column)] ?? ''
  }
  const columns = schema.columns.filter(({ kind }) => kind !== 'ignored' && kind !== 'id').map(({ name }) => name)
  return reviewSample(linkage, ASKED_PAIRS, SEED).map(({ a, b, probability, band, standsFor }) => {
    const [one, other] = [cellsOf(a), cellsOf(b)]
    return {
      a,
      b,
      ids: [ids[a]!, ids[b]!],
      lists: listNames.length > 1 ? [listNames[listOf[a]!] ?? '', listNames[listOf[b]!] ?? ''] : null,
      probability,
      band,
      standsFor,
      reasons: explainPair(linkage.scorer, a, b).reasons.map(({ words, letters }) =>
        letters === undefined ? words : `${words} (${letters})`,
      ),
      cells: columns.map((column) => ({ column, one: one(column), other: other(column) })),
    }
  })
}

const SHARE = 1000

/** What people found, beside what the model said of the pair alone. */
function decidedShown(linkage: Linkage, decisions: readonly Decision[]): MadeTable {
  const share = (value: number | undefined) => (value === undefined ? '–' : Math.round(value * SHARE) / SHARE)
  return {
    title: { id: 'statistics.link.decided' },
    columns: [
      { id: 'statistics.link.probability' },
      ...(['same', 'not_same', 'unsure'] as const).map((verdict) => ({ id: `statistics.link.verdict_${verdict}` })),
      { id: 'statistics.link.found' },
      { id: 'statistics.link.expected' },
    ],
    rows: measureReview(linkage, decisions).bands.map(({ band, same, notSame, unsure, precision, expected }) => [
      band,
      same,
      notSame,
      unsure,
      share(precision?.share),
      share(expected),
    ]),
  }
}

function historiesShown(names: readonly string[], { histories, counts }: ReturnType<typeof drawnHistories>): MadeTable {
  const rows = histories.flatMap((on, at) =>
    counts[at]! > 0 ? [[names.filter((_, list) => on[list] === 1).join(' + '), counts[at]!]] : [],
  )
  return {
    title: { id: 'statistics.link.histories' },
    columns: [{ id: 'statistics.link.on_lists' }, { id: 'statistics.link.persons' }],
    rows,
    bars: [1],
  }
}
