import { availableParallelism } from 'node:os'
import { availableMemory } from 'node:process'
import { said } from '@gloact/kernel'
import { checkTogether, historiesOf, JoinCancelled, matchLists, sizeOfMatch } from '@gloact/linkage/private'
import { createJoinPool } from '@gloact/linkage/node'
import {
  Cancelled,
  type CommandContext,
  EXIT,
  failed,
  interruptible,
  type Outcome,
  refused,
  usage,
} from '@gloact/command'
import { MORE_MEMORY, wordsOf, wrongPlace } from '@gloact/command/files'
import type { ReportWords } from '@gloact/reports/words'
import { listsSaid, missedSaid } from './match-said.ts'
import { openingNamed, receiveLists, type ReceivedFile } from './receive-lists.ts'
import { drawsPath, writeLinkedHistories } from './write-linked-histories.ts'

/** Reads the encodings, links them, and writes the counts. Ctrl-C ends it and leaves no file. */
export const runMatch = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal) => matchFiles(context, signal))

async function matchFiles(context: CommandContext, signal: AbortSignal): Promise<Outcome> {
  const { text, arguments: files } = context
  const threshold = text('threshold') === undefined ? undefined : Number(text('threshold'))
  if (threshold !== undefined && !(threshold > 0 && threshold <= 1)) {
    return usage('--threshold is above 0 and at most 1, such as 0.8.')
  }
  const threads = text('threads') === undefined ? undefined : Number(text('threads'))
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    return usage('--threads is a whole number, 1 or more.')
  }
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const out = text('histories') ?? ''
  const wrong = await wrongPlace(
    [...files, text('agreement'), text('key-file')],
    [
      ['histories', out],
      ['histories', drawsPath(out)],
    ],
  )
  if (wrong) return wrong
  const opening = await openingNamed(context)
  if (!opening.ok) return refused(opening.error)
  const read = await receiveLists(context, opening.value, signal)
  if ('exit' in read) return read
  const together = checkTogether(
    read.map(({ list }) => list),
    new Date().toISOString().slice(0, 10),
  )
  if (!together.ok) return refused(together.error)
  for (const one of listsSaid(read)) context.say(words.value.word(one))
  const tooLarge = sizeLine(context, read, {
    threads: threads ?? availableParallelism(),
    threshold,
    words: words.value,
  })
  if (tooLarge) return tooLarge
  const pool = createJoinPool(threads)
  try {
    return await matchRead(context, read, { join: pool.join, threshold, out, words: words.value, signal })
  } catch (error) {
    throw error instanceof JoinCancelled ? new Cancelled() : error
  } finally {
    await pool.close()
  }
}

/** Says what the linkage will take, and refuses what does not fit into memory before it begins. */
function sizeLine(
  context: CommandContext,
  lists: readonly ReceivedFile[],
  { words, ...how }: { readonly threads: number; readonly threshold: number | undefined; readonly words: ReportWords },
): Outcome | undefined {
  const { compared, bytes } = sizeOfMatch(
    lists.map(({ list }) => list.rows),
    lists[0]?.list.slots ?? [],
    how,
  )
  const [needed, free] = [bytes, availableMemory()].map((amount) => Math.ceil(amount / 2 ** 20))
  context.say(
    words.word(
      said(compared < 1000 ? 'match.compared' : 'match.compared_about', {
        pairs: Number(compared.toPrecision(3)),
        megabytes: needed!,
      }),
    ),
  )
  if (needed! <= free!) return undefined
  const fewer = how.threads > 1 ? 'Fewer threads take less (--threads 1), and fewer lists at a time do. ' : ''
  const message = `This takes up to about ${needed} MB of memory, and ${free} MB are free. ${fewer}${MORE_MEMORY}`
  return refused({ code: 'list_too_large', message })
}

async function matchRead(
  context: CommandContext,
  lists: readonly ReceivedFile[],
  {
    out,
    words,
    ...options
  }: Pick<Parameters<typeof matchLists>[2], 'join' | 'threshold'> & {
    readonly out: string
    readonly words: ReportWords
    readonly signal: AbortSignal
  },
): Promise<Outcome> {
  const [first] = lists
  if (!first) return usage('Name two files of encodings or more.')
  const { kind, slots, digest } = first.list
  const matched = await matchLists(
    lists.map(({ list }) => list.rows),
    slots,
    {
      ...options,
      planted: lists.map(({ list }) => list.planted),
      onProgress: (done, total) => context.progress(`Comparing (${Math.floor((100 * done) / Math.max(1, total))} %)`),
    },
  )
  if (!matched.ok) return refused(matched.error)
  const withDummies = kind !== 'schema'
  const { floor, expectedPairs, recordsPerList } = matched.value
  const names = lists.map(({ name }) => name)
  const histories = historiesOf(names, matched.value, {
    checksums: lists.map(({ checksum }) => checksum),
    withDummies,
    digest,
    rules:
      options.threshold === undefined
        ? `${kind}, threshold learned from pairs within lists, one record a list`
        : `${kind}, threshold ${options.threshold}, one record a list`,
  })
  context.writes()
  const written = await writeLinkedHistories(out, histories, { signal: options.signal })
  if (!written.ok) return failed(written.error)
  const persons = histories.counts.reduce((sum, count) => sum + count, 0)
  const onSeveral = histories.counts.reduce(
    (sum, count, at) => sum + (histories.histories[at]!.filter((on) => on === 1).length > 1 ? count : 0),
    0,
  )
  const lines = [
    said('match.encodings', {
      lists: {
        as: 'items',
        of: recordsPerList.map((records, at) => said('match.list', { list: names[at]!, records })),
      },
    }),
    withDummies
      ? said('match.on_several', { count: onSeveral })
      : said('match.on_several_of', { count: onSeveral, persons }),
    said('match.written', { path: out, draws: histories.draws.length, beside: drawsPath(out) }),
    ...(withDummies ? [said('match.dummies_left')] : []),
    ...missedSaid(matched.value.missed?.links),
    said('match.protect'),
    said('match.destroy'),
  ]
  const { counts, histories: captured } = histories
  return {
    exit: EXIT.ok,
    text: lines.map(words.word).join('\n'),
    json: {
      ok: true,
      kind,
      lists: names,
      histories: captured.map((on, at) => ({ lists: on, count: counts[at] })),
      recordsPerList,
      withDummies,
      expectedPairs,
      floor,
      out,
      draws: drawsPath(out),
      modelHash: histories.modelHash,
      missedLinks: histories.missedLinks,
      linkedCounts: histories.linkedCounts,
      from: lists.map(({ from }) => from),
      attacks: lists.map(({ list: { attacks } }) => attacks),
    },
  }
}
