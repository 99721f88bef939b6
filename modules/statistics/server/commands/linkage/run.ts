import { basename } from 'node:path'
import { said } from '@gloact/kernel'
import type { LinkageStep, Records } from '@gloact/linkage/plain'
import { type CommandContext, EXIT, interruptible, type Outcome, type Pause, refused, usage } from '@gloact/command'
import { wordsOf, wrongPlace } from '@gloact/command/files'
import { counted } from './counted.ts'
import { noteSaid, notesInJson } from './notes.ts'

const STEPS: Readonly<Record<LinkageStep, string>> = {
  keys: 'Choosing which records to compare',
  estimate: 'Estimating how often people agree by chance',
  compare: 'Comparing',
  cluster: 'Grouping the records of each person',
}

/** Where the column of lists was guessed: the histories of more are no estimate's, and its cells may be names of people. */
const MOST_GUESSED = 16

/** What stands in so many records of a column that was guessed is a list's name, and nobody's own. */
const FEWEST_ON_LIST = 20

/** Whether the names of lists are told: each of them stands in many records. */
function areLists({ lists, listNames }: Pick<Records, 'lists' | 'listNames'>): boolean {
  const counts = listNames.map(() => 0)
  for (const list of lists) if (list >= 0) counts[list]!++
  return counts.every((count) => count >= FEWEST_ON_LIST)
}

interface Asked {
  readonly threshold: number
  readonly seed: number
  readonly review: number
}

/** The numbers that were asked for, or what is wrong with one. */
function numbersOf({ text }: CommandContext): Asked | string {
  const threshold = Number(text('threshold') ?? 0.5)
  if (!(threshold > 0 && threshold <= 1)) return '--threshold is a probability above 0 and up to 1, such as 0.5.'
  const seed = Number(text('seed') ?? 1)
  if (!Number.isInteger(seed)) return '--seed is a whole number.'
  const review = Number(text('review') ?? 0)
  const isAsked = text('review') !== undefined
  if (isAsked && (!Number.isInteger(review) || review < 1 || review > 100_000))
    return '--review is a whole number of pairs, 1 or more, such as 200.'
  return { threshold, seed, review }
}

/** Reads the lists, links them, and writes what was asked for. Ctrl-C ends it and leaves no file. */
export async function runLinkage(context: CommandContext, mode: 'between_lists' | 'within_all'): Promise<Outcome> {
  const asked = numbersOf(context)
  if (typeof asked === 'string') return usage(asked)
  if (context.text('one-each') !== undefined && context.text('threshold') !== undefined)
    return usage(
      '--one-each keeps a record of each cluster, which --threshold does not move: it is for the pairs alone. Leave one of them out; decide doubtful pairs by --review and --decisions.',
    )
  const files = context.arguments
  if (new Set(files.map((file) => basename(file))).size < files.length) {
    return usage('Two lists have the same file name: lists are told apart by it. Rename one, or name it once.')
  }
  return interruptible((signal, pause) => linkFiles(context, mode, asked, { signal, pause }))
}

async function linkFiles(
  context: CommandContext,
  mode: 'between_lists' | 'within_all',
  { threshold, seed, review }: Asked,
  { signal, pause }: { readonly signal: AbortSignal; readonly pause: Pause },
): Promise<Outcome> {
  const [plain, { writeTogether }, { readLists }, { readDecisions }, output, { oneEachFile }, { drawsPath }] =
    await Promise.all([
      import('@gloact/linkage/plain'),
      import('@gloact/csv/node'),
      import('./read-lists.ts'),
      import('./read-decisions.ts'),
      import('./write-results.ts'),
      import('./write-one-each.ts'),
      import('./write-linked-histories.ts'),
    ])
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const { arguments: lists, text } = context
  const [out, clusters, histories] = [text('out') ?? 'pairs.csv', text('clusters'), text('histories')]
  const [oneEach, decided, delimiter] = [text('one-each'), text('decisions'), text('delimiter')]
  const wrong = await wrongPlace(
    [...lists, text('schema'), decided],
    [
      ['out', out],
      ['review', review > 0 ? output.reviewPath(out) : undefined],
      ['clusters', clusters],
      ['one-each', oneEach],
      ['histories', histories],
      ['histories', histories && drawsPath(histories)],
    ],
  )
  if (wrong) return wrong
  const read = await readLists(context, signal)
  if (!read.ok) return refused(read.error)
  const { records, schema, warnings, orders, dates } = read.value
  const hasSeveral = records.listNames.length > 1
  if (histories !== undefined && records.listNames.length === 0)
    return refused({
      code: 'linkage.one_list',
      message: 'No record is on a list: there are no histories to count.',
    })
  const listColumn = schema.columns.find(({ kind }) => kind === 'list')?.name
  const isGuessed = listColumn !== undefined && text('schema') === undefined
  if (histories !== undefined && isGuessed && records.listNames.length > MOST_GUESSED)
    return refused({
      code: 'linkage.lists_guessed',
      message: `“${listColumn}” was taken for the list that a record is on, and names ${counted(records.listNames.length, 'list')}: each would be a column of the histories. Name the column that is, in a schema (--schema).`,
    })
  const reviewed = await readDecisions(decided, records, { betweenLists: mode === 'between_lists', signal })
  if (!reviewed.ok) return refused(reviewed.error)
  const { decisions } = reviewed.value
  const linked = await plain.linkRecords(records, {
    mode,
    threshold,
    decisions,
    seed,
    signal,
    onProgress: (step, done, total) =>
      context.progress(total > 1 ? `${STEPS[step]} (${done} of ${total})` : STEPS[step]),
    pause,
  })
  if (!linked.ok) return refused(linked.error)
  const linkage = linked.value
  context.progress('Writing')
  const drawn = hasSeveral || histories ? plain.drawnHistories(records, linkage.draws) : undefined
  const columns = plain.listColumns(records.listNames, listColumn === undefined)
  const held = mode === 'between_lists' ? 'one record a person and list' : 'each list deduplicated first'
  const rules = `plain linkage, ${held}, ${decisions.length} pairs decided by people, seed ${seed}`
  const files = [
    output.pairsFile(out, linkage, {
      lists: lists.length > 2 || (listColumn !== undefined && plain.hasIdOnSeveralLists(records)),
      decisions: decided !== undefined,
    }),
    ...(review > 0
      ? [
          output.reviewFile(out, linkage, {
            size: review,
            seed,
            files: lists,
            schema,
            delimiter,
            signal,
          }),
        ]
      : []),
    ...(clusters === undefined ? [] : [output.clustersFile(clusters, linkage)]),
    ...(oneEach === undefined ? [] : [oneEachFile(oneEach, linkage, { file: lists[0]!, delimiter, signal })]),
    ...(histories && drawn ? output.historiesFiles(histories, columns, drawn, { rules, linkage }) : []),
  ]
  context.writes()
  const done = await writeTogether(files, { signal })
  if (!done.ok) return refused(done.error)
  const written = files.map(({ path }) => path)
  const persons = linkage.clusters.reduce((most, cluster) => Math.max(most, cluster), -1) + 1
  const kept = oneEach === undefined ? undefined : plain.countOneEach(linkage)
  const all = [...warnings, ...reviewed.value.warnings, ...linkage.warnings]
  const found = decided === undefined ? undefined : plain.measureReview(linkage, decisions)
  const { word } = words.value
  const decidedSaid = found && output.reviewSaid(found)
  const lines = [
    ...all.map(noteSaid).map(word),
    word(
      said('link.compared', {
        records: records.count,
        pairs: linkage.candidates,
        expected: Math.round(linkage.expectedMatches),
      }),
    ),
    word(said('link.found', { pairs: linkage.pairs.length, threshold, persons })),
    ...(decidedSaid ? [word(decidedSaid.all), ...decidedSaid.bands.map((band) => `  ${word(band)}`)] : []),
    ...(oneEach === undefined || kept === undefined
      ? []
      : [word(said('link.one_each', { kept, records: records.count, path: oneEach }))]),
    ...written.map((path) => word(said('text.written', { path }))),
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: {
      ok: true,
      records: records.count,
      lists: isGuessed && !areLists(records) ? records.listNames.map((_, at) => `list ${at + 1}`) : records.listNames,
      candidates: linkage.candidates,
      expectedMatches: linkage.expectedMatches,
      ...(linkage.rules && { rules: linkage.rules }),
      pairs: linkage.pairs.length,
      persons,
      ...(drawn &&
        hasSeveral && { histories: drawn.histories.map((on, at) => ({ lists: on, count: drawn.counts[at]! })) }),
      ...(found && { decisions: found }),
      ...(kept !== undefined && { oneEach: kept }),
      threshold,
      seed,
      schema,
      dateOrders: orders,
      dates: plain.datesTold(dates),
      model: linkage.model,
      keys: linkage.keys,
      keysLeftOut: linkage.crowd,
      warnings: await notesInJson(all),
      out,
      written,
    },
  }
}
