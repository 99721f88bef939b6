import { isEscaped, tagMask } from './gift-text.ts'

/** An answer as it stands between the braces. */
export interface RawAnswer {
  readonly mark: '=' | '~'
  /** In per cent, where `%50%` stands before it. */
  readonly weight: number | null
  readonly text: string
  readonly feedback: string | null
  /** From the beginning of the body. */
  readonly at: number
}

export interface SplitAnswers {
  readonly answers: readonly RawAnswer[]
  /** What stands before the first mark. */
  readonly before: string
  readonly general: string | null
  /** Places of `=` that were read as text. */
  readonly equalsInText: readonly number[]
  /** Places of answers that stood after `#`, with nothing before it. */
  readonly feedbackAsAnswer: readonly number[]
}

const WEIGHT = /^\s*%(-?\d+(?:[.,]\d+)?)%/

/**
 * Takes a body of answers apart. A `=` that was never escaped is text where it cannot be a mark: within an HTML tag; within
 * a word (`a=b`), or between spaces in the middle of a line, where other answers are marked at the beginnings of theirs.
 */
export function splitAnswers(body: string): SplitAnswers {
  const generalAt = findGeneral(body)
  const inner = generalAt === -1 ? body : body.slice(0, generalAt)
  const mask = tagMask(inner)
  const equalsInText: number[] = []
  const feedbackAsAnswer: number[] = []
  const wellPlaced = hasWellPlacedEquals(inner, mask)
  const marks: number[] = []
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner[at]
    if ((character !== '=' && character !== '~') || isEscaped(inner, at)) continue
    if (mask[at] === 1) {
      if (character === '=') equalsInText.push(at)
      continue
    }
    if (character === '=' && wellPlaced && !mayMark(inner, at)) equalsInText.push(at)
    else marks.push(at)
  }
  const answers = marks.map((at, index): RawAnswer => {
    const raw = inner.slice(at + 1, marks[index + 1] ?? inner.length)
    const weighed = WEIGHT.exec(raw)
    const rest = weighed ? raw.slice(weighed[0].length) : raw
    const hash = findHash(rest)
    const text = hash === -1 ? rest : rest.slice(0, hash)
    const feedback = hash === -1 ? null : rest.slice(hash + 1)
    const shared = { mark: inner[at] as '=' | '~', weight: weighed ? Number(weighed[1]!.replace(',', '.')) : null, at }
    // `~#ff0000`: an answer of nothing with feedback makes no sense, a colour does.
    if (text.trim() === '' && feedback !== null && feedback.trim() !== '') {
      feedbackAsAnswer.push(at)
      const again = findHash(feedback)
      return {
        ...shared,
        text: again === -1 ? `#${feedback}` : `#${feedback.slice(0, again)}`,
        feedback: again === -1 ? null : feedback.slice(again + 1),
      }
    }
    return { ...shared, text, feedback }
  })
  return {
    answers,
    before: marks.length === 0 ? inner : inner.slice(0, marks[0]),
    general: generalAt === -1 ? null : body.slice(generalAt + 4),
    equalsInText,
    feedbackAsAnswer,
  }
}

/** Where feedback begins: a `#` that is neither escaped nor part of a tag or of an entity such as `&#39;`. */
export function findHash(text: string): number {
  const mask = tagMask(text)
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    if (!isEscaped(text, at) && mask[at] !== 1 && text[at - 1] !== '&') return at
  }
  return -1
}

function findGeneral(body: string): number {
  for (let at = body.indexOf('####'); at !== -1; at = body.indexOf('####', at + 1)) {
    if (!isEscaped(body, at)) return at
  }
  return -1
}

/** The beginning of the body or of a line, whatever blanks stand before it. */
const beginsLine = (text: string, at: number): boolean => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 200), at))

function hasWellPlacedEquals(text: string, mask: Uint8Array): boolean {
  for (let at = text.indexOf('='); at !== -1; at = text.indexOf('=', at + 1)) {
    if (!isEscaped(text, at) && mask[at] !== 1 && beginsLine(text, at)) return true
  }
  return false
}

function mayMark(text: string, at: number): boolean {
  if (beginsLine(text, at)) return true
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  if (!/\s/.test(before)) return false
  // ` = ` in the middle of a line: an equation, where answers of this body begin lines of their own.
  return !(/\s/.test(after) && text.includes('\n'))
}
