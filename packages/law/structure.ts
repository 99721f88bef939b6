import { type Block, beginsProvision, blocksOf } from './blocks.ts'
import { createBuilder, finished } from './builder.ts'
import { ENACTING, LONG_TITLE, leaveOut } from './leave-out.ts'
import type { LawText, LineRemark, NotUnderstood, ReadLaw } from './law-text.ts'
import { linesOf } from './lines.ts'
import { type HeadedMarker, containerMarker, itemMarker, numberedItem, numberedUnit, wordedUnit } from './markers.ts'

/** Paragraphs among which the enacting words are looked for: what stands before a law is short. */
const MOST_BEFORE = 150
/** Numbers that begin one paragraph, `3. (1) (a) (i)`: no law has more, and what follows them is kept as words. */
const MOST_MARKS = 20
const PREAMBLE =
  /^(?:whereas|and whereas|considering|recogni[sz]ing|having regard|bahawa|considérant|vu |considerando|visto|принимая во внимание|و?بعد الاطلاع|نظرا)/iu
const DEFINES = /^["“”‘«][^"“”’»]{1,120}["”’»](?=[\s(,])/u
const PROVISO = /^(?:provided|explanation|illustration|exception|note)\b/iu
const HEADING_JOINED = /^\p{Lu}[\p{L} ,'’]{4,90}?(?: \(1\) \p{Lu}| [-–] \p{Lu}\p{Ll}*\s|\s?[.:] ?[—–-] ?\p{Lu})/u
const SENTENCE_END = /[.;:,—–]["”’»)]*$/u

/**
 * Reads a law from plain text or Markdown: what is numbered becomes a provision, everything else stays in the provision in which
 * it stands. Any text is read; what was left out or is in doubt is listed by its lines. Nothing is invented: what has no number
 * gets none.
 */
export function readLaw(source: string, language = 'und'): ReadLaw {
  const lines = linesOf(source)
  const { kept, leftOut } = leaveOut(lines)
  const blocks = blocksOf(kept)
  const begins = bodyBegins(blocks)
  const { body, remarks } = readBody(blocks.slice(begins))
  const law: LawText = { language, ...frontOf(blocks.slice(0, begins)), body }
  return { law, notUnderstood: [...leftOut, ...remarks].toSorted((a, b) => a.line - b.line) }
}

function bodyBegins(blocks: readonly Block[]): number {
  const isUnit = ({ text }: Block) => (containerMarker(text) ?? wordedUnit(text) ?? numberedUnit(text)) !== undefined
  const unit = blocks.findIndex(isUnit)
  const enacted = blocks
    .slice(0, unit < 0 ? MOST_BEFORE : Math.min(unit, MOST_BEFORE))
    .findLastIndex(({ text }) => ENACTING.test(text))
  if (enacted >= 0) return enacted + 1
  // A heading in front is the law's title, unless a subsection follows it.
  const headed = blocks.findIndex(
    (block, at) =>
      block.level > 0 && !LONG_TITLE.test(block.text) && (at > 0 || itemMarker(blocks[1]?.text ?? '') !== undefined),
  )
  const found = [unit, headed].filter((at) => at >= 0)
  return found.length === 0 ? 0 : Math.min(...found)
}

function frontOf(blocks: readonly Block[]): Pick<LawText, 'longTitle' | 'preface' | 'preamble'> {
  const title = blocks.findIndex(({ text }) => LONG_TITLE.test(text) && text.length < 600)
  const preamble = blocks.findIndex(({ text }, at) => at !== title && (PREAMBLE.test(text) || ENACTING.test(text)))
  const until = preamble < 0 ? blocks.length : preamble
  const before = title >= until ? -1 : title
  return {
    longTitle: blocks[before]?.text ?? '',
    preface: blocks.slice(0, until).flatMap(({ text }, at) => (at === before ? [] : [text])),
    preamble: blocks.slice(until).map(({ text }) => text),
  }
}

function readBody(blocks: readonly Block[]): { body: LawText['body']; remarks: readonly NotUnderstood[] } {
  const worded = blocks.filter(({ text, quoted }) => !quoted && wordedUnit(text)?.kind === 'article').length
  const basis = worded > 0 ? 'article' : 'section'
  const build = createBuilder(basis)
  const remarks: NotUnderstood[] = []
  let last: number | undefined
  let heading: string | undefined

  const note = (block: Block, remark: LineRemark | undefined) => {
    if (remark) remarks.push({ line: block.line, lastLine: block.lastLine, text: shortened(block.text), remark })
  }

  /** The words after a number: more numbers, or words. */
  const rest = (block: Block, text: string, marked: boolean) => {
    let left = text
    let own = marked
    for (let marks = 0; left !== ''; marks += 1) {
      if (marks === MOST_MARKS) {
        note(block, 'too_deep')
        break
      }
      const item = itemMarker(left) ?? (basis === 'article' && !own ? numberedItem(left) : undefined)
      if (!item) break
      const remark = build.item(item)
      note(block, remark)
      if (remark === 'too_deep') break
      left = item.rest
      own = true
    }
    if (left === '') return
    if (own) build.own(left)
    else {
      const begins = { small: /^\p{Ll}/u.test(left), proviso: PROVISO.test(left) }
      note(block, build.words(left, begins))
    }
  }

  const openUnit = (block: Block, unit: HeadedMarker, next: Block | undefined) => {
    const parts = headingOf(block, unit, heading, next)
    const expected = last === undefined || unit.value === undefined || unit.value === last + 1 || unit.value === last
    note(block, build.openUnit(unit.kind, unit.num, parts.heading) ?? (expected ? undefined : 'out_of_order'))
    last = unit.value ?? last
    heading = undefined
    rest(block, parts.words, false)
  }

  const isUnit = (block: Block): HeadedMarker | undefined => {
    const named = wordedUnit(block.text)
    if (named) return named
    if (basis === 'article') return undefined
    const numbered = numberedUnit(block.text)
    return numbered && takesNumber(numbered, block, last, build.dotted) ? numbered : undefined
  }

  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]
    if (block.quoted) {
      rest(block, '', false)
      note(block, build.words(block.text, { small: false, proviso: false }))
      continue
    }
    const container = containerMarker(block.text)
    const unit = container ? undefined : isUnit(block)
    if (container ?? (unit?.kind === 'section' && basis === 'article')) {
      const named = container ?? { ...unit, kind: 'division' as const, num: unit?.num ?? '', rest: unit?.rest ?? '' }
      build.container(named.kind, named.num, named.rest)
      if (named.kind === 'schedule') last = undefined
      continue
    }
    if (unit) openUnit(block, unit, next)
    else if (
      itemMarker(block.text) ??
      (basis === 'article' || /^\d/.test(block.text) ? numberedItem(block.text) : undefined)
    ) {
      if (!itemMarker(block.text)) {
        const item = numberedItem(block.text)
        if (item) {
          note(block, build.unit ? build.item(item) : 'out_of_order')
          rest(block, item.rest, true)
        }
      } else rest(block, block.text, false)
    } else if (block.level > 0 && !/^in this\b.*:$/iu.test(block.text)) {
      if (build.bare && build.bare !== build.unit && build.bare.heading === '')
        build.bare.heading = withoutEnd(block.text)
      else {
        note(block, build.openUnit(basis, '', withoutEnd(block.text)) ?? 'no_number')
        heading = undefined
      }
    } else if (build.bare?.heading === '' && isHeading(block) && !(next && isUnit(next) && build.bare === build.unit)) {
      build.bare.heading = withoutEnd(block.text)
    } else if (isHeading(block) && next && !next.quoted && isUnit(next) && !headsItself(next, isUnit(next))) {
      heading = withoutEnd(block.text)
    } else if (block.bullet && build.unit) note(block, build.unnumbered('bullet', block.text))
    else if (DEFINES.test(block.text) && build.unit) note(block, build.unnumbered('definition', block.text))
    else {
      if (HEADING_JOINED.test(block.text) && block.level === 0 && !PROVISO.test(block.text))
        note(block, 'joined_heading')
      rest(block, block.text, false)
    }
  }
  if (heading !== undefined) build.own(heading)
  return { body: build.root.map(finished), remarks }
}

/** Whether a number with a full stop begins a section, or goes on in a list that counts in the same way. */
function takesNumber(unit: HeadedMarker, block: Block, last: number | undefined, dotted: number | undefined): boolean {
  const { value } = unit
  if (value === undefined) return false
  if (block.level > 0 || last === undefined) return true
  if (dotted !== undefined && value === dotted + 1) return value === last + 1 && !/^\p{Ll}/u.test(unit.rest)
  if (value === last) return /[a-z]/iu.test(unit.num)
  return value > last && value <= last + 30
}

/** Only the end is looked at: a long line of dashes would be tried from each of them. */
const withoutEnd = (text: string): string =>
  text.slice(0, -END) + text.slice(-END).replace(/\s*[.:—–-]*\s*$/u, '') || text
const END = 200

/** A short line in its own paragraph that is no sentence. */
const isHeading = ({ text, bold, bullet, quoted }: Block): boolean =>
  !bullet &&
  !quoted &&
  text.length <= 160 &&
  !beginsProvision(text) &&
  /^["“(]?[^\p{Ll}]/u.test(text) &&
  !DEFINES.test(text) &&
  (bold || !SENTENCE_END.test(text))

const headsItself = (block: Block, unit: HeadedMarker | undefined): boolean =>
  unit !== undefined &&
  (block.level > 0 || unit.rest === ''
    ? false
    : !itemMarker(unit.rest) && !/[.;:,—–]$/u.test(unit.rest) && unit.rest.length < 120)

/** What of the words after a unit's number is its heading. */
function headingOf(
  block: Block,
  { rest, kind }: HeadedMarker,
  above: string | undefined,
  next: Block | undefined,
): { readonly heading: string; readonly words: string } {
  if (rest === '' || itemMarker(rest)) return { heading: above ?? '', words: rest }
  if (above !== undefined) return { heading: above, words: rest }
  const dashed = /^(.{2,160}?)[.:]\s?[—–-]+\s*(.*)$/u.exec(rest)
  if (dashed?.[1]) return { heading: dashed[1], words: dashed[2] ?? '' }
  const short = rest.length <= 160
  if (short && (block.level > 0 || block.bold || !SENTENCE_END.test(rest)))
    return { heading: withoutEnd(rest), words: '' }
  const followed = next !== undefined && !next.quoted && itemMarker(next.text) !== undefined
  if (kind === 'section' && rest.length <= 80 && rest.endsWith('.') && followed)
    return { heading: withoutEnd(rest), words: '' }
  return { heading: '', words: rest }
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text)
