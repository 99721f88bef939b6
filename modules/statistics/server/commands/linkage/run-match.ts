import { availableParallelism } from 'node:os'
import { availableMemory } from 'node:process'
import {
  checkTogether,
  historiesOf,
  JoinCancelled,
  matchLists,
  sizeOfMatch,
  type AttacksRecorded,
  type ListMatches,
} from '@gloact/linkage/private'
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
import { MORE_MEMORY, wrongPlace } from '@gloact/command/files'
import { counted, grouped } from './counted.ts'
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
  for (const line of aboutLists(read)) context.say(line)
  const tooLarge = sizeLine(context, read, { threads: threads ?? availableParallelism(), threshold })
  if (tooLarge) return tooLarge
  const pool = createJoinPool(threads)
  try {
    return await matchRead(context, read, { join: pool.join, threshold, out, signal })
  } catch (error) {
    throw error instanceof JoinCancelled ? new Cancelled() : error
  } finally {
    await pool.close()
  }
}

/** What an agency recorded, and no more: how many records were found would tell how many encodings are real. */
export function attacksInWords({ mostFound, withstood, withinChance, succeeded, tries }: AttacksRecorded): string {
  const limit = `${Number((100 * mostFound).toFixed(2))} % of the records`
  const all = withstood.length + (withinChance?.length ?? 0) + succeeded.length
  const of = (some: readonly string[]): string => `${some.length} of ${counted(all, 'attack')} (${some.join(', ')})`
  const kept = withinChance === null ? `at most ${limit}, or no more than guessing would` : `at most ${limit}`
  return [
    ...(withstood.length > 0 ? [`${of(withstood)} found ${kept}`] : []),
    ...(withinChance?.length ? [`${of(withinChance)} found over ${limit}, but no more than guessing would`] : []),
    ...(succeeded.length > 0
      ? [`${of(succeeded)} found over ${limit}, and it was handed out all the same: guard it as the list itself`]
      : []),
  ]
    .join('; ')
    .concat(
      tries && tries.refused > 0
        ? `. Lists were tried ${tries.number} times under the agreement, and ${tries.refused} of them were refused.`
        : '.',
    )
}

/** Who signed the lists, and what their agencies recorded of the attacks on them. */
function aboutLists(lists: readonly ReceivedFile[]): string[] {
  return [
    ...(lists.some(({ from }) => from === null)
      ? ['The files are neither signed nor encrypted: whose they are, only the way they came can tell.']
      : lists.map(({ name, from }) => `${name} is signed by ${from}.`)),
    ...lists.map(({ name, list: { attacks } }) =>
      attacks
        ? `${name}: by what its agency recorded, ${attacksInWords(attacks)}`
        : `${name} does not say whether its encodings were attacked.`,
    ),
  ]
}

/** Says what the linkage will take, and refuses what does not fit into memory before it begins. */
function sizeLine(
  context: CommandContext,
  lists: readonly ReceivedFile[],
  how: { readonly threads: number; readonly threshold: number | undefined },
): Outcome | undefined {
  const { compared, bytes } = sizeOfMatch(
    lists.map(({ list }) => list.rows),
    lists[0]?.list.slots ?? [],
    how,
  )
  const [needed, free] = [bytes, availableMemory()].map((amount) => Math.ceil(amount / 2 ** 20))
  context.say(
    `${compared < 1000 ? counted(compared, 'pair') : `About ${grouped(Number(compared.toPrecision(3)))} pairs`} ${compared === 1 ? 'is' : 'are'} compared, which takes up to about ${needed} MB of memory.`,
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
    `${recordsPerList.map((records, at) => `${names[at]}: ${records}`).join(', ')} encodings.`,
    `${counted(onSeveral, 'person is', 'persons are')} on more than one list${withDummies ? '' : `, of ${grouped(persons)}`}.`,
    `Counts written to ${out}, and with ${histories.draws.length} tables of what the linkage leaves open to ${drawsPath(out)}.`,
    ...(withDummies
      ? ['Dummies are still among those on one list alone: the analyst takes them away with “gloact match finish”.']
      : []),
    ...missedLines(matched.value),
    'Small counts can tell of persons: protect them before they are published.',
    'Destroy the encodings when the counts are handed over: “gloact match destroy” does, and writes a receipt.',
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
      modelHash: histories.modelHash,
      missedLinks: histories.missedLinks,
      linkedCounts: histories.linkedCounts,
      from: lists.map(({ from }) => from),
      attacks: lists.map(({ list: { attacks } }) => attacks),
    },
  }
}

/** How many links are expected to have been missed, or that nobody knows. */
function missedLines({ missed }: ListMatches): string[] {
  if (!missed) {
    return [
      'How many links were missed is not measured: “gloact estimate” gives no number from these counts unless that is stated or bounded.',
    ]
  }
  const { planted, linked, expected, lower, upper } = missed.links
  const [likely, least, most] = [expected, lower, upper].map((links) => grouped(Math.max(0, links - linked)))
  return [
    `By ${planted} planted people, who are not counted, ${likely} links were missed (${least} to ${most}) beside ${grouped(linked)} that were made.`,
    'The counts and their draws are corrected for that.',
  ]
}
