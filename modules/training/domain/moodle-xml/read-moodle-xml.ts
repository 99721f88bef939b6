import { scenarioFaults } from '../course/course.ts'
import { readScenes } from '../course/scene-text.ts'
import {
  giftName,
  type GiftAnswers,
  type GiftFinding,
  type GiftFindingCode,
  type GiftFormat,
  type GiftItem,
  type GiftQuestion,
  type GiftRange,
  type GiftText,
} from '../gift/gift-question.ts'
import { categoryName, MOST_QUESTIONS, type ReadBank } from '../gift/read-gift.ts'
import { readXml, type XmlElement } from './xml-tree.ts'

type Tell = (code: GiftFindingCode, found: string, weight?: GiftFinding['weight']) => void

const FORMATS: Readonly<Record<string, GiftFormat>> = { html: 'html', markdown: 'markdown', plain_text: 'plain' }

/** Whether a file is in Moodle’s XML, and not in GIFT. */
export const isMoodleXml = (text: string): boolean =>
  /^\s*(?:<\?xml|<quiz|<!--|<!DOCTYPE)/.test(text.replace(/^\uFEFF/, ''))

/** Reads a bank of questions in Moodle’s XML. What cannot be used is left out, with a finding that names the line. */
export function readMoodleXml(text: string): ReadBank {
  const root = readXml(text)
  const findings: GiftFinding[] = []
  const items: GiftItem[] = []
  if ('code' in root) {
    return { items, questions: [], findings: [{ line: root.line, weight: 'refused', code: root.code, found: '' }] }
  }
  const named = new Set<string>()
  let category: string | null = null
  let questions = 0
  for (const element of root.children.filter(({ name }) => name === 'question')) {
    const { line } = element
    const tell: Tell = (code, found, weight = 'refused') => findings.push({ line, weight, code, found: short(found) })
    const type = element.attributes['type'] ?? ''
    if (type === 'category') {
      const path = textIn(child(element, 'category'))
      items.push({ kind: 'category', line, path })
      category = categoryName(path)
      continue
    }
    const title = textIn(child(element, 'name')) || null
    const stem = readText(child(element, 'questiontext'), 'html')
    if (type === 'description') {
      items.push({ kind: 'description', line, title, text: stem })
      continue
    }
    if (questions === MOST_QUESTIONS) {
      tell('too_many_questions', String(MOST_QUESTIONS))
      break
    }
    if (stem.text === '') {
      tell('no_question_text', title ?? '')
      continue
    }
    const answers = answersOf(type, element, tell)
    if (answers === null) continue
    const question: GiftQuestion = {
      kind: 'question',
      line,
      id: textIn(child(element, 'idnumber'), true) || null,
      tags: children(child(element, 'tags'), 'tag').map((tag) => textIn(tag)),
      title,
      stem,
      embedded: false,
      category,
      answers,
      generalFeedback: orNull(readText(child(element, 'generalfeedback'), 'html')),
    }
    items.push(question)
    questions += 1
    const name = giftName(question)
    if (named.has(name)) tell('name_twice', name, 'tolerated')
    named.add(name)
  }
  return {
    items,
    questions: items.filter((item): item is GiftQuestion => item.kind === 'question'),
    findings: findings.toSorted((a, b) => a.line - b.line),
  }
}

function answersOf(type: string, element: XmlElement, tell: Tell): GiftAnswers | null {
  const answers = children(element, 'answer')
  switch (type) {
    case 'multichoice':
      return choicesOf(element, answers, tell)
    case 'truefalse': {
      const isTrue = answers.some((answer) => fractionOf(answer) > 0 && /^true$/i.test(textIn(answer)))
      const right = answers.find((answer) => fractionOf(answer) > 0)
      const wrong = answers.find((answer) => fractionOf(answer) <= 0)
      if (!right) return refused(tell, 'no_right_answer', '')
      return { type: 'true_false', isTrue, feedbacks: trimmed([feedbackOf(wrong), feedbackOf(right)]) }
    }
    case 'shortanswer': {
      const counted = answers.filter((answer) => fractionOf(answer) > 0)
      if (counted.length === 0) return refused(tell, 'no_right_answer', '')
      return { type: 'short', choices: counted.map((answer) => choiceOf(answer, true)) }
    }
    case 'numerical':
      return numericOf(answers, tell)
    case 'matching': {
      const pairs = children(element, 'subquestion').map((each) => ({
        left: readText(each, 'html'),
        right: textIn(child(each, 'answer')),
      }))
      const asked = pairs.filter(({ left }) => left.text !== '').length
      return asked < 1 || pairs.length < 2
        ? refused(tell, 'one_pair', pairs[0]?.right ?? '')
        : { type: 'matching', pairs }
    }
    case 'ordering': {
      const items = answers.map((answer) => readText(answer, 'html'))
      return items.length < 2 ? refused(tell, 'one_pair', items[0]?.text ?? '') : { type: 'ordering', items }
    }
    case 'scenario': {
      const scenes = readScenes(textIn(child(element, 'scenes')))
      return scenarioFaults(scenes).length === 0 ? { type: 'scenario', scenes } : refused(tell, 'scenario_broken', '')
    }
    case 'essay':
      return { type: 'essay' }
    default:
      return refused(tell, 'type_not_known', type)
  }
}

function choicesOf(element: XmlElement, answers: readonly XmlElement[], tell: Tell): GiftAnswers | null {
  const several = textIn(child(element, 'single'), true) === 'false'
  const choices = answers.map((answer) => choiceOf(answer, !several && fractionOf(answer) >= WHOLE))
  const right = answers.map(fractionOf).filter((fraction) => fraction > 0)
  if (right.length === 0) return refused(tell, 'no_right_answer', '')
  const sum = several ? right.reduce((all, one) => all + one, 0) : Math.max(...right)
  if (Math.abs(sum - WHOLE) > ROUNDED) tell('weights_not_hundred', String(Math.round(sum * 100) / 100), 'tolerated')
  return { type: 'choice', choices, several }
}

function numericOf(answers: readonly XmlElement[], tell: Tell): GiftAnswers | null {
  const ranges: GiftRange[] = []
  let otherwise: GiftText | null = null
  for (const answer of answers) {
    const said = textIn(answer)
    if (said === '*') {
      otherwise = feedbackOf(answer)
      continue
    }
    const [value, near] = [numberOf(said), numberOf(textIn(child(answer, 'tolerance'), true) || '0')]
    if (value === null || near === null) return refused(tell, 'bad_number', said)
    const fraction = fractionOf(answer)
    ranges.push({
      low: value - Math.abs(near),
      high: value + Math.abs(near),
      weight: fraction >= WHOLE ? null : fraction,
      feedback: feedbackOf(answer),
    })
  }
  const counts = ranges.some(({ weight }) => weight === null || weight > 0)
  return counts ? { type: 'numeric', ranges, otherwise } : refused(tell, 'no_right_answer', '')
}

const WHOLE = 100
/** Three times 33.333 is right enough. */
const ROUNDED = 0.5

function refused(tell: Tell, code: GiftFindingCode, found: string): null {
  tell(code, found)
  return null
}

const numberOf = (text: string): number | null => {
  const digits = text.trim().replace(',', '.')
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(digits) ? Number(digits) : null
}

const fractionOf = (answer: XmlElement): number => numberOf(answer.attributes['fraction'] ?? '') ?? 0

const choiceOf = (answer: XmlElement, correct: boolean) => {
  const fraction = fractionOf(answer)
  const whole = correct && fraction >= WHOLE
  return { text: readText(answer, 'moodle'), correct, weight: whole ? null : fraction, feedback: feedbackOf(answer) }
}

const feedbackOf = (answer: XmlElement | undefined): GiftText | null =>
  orNull(readText(answer && child(answer, 'feedback'), 'html'))

function readText(element: XmlElement | undefined, otherwise: GiftFormat): GiftText {
  const named = element?.attributes['format']
  const format = named === undefined ? otherwise : (FORMATS[named] ?? 'moodle')
  return { format, text: textIn(element) }
}

const orNull = (text: GiftText): GiftText | null => (text.text === '' ? null : text)

const trimmed = (texts: readonly (GiftText | null)[]): readonly (GiftText | null)[] =>
  texts.every((text) => text === null) ? [] : texts

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name)

const children = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((each) => each.name === name) ?? []

/** What stands in the `text` of an element; for `own`, in the element itself. */
const textIn = (element: XmlElement | undefined, own = false): string =>
  (own ? (element?.text ?? '') : (child(element, 'text')?.text ?? '')).trim()

const FOUND_LENGTH = 40

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= FOUND_LENGTH ? line : `${line.slice(0, FOUND_LENGTH - 1)}…`
}
