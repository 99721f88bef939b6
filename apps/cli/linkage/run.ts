import { basename } from 'node:path'
import type { LinkageStep } from '@gloact/linkage/plain'
import { type CommandContext, EXIT, type Option, type Outcome } from '../command.ts'
import { COLUMN_SCHEMA, DELIMITER } from '../csv-options.ts'
import { interruptible, type Pause } from '../interruptible.ts'
import { refused, usage } from '../outcome.ts'
import { wrongPlace } from '../wrong-place.ts'

export const LINKAGE_OPTIONS = {
  schema: COLUMN_SCHEMA,
  threshold: { type: 'string', value: '0.5', description: 'Pairs of this probability or more are written' },
  out: { type: 'string', value: 'pairs.csv', description: 'Where the pairs go, whole or not at all' },
  review: {
    type: 'string',
    value: 'N',
    description: 'Write N pairs of all probabilities to review.csv, to be decided',
  },
  clusters: { type: 'string', value: 'FILE', description: 'Write which records are taken for one person’s' },
  histories: {
    type: 'string',
    value: 'FILE',
    description: 'Write how many persons are on which lists, and beside it twenty tables of what is open, for estimate',
  },
  delimiter: DELIMITER,
  seed: { type: 'string', value: '1', description: 'For the random pairs that chance is estimated from' },
} as const satisfies Readonly<Record<string, Option>>

const STEPS: Readonly<Record<LinkageStep, string>> = {
  keys: 'Choosing what brings records together',
  estimate: 'Estimating how often people agree by chance',
  compare: 'Comparing',
  cluster: 'Putting together what is one person’s',
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
  if (!Number.isInteger(review) || review < 0 || review > 100_000)
    return '--review is a whole number of pairs, such as 200.'
  return { threshold, seed, review }
}

/** Reads the lists, links them, and writes what was asked for. Ctrl-C ends it and leaves no file. */
export async function runLinkage(context: CommandContext, mode: 'between_lists' | 'within_all'): Promise<Outcome> {
  const asked = numbersOf(context)
  if (typeof asked === 'string') return usage(asked)
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
  const [{ linkRecords, drawnHistories }, { writeTogether }, { readLists }, output, { drawsPath }] = await Promise.all([
    import('@gloact/linkage/plain'),
    import('@gloact/csv/node'),
    import('./read-lists.ts'),
    import('./write-results.ts'),
    import('./write-linked-histories.ts'),
  ])
  const { arguments: lists, text } = context
  const [out, clusters, histories] = [text('out') ?? 'pairs.csv', text('clusters'), text('histories')]
  const wrong = await wrongPlace(
    [...lists, text('schema')],
    [
      ['out', out],
      ['review', review > 0 ? output.reviewPath(out) : undefined],
      ['clusters', clusters],
      ['histories', histories],
      ['histories', histories && drawsPath(histories)],
    ],
  )
  if (wrong) return wrong
  const read = await readLists(context, signal)
  if (!read.ok) return refused(read.error)
  const { records, schema, warnings } = read.value
  const linked = await linkRecords(records, {
    mode,
    threshold,
    seed,
    signal,
    onProgress: (step, done, total) =>
      context.progress(total > 1 ? `${STEPS[step]} (${done} of ${total})` : STEPS[step]),
    pause,
  })
  if (!linked.ok) return refused(linked.error)
  const linkage = linked.value
  context.progress('Writing')
  const hasSeveral = records.listNames.length > 1
  const drawn = hasSeveral || histories ? drawnHistories(records, linkage.draws) : undefined
  const files = [
    output.pairsFile(out, linkage, lists.length),
    ...(review > 0
      ? [
          output.reviewFile(out, linkage, {
            size: review,
            seed,
            files: lists,
            schema,
            delimiter: text('delimiter'),
            signal,
          }),
        ]
      : []),
    ...(clusters === undefined ? [] : [output.clustersFile(clusters, linkage)]),
    ...(histories && drawn ? output.historiesFiles(histories, records.listNames, drawn) : []),
  ]
  context.writes()
  const done = await writeTogether(files, { signal })
  if (!done.ok) return refused(done.error)
  const written = files.map(({ path }) => path)
  const persons = linkage.clusters.reduce((most, cluster) => Math.max(most, cluster), -1) + 1
  const all = [...warnings, ...linkage.warnings]
  const lines = [
    ...all.map(({ message }) => `Note: ${message}`),
    `${records.count} records, ${linkage.candidates} pairs compared; about ${Math.round(linkage.expectedMatches)} pairs of one person are expected.`,
    `${linkage.pairs.length} pairs at ${threshold} or more: ${persons} persons, if people agree with all of them.`,
    ...written.map((file) => `Written: ${file}`),
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: {
      ok: true,
      records: records.count,
      lists: records.listNames,
      candidates: linkage.candidates,
      expectedMatches: linkage.expectedMatches,
      ...(linkage.rules && { rules: linkage.rules }),
      pairs: linkage.pairs.length,
      persons,
      ...(drawn &&
        hasSeveral && { histories: drawn.histories.map((on, at) => ({ lists: on, count: drawn.counts[at]! })) }),
      threshold,
      seed,
      schema,
      model: linkage.model,
      keys: linkage.keys,
      warnings: all,
      out,
      written,
    },
  }
}
