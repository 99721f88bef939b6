import { basename } from 'node:path'
import {
  checksumOf,
  checkTogether,
  historiesOf,
  JoinCancelled,
  matchLists,
  readEncodings,
  type EncodedList,
} from '@gloact/linkage/private'
import { createJoinPool } from '@gloact/linkage/node'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { Cancelled, interruptible } from '../interruptible.ts'
import { failed, refused, usage } from '../outcome.ts'
import { readTextFile } from '../read-json-file.ts'
import { wrongPlace } from '../wrong-place.ts'
import { drawsPath, writeLinkedHistories } from './write-linked-histories.ts'

interface NamedList {
  readonly name: string
  readonly list: EncodedList
  readonly checksum: string
}

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
  const out = text('histories') ?? ''
  const wrong = await wrongPlace(files, [
    ['histories', out],
    ['histories', drawsPath(out)],
  ])
  if (wrong) return wrong
  const read = await readLists(context)
  if ('exit' in read) return read
  const together = checkTogether(
    read.map(({ list }) => list),
    new Date().toISOString().slice(0, 10),
  )
  if (!together.ok) return refused(together.error)
  const pool = createJoinPool(threads)
  try {
    return await matchRead(context, read, { join: pool.join, threshold, out, signal })
  } catch (error) {
    throw error instanceof JoinCancelled ? new Cancelled() : error
  } finally {
    await pool.close()
  }
}

async function readLists({ arguments: files, progress }: CommandContext): Promise<NamedList[] | Outcome> {
  const lists: NamedList[] = []
  for (const file of files) {
    progress(`Reading ${basename(file)}`)
    const content = await readTextFile(file)
    if (!content.ok) return refused(content.error)
    const list = readEncodings(content.value)
    if (!list.ok) return refused({ code: list.error.code, message: `${file} ${list.error.message}` })
    const [name, checksum] = [basename(file).replace(/\.[^.]+$/, ''), checksumOf(list.value.rows)]
    for (const other of lists) {
      if (other.checksum === checksum) {
        const message = `${file} holds the same encodings as “${other.name}”: a list is named twice.`
        return refused({ code: 'encodings_mixed', message })
      }
      if (other.name === name) return usage(`Two files are called “${name}”: lists are told apart by it. Rename one.`)
    }
    lists.push({ name, list: list.value, checksum })
  }
  return lists
}

async function matchRead(
  context: CommandContext,
  lists: readonly NamedList[],
  {
    out,
    ...options
  }: Pick<Parameters<typeof matchLists>[2], 'join' | 'threshold'> & {
    readonly out: string
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
    `${recordsPerList.map((records, at) => `${names[at]}: ${records}`).join(', ')} encodings.`,
    `${onSeveral} persons are on more than one list${withDummies ? '' : `, of ${persons}`}.`,
    `Counts written to ${out}, and with ${histories.draws.length} tables of what the linkage leaves open to ${drawsPath(out)}.`,
    ...(withDummies
      ? ['Dummies are still among those on one list alone: the analyst takes them away with “gloact match finish”.']
      : []),
    'Small counts can tell of persons: protect them before they are published. Destroy the encodings.',
  ]
  const { counts, histories: captured } = histories
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
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
    },
  }
}
