import { containerMarker, itemMarker, numberedUnit, wordedUnit } from './markers.ts'
import type { LineRemark, NotUnderstood } from './law-text.ts'
import type { SourceLine } from './lines.ts'

const RULE = /^[-_=*—–~.\s]{3,}$/
const PAGE_NUMBER =
  /^(?:[-–—]\s*)?(?:page|página|страница|صفحة)?\s*\d{1,4}(?:\s*(?:\/|of|de|von|из)\s*\d{1,4})?(?:\s*[-–—])?$/iu
const IMPRINT =
  /^(?:printed|published) by\b|^price\b.{0,20}\d|gazette of \p{L}+|^registered no\b|\bISSN\b|^download url\b/iu
const NOTE =
  /^\[?\d{1,3}\]?\s*(?:substituted|omitted|inserted|added|deleted|renumbered|subs\.|ins\.|amended by|this act (?:of parliament )?(?:received|was))\b/iu
const CONTENTS =
  /^(?:arrangement of (?:sections|clauses|articles|regulations)|(?:table of )?contents|susunan (?:fasal|seksyen)|sommaire|table des matières|índice|sumário|содержание|оглавление|فهرس|المحتويات|inhaltsverzeichnis|inhaltsübersicht)$/iu

/** A bill's explanation after its last clause. */
const EXPLAINS =
  /^(?:explanatory (?:statement|memorandum|note)|statement of objects and reasons|huraian|exposé des motifs)$/iu

/** The words by which a parliament enacts: what stands before them is title and preamble. */
export const ENACTING =
  /\b(?:be it enacted|(?:it is )?hereby enacted|enacted by|enacts as follows|diperbuat(?: oleh)?|décrète|promulgue la loi|a adopté|decreta|sanciona|faz saber|постановляет|принят[аои]?)\b|أصدرنا|قرر(?:نا)?|صدر القانون/iu
export const LONG_TITLE =
  /^(?:an act|a bill|a law|suatu akta|loi|ley|lei|law|act|bill|закон|قانون)\s+(?:to|for|untuk|relative|visant|portant|que|para|de|о|об|بشأن|في|of)\b/iu

const marked = (text: string): boolean =>
  [containerMarker, wordedUnit, numberedUnit, itemMarker].some((reads) => reads(text) !== undefined)

/** What of a source is not the law's words, by line, with the reason. Lines without words are in neither. */
export function leaveOut(lines: readonly SourceLine[]): {
  readonly kept: readonly SourceLine[]
  readonly leftOut: readonly NotUnderstood[]
} {
  const why = new Map<number, LineRemark>()
  const mark = (from: number, to: number, remark: LineRemark) => {
    for (let at = from; at < to; at += 1) why.set(at, remark)
  }
  const begins = frontMatter(lines)
  mark(0, begins, 'metadata')
  const contents = contentsOf(lines, begins)
  if (contents) mark(contents.from, contents.to, 'contents')
  const explained = lines.findIndex(({ text }, at) => at > lines.length * 0.3 && EXPLAINS.test(text))
  if (explained >= 0) mark(explained, lines.length, 'note')
  const often = repeated(lines.map((line, at) => (why.has(at) ? { ...line, text: '' } : line)))
  for (const [at, { text }] of lines.entries()) {
    if (why.has(at) || text === '') continue
    if (NOTE.test(text)) {
      // A note goes on until the line after which nothing stands.
      for (let to = at; to < lines.length && lines[to]?.text !== ''; to += 1) why.set(to, 'note')
    } else if (PAGE_NUMBER.test(text) || isImprint(text) || often.has(at)) why.set(at, 'page')
  }
  return {
    kept: lines.map((line, at) => (why.has(at) || RULE.test(line.text) ? { ...line, text: '' } : line)),
    leftOut: together(lines, why),
  }
}

/** An imprint is short, or written in capitals: a sentence that mentions a gazette is the law's. */
const isImprint = (text: string): boolean =>
  text.length <= 120 &&
  IMPRINT.test(text) &&
  !/\p{Ll}{3}.*\p{Ll}{3}.*\p{Ll}{3}.*\p{Ll}{3}.*[.;]$/u.test(text) &&
  (text === text.toUpperCase() || /^(?:price|download)/iu.test(text))

/** How many lines stand before the law: blocks between lines of three hyphens, as exported texts begin. */
function frontMatter(lines: readonly SourceLine[]): number {
  let begins = 0
  for (;;) {
    let open = begins
    while (lines[open]?.text === '') open += 1
    if (lines[open]?.text !== '---') return begins
    const within = lines.slice(open + 1, open + 40).findIndex(({ text }) => text === '---')
    if (within < 0) return begins
    const close = open + 1 + within
    const inside = lines.slice(open + 1, close).filter(({ text }) => text !== '')
    if (inside.some(({ text }) => !/^[\w ./-]{1,40}:/u.test(text) && !/^\S+$/.test(text))) return begins
    begins = close + 1
  }
}

/** A table of contents: from its title until the law begins. */
function contentsOf(lines: readonly SourceLine[], begins: number): { from: number; to: number } | undefined {
  const from = lines.findIndex(({ text }, at) => at >= begins && CONTENTS.test(text))
  if (from < 0) return undefined
  const headed = (lines[from]?.level ?? 0) > 0
  const numbers = new Set<string>()
  for (let at = from + 1; at < lines.length; at += 1) {
    const { text, level } = lines[at] ?? { text: '', level: 0 }
    if (text === '') continue
    const unit = wordedUnit(text) ?? numberedUnit(text)
    const again = unit !== undefined && numbers.has(unit.num.toLowerCase())
    if (unit) numbers.add(unit.num.toLowerCase())
    const starts = (headed && level > 0 && !marked(text)) || ENACTING.test(text) || LONG_TITLE.test(text)
    if (starts || again) return { from, to: at }
  }
  return undefined
}

/** Running titles: the same short line, but for its numbers, alone and often, above all where a page begins. */
function repeated(lines: readonly SourceLine[]): ReadonlySet<number> {
  const seen = new Map<string, number[]>()
  const onTop = new Map<string, number>()
  let above = ''
  for (const [at, { text, bold }] of lines.entries()) {
    const before = lines[at - 1]?.text ?? ''
    const topmost = RULE.test(above) || PAGE_NUMBER.test(above)
    if (text !== '') above = text
    if (text.length < 4 || text.length > 90 || RULE.test(text) || /[.;:,]$/.test(text) || !/^\P{Ll}/u.test(text))
      continue
    if (bold || marked(text) || (before !== '' && !RULE.test(before) && !PAGE_NUMBER.test(before))) continue
    const key = text.toLowerCase().replaceAll(/[\d\s]+/g, '')
    const places = seen.get(key)
    if (places) places.push(at)
    else seen.set(key, [at])
    if (topmost) onTop.set(key, (onTop.get(key) ?? 0) + 1)
  }
  const often = [...seen].filter(([key, places]) =>
    (onTop.get(key) ?? 0) >= 2 ? places.length >= 3 : places.length >= 6,
  )
  return new Set(often.flatMap(([, places]) => places))
}

/** Neighbouring lines of one reason as one entry. */
function together(lines: readonly SourceLine[], why: ReadonlyMap<number, LineRemark>): readonly NotUnderstood[] {
  const entries: NotUnderstood[] = []
  for (const [at, line] of lines.entries()) {
    const remark = why.get(at)
    if (remark === undefined || line.text === '') continue
    const last = entries.at(-1)
    const joins =
      last?.remark === remark &&
      lines
        .slice(last.lastLine, at)
        .every(({ text }, between) => text === '' || why.get(last.lastLine + between) === remark)
    if (last && joins) entries[entries.length - 1] = { ...last, lastLine: line.at, text: `${last.text}\n${line.text}` }
    else entries.push({ line: line.at, lastLine: line.at, text: line.text, remark })
  }
  return entries
}
