import type { LawText } from '../law-text.ts'
import { bodyOf, type ProvisionRow, rowsOf } from './rows.ts'
import { type DiffPart, wordDiff } from './word-diff.ts'

/** Where a provision stands in one of the two texts. */
export interface Place extends Pick<ProvisionRow, 'eId' | 'depth' | 'kind'> {
  /** Which of the text's provisions it is, counted from 0. */
  readonly at: number
}

/** A paragraph that both texts have, or one of them alone. */
export interface ParagraphDiff {
  readonly is: 'both' | 'out' | 'in'
  readonly parts: readonly DiffPart[]
}

/** A provision of the text before, of the text after, or of both. */
export interface RedlineRow {
  readonly from: Place | null
  readonly to: Place | null
  readonly num: readonly DiffPart[]
  readonly heading: readonly DiffPart[]
  readonly text: readonly ParagraphDiff[]
  readonly after: readonly ParagraphDiff[]
}

export interface Redline {
  readonly longTitle: readonly DiffPart[]
  readonly preface: readonly ParagraphDiff[]
  readonly preamble: readonly ParagraphDiff[]
  /** In the order of the text after; what is gone stands where it stood. */
  readonly rows: readonly RedlineRow[]
}

export const ROW_CHANGES = ['same', 'changed', 'moved', 'inserted', 'deleted'] as const
export type RowChange = (typeof ROW_CHANGES)[number]

const isSame = (parts: readonly DiffPart[]): boolean => parts.every(({ is }) => is === 'same')
const areSame = (paragraphs: readonly ParagraphDiff[]): boolean =>
  paragraphs.every(({ is, parts }) => is === 'both' && isSame(parts))

/** Whether a row's words are as they were; its number and its place may be others. */
export const sameWords = ({ heading, text, after }: RedlineRow): boolean =>
  isSame(heading) && areSame(text) && areSame(after)

/** What became of a provision. Unchanged words under another address are a move. */
export function changeOf(row: RedlineRow): RowChange {
  if (row.from === null) return 'inserted'
  if (row.to === null) return 'deleted'
  if (!sameWords(row)) return 'changed'
  return row.from.eId === row.to.eId && isSame(row.num) ? 'same' : 'moved'
}

type Front = Pick<LawText, 'longTitle' | 'preface' | 'preamble'>

/** What differs between two texts of a law: aligned by provision, word by word inside; what only moved is a move. */
export function redline(before: LawText, after: LawText): Redline {
  return redlineOfRows(before, rowsOf(before), after, rowsOf(after))
}

/** The same of texts that are given as lists. */
export function redlineOfRows(
  front: Front,
  from: readonly ProvisionRow[],
  frontAfter: Front,
  to: readonly ProvisionRow[],
): Redline {
  const [before, after] = [placed(from), placed(to)]
  const partner = aligned(before, after)
  const rows: RedlineRow[] = []
  let gone = 0
  const pairedFrom = new Set(partner.values())
  const goneUpTo = (end: number) => {
    for (; gone < end; gone += 1) {
      const old = before[gone]
      if (old && !pairedFrom.has(gone)) rows.push(rowOf(old, undefined))
    }
  }
  for (const row of after) {
    const with_ = partner.get(row.at)
    if (with_ !== undefined) goneUpTo(with_)
    rows.push(rowOf(with_ === undefined ? undefined : before[with_], row))
  }
  goneUpTo(before.length)
  return {
    longTitle: wordDiff(front.longTitle, frontAfter.longTitle),
    preface: paragraphsDiff(front.preface, frontAfter.preface),
    preamble: paragraphsDiff(front.preamble, frontAfter.preamble),
    rows,
  }
}

interface Placed extends ProvisionRow {
  readonly at: number
  /** Of the provision under which it stands; -1 where it stands under none. */
  readonly parent: number
  /** Its words with those of all below it. */
  readonly whole: string
}

function placed(rows: readonly ProvisionRow[]): readonly Placed[] {
  const open: number[] = []
  const parents = rows.map(({ depth }, at) => {
    open.length = Math.min(open.length, depth)
    const parent = open.at(-1) ?? -1
    open[depth] = at
    return parent
  })
  return rows.map((row, at) => {
    let end = at + 1
    while (end < rows.length && (rows[end]?.depth ?? 0) > row.depth) end += 1
    const below = rows
      .slice(at + 1, end)
      .map(({ depth, num, heading, text, after }) => [depth - row.depth, num, heading, text, after])
    const whole = JSON.stringify([row.heading, row.text, below, row.after])
    return { ...row, at, parent: parents[at] ?? -1, whole }
  })
}

/** Which provision of the text before each of the text after is. */
function aligned(before: readonly Placed[], after: readonly Placed[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (to: Placed, from: Placed | undefined): void => {
    if (from === undefined || pairs.has(to.at) || taken.has(from.at)) return
    pairs.set(to.at, from.at)
    taken.add(from.at)
  }
  const byAddress = new Map(before.map((row) => [row.eId, row]))
  const byWords = new Map<string, Placed[]>()
  for (const row of before) byWords.set(row.whole, [...(byWords.get(row.whole) ?? []), row])
  for (const row of after) {
    const there = byAddress.get(row.eId)
    if (there?.whole === row.whole) pair(row, there)
  }
  // What did not stay is looked for elsewhere before its old address is compared: a section that was renumbered is a move.
  for (const row of after) {
    if (pairs.has(row.at) || !hasWords(row)) continue
    const free = (byWords.get(row.whole) ?? []).filter(({ at }) => !taken.has(at))
    pair(row, free.find(({ parent }) => parent === (pairs.get(row.parent) ?? -1)) ?? free[0])
  }
  for (const row of after) {
    const there = byAddress.get(row.eId)
    if (there?.kind === row.kind) pair(row, there)
  }
  return pairs
}

const hasWords = ({ text, after, heading, whole }: Placed): boolean =>
  text.length + after.length > 0 || (heading !== '' && whole.length > heading.length + 20)

const placeOf = (row: Placed | undefined): Place | null =>
  row ? { eId: row.eId, depth: row.depth, kind: row.kind, at: row.at } : null

const rowOf = (from: Placed | undefined, to: Placed | undefined): RedlineRow => ({
  from: placeOf(from),
  to: placeOf(to),
  num: wordDiff(from?.num ?? '', to?.num ?? ''),
  heading: wordDiff(from?.heading ?? '', to?.heading ?? ''),
  text: paragraphsDiff(from?.text ?? [], to?.text ?? []),
  after: paragraphsDiff(from?.after ?? [], to?.after ?? []),
})

/** Paragraphs that are equal at both ends are paired there; between them each with the one that stands where it stood. */
function paragraphsDiff(before: readonly string[], after: readonly string[]): readonly ParagraphDiff[] {
  let end = 0
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const [from, to] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const both = (text: string, other = text): ParagraphDiff => ({ is: 'both', parts: wordDiff(text, other) })
  const between = Array.from({ length: Math.max(from.length, to.length) }, (_, at): ParagraphDiff => {
    const [old, next] = [from[at], to[at]]
    if (old === undefined) return { is: 'in', parts: wordDiff('', next ?? '') }
    return next === undefined ? { is: 'out', parts: wordDiff(old, '') } : both(old, next)
  })
  return [
    ...before.slice(0, start).map((text) => both(text)),
    ...between,
    ...before.slice(before.length - end).map((text) => both(text)),
  ]
}

const turned = (parts: readonly DiffPart[]): readonly DiffPart[] =>
  parts.map(({ is, words }) => ({ is: is === 'same' ? is : is === 'out' ? 'in' : 'out', words }))
const turnedAll = (paragraphs: readonly ParagraphDiff[]): readonly ParagraphDiff[] =>
  paragraphs.map(({ is, parts }) => ({ is: is === 'both' ? is : is === 'out' ? 'in' : 'out', parts: turned(parts) }))

/** The redline that leads back. */
export const inverse = ({ longTitle, preface, preamble, rows }: Redline): Redline => ({
  longTitle: turned(longTitle),
  preface: turnedAll(preface),
  preamble: turnedAll(preamble),
  rows: rows.map((row) => ({
    from: row.to,
    to: row.from,
    num: turned(row.num),
    heading: turned(row.heading),
    text: turnedAll(row.text),
    after: turnedAll(row.after),
  })),
})

const without = (is: 'out' | 'in', parts: readonly DiffPart[]): string =>
  parts.flatMap((part) => (part.is === is ? [] : [part.words])).join('')
const withoutAll = (is: 'out' | 'in', paragraphs: readonly ParagraphDiff[]): readonly string[] =>
  paragraphs.flatMap((one) => (one.is === is ? [] : [without(is, one.parts)]))

/** The text to which a redline leads, where `law` is the one from which it comes; undefined where it is another. */
export function follow(law: LawText, line: Redline): LawText | undefined {
  const from = sideOf(law.language, line, 'from')
  if (JSON.stringify(from) !== JSON.stringify(inOneOrder(law))) return undefined
  return sideOf(law.language, line, 'to')
}

const inOneOrder = ({ language, longTitle, preface, preamble, body }: LawText): LawText => ({
  language,
  longTitle,
  preface,
  preamble,
  body: bodyOf(rowsOf({ body })),
})

function sideOf(language: string, line: Redline, side: 'from' | 'to'): LawText {
  const other = side === 'from' ? 'in' : 'out'
  const rows = line.rows
    .flatMap((row) => {
      const place = row[side]
      if (place === null) return []
      const words = { text: withoutAll(other, row.text), after: withoutAll(other, row.after) }
      return [{ ...place, num: without(other, row.num), heading: without(other, row.heading), ...words }]
    })
    .toSorted((a, b) => a.at - b.at)
  return {
    language,
    longTitle: without(other, line.longTitle),
    preface: withoutAll(other, line.preface),
    preamble: withoutAll(other, line.preamble),
    body: bodyOf(rows),
  }
}
