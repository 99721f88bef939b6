import { giftBlocks, type GiftBlock } from './gift-blocks.ts'
import { giftName, type GiftFinding, type GiftFindingCode, type GiftItem, type GiftQuestion } from './gift-question.ts'
import { isEscaped, readText, withoutEscapes } from './gift-text.ts'
import { readAnswers } from './read-answers.ts'

/** Questions that are read of one file; the rest is reported. */
export const MOST_QUESTIONS = 5000
/** Bytes of a file, as those who take one hold it. */
export const MOST_GIFT_BYTES = 2 * 1024 * 1024

export interface ReadBank {
  readonly items: readonly GiftItem[]
  readonly questions: readonly GiftQuestion[]
  readonly findings: readonly GiftFinding[]
}

/**
 * Reads a bank of questions in Moodle's GIFT. Banks written by hand hold characters that were never escaped: what can only be meant
 * in one way is read so, with a finding that names the line; what cannot is left out, with a finding that says why.
 */
export function readGift(text: string): ReadBank {
  const items: GiftItem[] = []
  const findings: GiftFinding[] = []
  const named = new Map<string, number>()
  let category: string | null = null
  let questions = 0
  for (const block of giftBlocks(text)) {
    const path = CATEGORY.exec(block.text)?.[1]
    if (path !== undefined) {
      items.push({ kind: 'category', line: block.line, path: path.trim() })
      category = categoryName(path)
      continue
    }
    if (questions === MOST_QUESTIONS) {
      findings.push({ line: block.line, weight: 'refused', code: 'too_many_questions', found: String(MOST_QUESTIONS) })
      break
    }
    const item = readBlock(block, category, (finding) => findings.push(finding))
    if (item === null) continue
    items.push(item)
    if (item.kind !== 'question') continue
    questions += 1
    const name = giftName(item)
    if (named.has(name)) findings.push({ line: item.line, weight: 'tolerated', code: 'name_twice', found: short(name) })
    else named.set(name, item.line)
  }
  return {
    items,
    questions: items.filter((item): item is GiftQuestion => item.kind === 'question'),
    findings: findings.toSorted((a, b) => a.line - b.line),
  }
}

const CATEGORY = /^\s*\$CATEGORY:(.*)$/
const TITLE = /^\s*::((?:\\[\s\S]|:(?!:)|[^:\\])*)::/

/** What Moodle puts before a path of categories says nothing. */
export const categoryName = (path: string): string =>
  path
    .trim()
    .replace(/^\$[a-z]+\$\/?/i, '')
    .replace(/^top\//, '')
    .trim()

/** What makes a finding, wherever it is not merely odd. */
const REFUSED: readonly GiftFindingCode[] = [
  'answers_not_closed',
  'bad_number',
  'empty_answer',
  'no_question_text',
  'no_right_answer',
  'one_pair',
  'scenario_broken',
]

function readBlock(block: GiftBlock, category: string | null, report: (finding: GiftFinding) => void): GiftItem | null {
  const lineAt = (at: number) => block.line + countLines(block.text, at)
  const tell = (code: GiftFindingCode, at: number, found: string) =>
    report({
      line: lineAt(at),
      weight: REFUSED.includes(code) ? 'refused' : 'tolerated',
      code,
      found: short(found),
    })
  const titled = TITLE.exec(block.text)
  const title = titled ? withoutEscapes(titled[1]!).trim() : null
  const start = titled ? titled[0].length : 0
  const rest = block.text.slice(start)
  const groups = bracesOf(rest)
  if (groups === 'not_closed') {
    tell('answers_not_closed', start, rest.trim())
    return null
  }
  if (block.brokenAt !== null) {
    report({ line: block.brokenAt, weight: 'tolerated', code: 'line_break_in_answers', found: '' })
  }
  if (groups.length === 0) {
    const text = readText(rest, 'moodle')
    return text.text === '' && title === null ? null : { kind: 'description', line: block.line, title, text }
  }
  const group = groups.findLast(({ from, to }) => looksLikeAnswers(rest.slice(from + 1, to))) ?? groups.at(-1)!
  for (const other of groups) if (other !== group) tell('braces_in_text', start + other.from, rest.slice(other.from))
  const before = rest.slice(0, group.from)
  const after = rest.slice(group.to + 1)
  const embedded = after.trim() !== ''
  const stem = readText(embedded ? `${before} _____ ${after.trim()}` : before, 'moodle')
  if (stem.text === '' || stem.text === '_____') {
    tell('no_question_text', 0, block.text)
    return null
  }
  const body = rest.slice(group.from + 1, group.to)
  const offset = start + group.from + 1
  const read = readAnswers(body, stem.format, (code, at, found) => tell(code, offset + at, found))
  if (read.answers === null) return null
  return {
    kind: 'question',
    line: block.line,
    id: block.id,
    tags: block.tags,
    title,
    stem: embedded ? { ...stem, text: stem.text.replaceAll(/ {2,}_____/g, ' _____') } : stem,
    embedded,
    category,
    answers: read.answers,
    generalFeedback: read.general,
  }
}

interface Braces {
  readonly from: number
  readonly to: number
}

/** The outermost pairs of braces that nobody escaped. */
function bracesOf(text: string): readonly Braces[] | 'not_closed' {
  const groups: Braces[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if ((text[at] !== '{' && text[at] !== '}') || isEscaped(text, at)) continue
    if (text[at] === '{') {
      if (depth === 0) from = at
      depth += 1
    } else if (depth > 0) {
      depth -= 1
      if (depth === 0) groups.push({ from, to: at })
    }
  }
  return depth > 0 ? 'not_closed' : groups
}

const looksLikeAnswers = (body: string): boolean => /^\s*(?:[=~#>]|!\s*\n|(?:TRUE|FALSE|T|F)\s*(?:#|$)|$)/i.test(body)

function countLines(text: string, at: number): number {
  let lines = 0
  for (let found = text.indexOf('\n'); found !== -1 && found < at; found = text.indexOf('\n', found + 1)) lines += 1
  return lines
}

const FOUND_LENGTH = 40

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= FOUND_LENGTH ? line : `${line.slice(0, FOUND_LENGTH - 1)}…`
}
