import type { GiftAnswers, GiftChoice, GiftFindingCode, GiftFormat, GiftRange, GiftText } from './gift-question.ts'
import { scenarioFaults } from '../course/course.ts'
import { readScenes } from '../course/scene-text.ts'
import { plainNumber } from '../numbers-as-written.ts'
import { readText, withoutEscapes } from './gift-text.ts'
import { findHash, splitAnswers, type RawAnswer } from './split-answers.ts'

export interface ReadAnswers {
  readonly answers: GiftAnswers | null
  readonly general: GiftText | null
}

/** Takes what is odd, with its place in the body. */
export type Tell = (code: GiftFindingCode, at: number, found: string) => void

const TRUE_FALSE = /^\s*(TRUE|FALSE|T|F)\s*(?=#|$)/i

/** What stands between the braces, as answers; null where nothing can be made of it, which was told. */
export function readAnswers(body: string, format: GiftFormat, tell: Tell): ReadAnswers {
  const split = splitAnswers(body)
  const general = split.general === null ? null : orNull(readText(split.general, format))
  const inner = split.general === null ? body : body.slice(0, body.length - split.general.length - 4)
  if (inner.trim() === '') return { answers: { type: 'essay' }, general }
  if (inner.trimStart().startsWith('!')) return { answers: readScenario(inner, tell), general }
  if (inner.trimStart().startsWith('>')) return { answers: readOrdering(inner, format, tell), general }
  const trueFalse = TRUE_FALSE.exec(inner)
  if (trueFalse) {
    const isTrue = trueFalse[1]!.toUpperCase().startsWith('T')
    return { answers: { type: 'true_false', isTrue, feedbacks: feedbacksOf(inner, format) }, general }
  }
  if (inner.trimStart().startsWith('#')) return { answers: readNumeric(inner, format, tell), general }
  for (const at of split.equalsInText) tell('equals_in_text', at, body.slice(at))
  for (const at of split.feedbackAsAnswer) tell('feedback_as_answer', at, body.slice(at))
  if (split.answers.length === 0) {
    const choice = choiceOf({ mark: '=', weight: null, ...cut(inner), at: 0 }, format)
    return { answers: { type: 'short', choices: [choice] }, general }
  }
  return { answers: readMarked(split.answers, format, tell), general }
}

/** As Moodle’s question of ordering writes it: what it asks after `>`, then a line for each item, in the right order. */
function readOrdering(inner: string, format: GiftFormat, tell: Tell): GiftAnswers | null {
  const [, ...lines] = inner.trim().split('\n')
  const items = lines.filter((line) => line.trim() !== '').map((line) => readText(line, format))
  if (items.length > 1) return { type: 'ordering', items }
  tell('one_pair', inner.indexOf('>'), inner)
  return null
}

/** Our own, after `!`: scenes whose choices lead on. The signs of a line are read before escapes are taken away. */
function readScenario(inner: string, tell: Tell): GiftAnswers | null {
  const scenes = readScenes(inner.slice(inner.indexOf('!') + 1)).map(({ text, choices, ...scene }) => ({
    ...scene,
    text: withoutEscapes(text),
    choices: choices.map((choice) => ({
      ...choice,
      text: withoutEscapes(choice.text),
      why: withoutEscapes(choice.why),
    })),
  }))
  if (scenarioFaults(scenes).length === 0) return { type: 'scenario', scenes }
  tell('scenario_broken', inner.indexOf('!'), inner)
  return null
}

function readMarked(raw: readonly RawAnswer[], format: GiftFormat, tell: Tell): GiftAnswers | null {
  // A mark with nothing after it is a slip: it would be a right answer of no words.
  const empty = raw.find(({ text }) => text.trim() === '')
  if (empty) {
    tell('empty_answer', empty.at, empty.mark)
    return null
  }
  const right = raw.every(({ mark }) => mark === '=')
  const paired = right ? raw.filter(({ text }) => arrowIn(text) !== -1) : []
  if (paired.length === raw.length && raw.length > 1) return { type: 'matching', pairs: raw.map(pairOf(format)) }
  if (paired.length > 0) {
    if (raw.length === 1) {
      tell('one_pair', raw[0]!.at, raw[0]!.text)
      return null
    }
    tell('mixed_pairs', raw[0]!.at, raw[0]!.text)
  }
  const choices = raw.map((answer) => choiceOf(answer, format))
  if (right) return { type: 'short', choices }
  return readChoices(choices, raw, tell)
}

function readChoices(choices: readonly GiftChoice[], raw: readonly RawAnswer[], tell: Tell): GiftAnswers | null {
  const first = raw[0]!
  const seen = new Set<string>()
  for (const [index, { text }] of choices.entries()) {
    if (seen.has(text.text)) tell('same_answer_twice', raw[index]!.at, text.text)
    seen.add(text.text)
  }
  const full = choices.filter(({ correct, weight }) => correct || weight === 100).length
  const some = choices.filter(({ correct, weight }) => correct || (weight ?? 0) > 0)
  if (some.length === 0) {
    tell('no_right_answer', first.at, first.text)
    return null
  }
  const several = full !== 1 && some.length > 1
  if (several && full === 0) {
    const sum = some.reduce((total, { weight }) => total + (weight ?? 0), 0)
    if (Math.abs(sum - 100) > ROUNDED) tell('weights_not_hundred', first.at, String(Math.round(sum * 100) / 100))
  } else if (full === 0) tell('weights_not_hundred', first.at, String(some[0]!.weight))
  return { type: 'choice', choices, several }
}

/** Three times 33.333 is right enough. */
const ROUNDED = 0.5

function readNumeric(inner: string, format: GiftFormat, tell: Tell): GiftAnswers | null {
  const start = inner.indexOf('#') + 1
  const body = inner.slice(start)
  const listed = /^\s*[=~]/.test(body)
  const { text, feedback } = cut(body)
  const raw: readonly RawAnswer[] = listed
    ? splitAnswers(body).answers
    : [{ mark: '=', weight: null, text, feedback, at: 0 }]
  const ranges: GiftRange[] = []
  let otherwise: GiftText | null = null
  for (const answer of raw) {
    // `~#…` is what is said to anybody who gave none of the numbers.
    if (answer.mark === '~') {
      otherwise = readText(answer.text.replace(/^\s*#/, ''), format)
      continue
    }
    const range = rangeOf(answer.text)
    if (range === null) {
      tell('bad_number', start + answer.at, answer.text)
      return null
    }
    ranges.push({ ...range, weight: answer.weight, feedback: feedbackOf(answer.feedback, format) })
  }
  if (!ranges.some(({ weight }) => weight === null || weight > 0)) {
    tell('no_right_answer', start, body)
    return null
  }
  return { type: 'numeric', ranges, otherwise }
}

const NUMBER = String.raw`[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+]?\d+)?`
const BETWEEN = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})$`)
const AROUND = new RegExp(`^(${NUMBER})(?::(${NUMBER}))?$`)

/** `1822`, `1822:5`, `3.141..3.142`; a comma is a decimal point. */
function rangeOf(text: string): { readonly low: number; readonly high: number } | null {
  const compact = plainNumber(text).replaceAll('\\', '')
  const value = (digits: string | undefined) => Number((digits ?? '0').replace(',', '.'))
  const between = BETWEEN.exec(compact)
  if (between) {
    const [low, high] = [value(between[1]), value(between[2])]
    return low <= high ? { low, high } : { low: high, high: low }
  }
  const around = AROUND.exec(compact)
  if (!around) return null
  const [middle, near] = [value(around[1]), Math.abs(value(around[2]))]
  return { low: middle - near, high: middle + near }
}

const choiceOf = ({ mark, weight, text, feedback }: RawAnswer, format: GiftFormat): GiftChoice => ({
  text: readText(text, format),
  correct: mark === '=',
  weight,
  feedback: feedbackOf(feedback, format),
})

const pairOf = (format: GiftFormat) => (answer: RawAnswer) => {
  const arrow = arrowIn(answer.text)
  return {
    left: readText(answer.text.slice(0, arrow), format),
    right: withoutEscapes(answer.text.slice(arrow + 2)).trim(),
  }
}

const arrowIn = (text: string): number => text.indexOf('->')

function cut(text: string): { readonly text: string; readonly feedback: string | null } {
  const hash = findHash(text)
  return hash === -1 ? { text, feedback: null } : { text: text.slice(0, hash), feedback: text.slice(hash + 1) }
}

function feedbacksOf(inner: string, format: GiftFormat): readonly (GiftText | null)[] {
  const found: (GiftText | null)[] = []
  let rest = cut(inner).feedback
  while (rest !== null && found.length < 2) {
    const next = cut(rest)
    found.push(orNull(readText(next.text, format)))
    rest = next.feedback
  }
  return found
}

const feedbackOf = (raw: string | null, format: GiftFormat): GiftText | null =>
  raw === null ? null : orNull(readText(raw, format))

const orNull = (text: GiftText): GiftText | null => (text.text === '' ? null : text)
