import { containerMarker, itemMarker, numberedUnit, wordedUnit } from './markers.ts'
import type { SourceLine } from './lines.ts'

/** A paragraph of the source: lines that belong together. */
export interface Block {
  readonly line: number
  readonly lastLine: number
  readonly text: string
  readonly level: number
  readonly bold: boolean
  readonly bullet: boolean
  /** Words of another law, between quotation marks: their numbers are that law's. */
  readonly quoted: boolean
}

const MARK_ALONE =
  /^(?:\d{1,3}[A-Za-z]{0,2}\.|\d{1,3}\.\s?\(\s*\d+\s*\)|\(\s*(?:\d{1,3}[A-Za-z]{0,2}|[a-zA-Z]{1,4})\s*\))$/

/** Whether a line begins a provision by its number or its word. */
export const beginsProvision = (text: string): boolean =>
  containerMarker(text) !== undefined ||
  wordedUnit(text) !== undefined ||
  numberedUnit(text) !== undefined ||
  itemMarker(text) !== undefined

/** Lines as paragraphs. What a page's layout tore apart is joined: broken lines, and numbers that lost their words. */
export function blocksOf(lines: readonly SourceLine[]): readonly Block[] {
  return withQuotes(withNumbers(withBrokenLines(paragraphs(lines))))
}

function paragraphs(lines: readonly SourceLine[]): Block[] {
  const blocks: Block[] = []
  let open: SourceLine[] = []
  const close = () => {
    if (open.length > 0) blocks.push(joined(open))
    open = []
  }
  for (const line of lines) {
    if (line.text === '') close()
    else {
      const last = open.at(-1)
      const alone = line.level > 0 || line.bullet || (line.bold && last !== undefined && !last.bold)
      // A number alone within a paragraph is one that a page's layout put after its words' first line.
      const torn = last !== undefined && MARK_ALONE.test(line.text) && !beginsProvision(last.text) && !last.bold
      const refers = last !== undefined && REFERS.test(last.text)
      const quotes = last !== undefined && ANNOUNCES.test(last.text) && beginsProvision(line.text.replace(OPENS, ''))
      if (alone || quotes || (last?.level ?? 0) > 0 || (beginsProvision(line.text) && !torn && !refers)) close()
      open.push(line)
    }
  }
  close()
  return blocks
}

function joined(lines: readonly SourceLine[]): Block {
  const [first, ...more] = lines as readonly [SourceLine, ...SourceLine[]]
  const mark = more.find(({ text }) => MARK_ALONE.test(text))
  const words = lines.filter((line) => line !== mark).map(({ text }) => text)
  const { level, bullet } = first
  const bold = lines.every((line) => line.bold)
  const text = [...(mark ? [mark.text] : []), ...words].join(' ')
  return { line: first.at, lastLine: lines.at(-1)?.at ?? first.at, text, level, bold, bullet, quoted: false }
}

const ENDS = /(?:[.;:!?؟؛،,—–…]|\b(?:and|or|et|ou|y|o|e|und|oder|dan|atau|и|или))["”’»)\]]*$/iu
/** A line that ends so is followed by a number that it refers to. */
const REFERS =
  /\b(?:paragraphs?|sub-?paragraphs?|sub-?sections?|sections?|clauses?|articles?|subseksyen|perenggan|seksyen|fasal|absatz|nummer|artikel|artículos?|artigos?|стать[а-я]+|част[а-я]+)$/iu
const BEGINS_SMALL = /^\p{Ll}/u

/** A paragraph that begins small where the one before did not end is its other half, cut by a page's end. */
function withBrokenLines(blocks: readonly Block[]): Block[] {
  const whole: { readonly first: Block; readonly more: Block[] }[] = []
  for (const block of blocks) {
    const open = whole.at(-1)
    const last = open?.more.at(-1) ?? open?.first
    // Of what was joined already its end is looked at: all of it each time would take for ever in a long one.
    const goesOn =
      open !== undefined &&
      last !== undefined &&
      !open.first.bold &&
      open.first.level === 0 &&
      block.level === 0 &&
      !block.bullet &&
      (REFERS.test(last.text) ||
        (BEGINS_SMALL.test(block.text) && !beginsProvision(block.text) && !ENDS.test(last.text))) &&
      !(open.more.length === 0 && MARK_ALONE.test(last.text))
    if (goesOn) open.more.push(block)
    else whole.push({ first: block, more: [] })
  }
  return whole.map(({ first, more }) => {
    const end = more.at(-1)
    return end ? { ...first, lastLine: end.lastLine, text: [first, ...more].map(({ text }) => text).join(' ') } : first
  })
}

/** Numbers that stand alone, one below the other, take the paragraphs that follow, in order. */
function withNumbers(blocks: readonly Block[]): Block[] {
  const whole: Block[] = []
  const waiting: Block[] = []
  // The first that waits; those before it have their words.
  let taken = 0
  const restWaits = (): readonly Block[] => {
    const rest = waiting.slice(taken)
    waiting.length = 0
    taken = 0
    return rest
  }
  for (const block of blocks) {
    const mark = waiting[taken]
    const sub = (mark?.text ?? '(').startsWith('(')
    if (MARK_ALONE.test(block.text) && (mark === undefined || (sub && block.text.startsWith('(')))) waiting.push(block)
    else if (mark && !beginsProvision(block.text) && block.level === 0) {
      whole.push({ ...block, line: mark.line, text: `${mark.text} ${block.text}` })
      taken += 1
    } else {
      for (const one of restWaits()) whole.push(one)
      if (MARK_ALONE.test(block.text)) waiting.push(block)
      else whole.push(block)
    }
  }
  return [...whole, ...restWaits()]
}

/** "…by substituting the following:" is followed by words of the law that is amended, under a heading of theirs. */
const ANNOUNCES = /[:—–-]$/u
const OPENS = /^["“”‘«]\s*/
const MOST_QUOTED = 200

const CLOSES = /["”’»][.;,]?(?:\s*(?:and|dan|et|y|e|и))?[.;]?$/iu

function endOfQuote(blocks: readonly Block[], from: number): number {
  const last = Math.min(blocks.length, from + MOST_QUOTED)
  for (let at = from; at < last; at += 1) if (CLOSES.test(blocks[at]?.text.replace(OPENS, '') ?? '')) return at
  return -1
}

/** Marks what an amending law puts between quotation marks: it begins like a provision, and it is one of the amended law. */
function withQuotes(blocks: readonly Block[]): readonly Block[] {
  const marked = [...blocks]
  for (let at = 0; at < marked.length; at += 1) {
    const block = marked[at]
    if (!block || !OPENS.test(block.text)) continue
    const inside = block.text.replace(OPENS, '')
    const follows = marked[at + 1]?.text ?? ''
    const headed = ANNOUNCES.test(marked[at - 1]?.text ?? '') && !CLOSES.test(inside) && beginsProvision(follows)
    if (!beginsProvision(inside) && !headed) continue
    const end = endOfQuote(marked, at)
    if (end < 0) continue
    for (let to = at; to <= end; to += 1) {
      const other = marked[to]
      if (other) marked[to] = { ...other, quoted: true }
    }
    at = end
  }
  return marked
}
