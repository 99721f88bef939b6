import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { giftName, type GiftItem, type GiftText } from './gift-question.ts'
import { readGift } from './read-gift.ts'

const DATA = join(import.meta.dirname, '../../../../../shared/data/training')
const skip = existsSync(DATA) ? false : 'the folder of reference data is not there'

interface Expected {
  readonly gift: Readonly<Record<string, { readonly questions?: number; readonly pairs?: number }>>
}

test('real banks are read whole, those too that a strict reader refuses', { skip }, () => {
  const expected = JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8')) as Expected
  const counted = Object.entries(expected.gift).filter(([, { questions }]) => questions !== undefined)
  assert.equal(counted.length, 5)
  for (const [file, { questions }] of counted) {
    const bank = readGift(readFileSync(join(DATA, 'gift', file), 'utf8'))
    assert.equal(bank.questions.length, questions, file)
    assert.deepEqual(
      bank.findings.filter(({ weight }) => weight === 'refused'),
      [],
      file,
    )
  }
})

test('the 51 pairs of Moodle’s and Totara’s examples are read in their meaning', { skip }, () => {
  const folder = join(DATA, 'gift', 'pegjs-cases')
  const names = readdirSync(folder).filter((file) => file.endsWith('.gift'))
  assert.equal(names.length, 51)
  for (const name of names) {
    const { items, findings } = readGift(readFileSync(join(folder, name), 'utf8'))
    const theirs = JSON.parse(readFileSync(join(folder, name.replace(/gift$/, 'json')), 'utf8')) as readonly Theirs[]
    assert.deepEqual(items.map(ourMeaning), theirs.map(theirMeaning), name)
    assert.deepEqual(
      findings.filter(({ weight }) => weight === 'refused'),
      [],
      name,
    )
  }
})

interface TheirText {
  readonly format: string
  readonly text: string
}
interface TheirNumber {
  readonly type: 'simple' | 'range' | 'high-low'
  readonly number?: number
  readonly range?: number
  readonly numberLow?: number
  readonly numberHigh?: number
}
interface TheirChoice {
  readonly isCorrect: boolean
  readonly weight: number | null
  readonly text: TheirText | TheirNumber
  readonly feedback: TheirText | null
}
interface Theirs {
  readonly type: string
  readonly id?: string | null
  readonly tags?: readonly string[] | null
  readonly title: string | null
  readonly stem?: TheirText
  readonly hasEmbeddedAnswers?: boolean
  readonly globalFeedback?: TheirText | null
  readonly choices?: TheirNumber | readonly TheirChoice[]
  readonly matchPairs?: readonly { readonly subquestion: TheirText; readonly subanswer: string }[]
  readonly isTrue?: boolean
  readonly trueFeedback?: TheirText | null
  readonly falseFeedback?: TheirText | null
}

/** Spaces and line ends say nothing. */
const said = (text: TheirText | GiftText | null | undefined) =>
  text && text.text !== '' ? `${text.format}: ${text.text.replaceAll(/\s+/g, ' ').trim()}` : null

const near = (low: number, high: number) => `${low.toFixed(6)} to ${high.toFixed(6)}`

const theirRange = ({ type, number = 0, range = 0, numberLow = 0, numberHigh = 0 }: TheirNumber) =>
  type === 'high-low' ? near(numberLow, numberHigh) : near(number - range, number + range)

function theirMeaning(item: Theirs): unknown {
  if (item.type === 'Category') return ['category', item.title]
  if (item.type === 'Description') return ['description', item.title, said(item.stem)]
  const shared = [item.title, said(item.stem), item.hasEmbeddedAnswers, said(item.globalFeedback), item.id ?? null]
  const choices = () => item.choices as readonly TheirChoice[]
  const tags = item.tags ?? []
  switch (item.type) {
    case 'MC':
    case 'Short':
      return [
        item.type === 'MC' ? 'choice' : 'short',
        ...shared,
        tags,
        choices().map(({ isCorrect, weight, text, feedback }) => [
          isCorrect,
          weight,
          said(text as TheirText),
          said(feedback),
        ]),
      ]
    case 'TF':
      return ['true_false', ...shared, tags, item.isTrue, said(item.trueFeedback), said(item.falseFeedback)]
    case 'Matching':
      return [
        'matching',
        ...shared,
        tags,
        item.matchPairs!.map(({ subquestion, subanswer }) => [said(subquestion), subanswer]),
      ]
    case 'Essay':
      return ['essay', ...shared, tags]
    case 'Numerical': {
      if (!Array.isArray(item.choices)) {
        return ['numeric', ...shared, tags, [[null, theirRange(item.choices as TheirNumber), null]], null]
      }
      const right = choices().filter(({ isCorrect }) => isCorrect)
      const otherwise = choices().find(({ isCorrect }) => !isCorrect)
      return [
        'numeric',
        ...shared,
        tags,
        right.map(({ weight, text, feedback }) => [weight, theirRange(text as TheirNumber), said(feedback)]),
        said(otherwise?.feedback),
      ]
    }
    default:
      throw new Error(item.type)
  }
}

function ourMeaning(item: GiftItem): unknown {
  if (item.kind === 'category') return ['category', item.path]
  if (item.kind === 'description') return ['description', item.title, said(item.text)]
  const { title, stem, embedded, generalFeedback, id, tags, answers } = item
  const shared = [answers.type, title, said(stem), embedded, said(generalFeedback), id, tags]
  switch (answers.type) {
    case 'choice':
    case 'short':
      return [
        ...shared,
        answers.choices.map(({ correct, weight, text, feedback }) => [correct, weight, said(text), said(feedback)]),
      ]
    case 'true_false':
      return [...shared, answers.isTrue, said(answers.feedbacks[0]), said(answers.feedbacks[1])]
    case 'matching':
      return [...shared, answers.pairs.map(({ left, right }) => [said(left), right])]
    case 'numeric':
      return [
        ...shared,
        answers.ranges.map(({ weight, low, high, feedback }) => [weight, near(low, high), said(feedback)]),
        said(answers.otherwise),
      ]
    case 'essay':
      return shared
    case 'ordering':
      return [...shared, answers.items.map(said)]
    // None of the pairs has one: it is a type of our own.
    case 'scenario':
      return [...shared, answers.scenes]
  }
}

const found = (text: string) => readGift(text).findings.map(({ line, code, weight }) => [line, code, weight])

test('a question without a right answer is left out, and its line is named', () => {
  const bank = readGift('::A::Two and two?{=four ~five}\n\n::B::Three and three?{\n~five\n~seven\n}\n')
  assert.deepEqual(bank.questions.map(giftName), ['A'])
  assert.deepEqual(found('::B::Three and three?{\n~five\n~seven\n}'), [[2, 'no_right_answer', 'refused']])
})

test('characters that were never escaped are text where they can mean nothing else', () => {
  const html = '::A::Which tag?{\n=<a href="x">link</a>\n~<img src="y"> with a=b\n~#00ff00\n}'
  const { questions, findings } = readGift(html)
  assert.deepEqual(
    questions[0]?.answers.type === 'choice' && questions[0].answers.choices.map(({ text }) => text.text),
    ['<a href="x">link</a>', '<img src="y"> with a=b', '#00ff00'],
  )
  assert.deepEqual([...new Set(findings.map(({ code }) => code))], ['equals_in_text', 'feedback_as_answer'])
  const css = readGift('What does p { color: red } do?{=It colours ~Nothing}')
  assert.equal(css.questions[0]?.stem.text, 'What does p { color: red } do?')
  assert.deepEqual(found('What does p { color: red } do?{=It colours ~Nothing}'), [[1, 'braces_in_text', 'tolerated']])
})

test('braces that are never closed take the next question along with nothing', () => {
  const bank = readGift('::A::One?{=a ~b\n\n::B::Two?{=c ~d}')
  assert.deepEqual(bank.questions.map(giftName), ['B'])
  assert.deepEqual(found('::A::One?{=a ~b\n\n::B::Two?{=c ~d}'), [[1, 'answers_not_closed', 'refused']])
})

test('a blank line within the braces and a missing one between questions are read', () => {
  const bank = readGift('::A::One?{\n=a\n\n~b\n}\n::B::Two?{=c ~d}')
  assert.deepEqual(bank.questions.map(giftName), ['A', 'B'])
  assert.deepEqual(
    bank.findings.map(({ line, code }) => [line, code]),
    [[3, 'line_break_in_answers']],
  )
})

test('numbers that are none, a lone pair and a name that is there twice are reported', () => {
  assert.deepEqual(found('How many?{#many}'), [[1, 'bad_number', 'refused']])
  assert.deepEqual(found('Pair?{=a -> b}'), [[1, 'one_pair', 'refused']])
  assert.deepEqual(found('::A::One?{T}\n\n::A::Two?{F}'), [[3, 'name_twice', 'tolerated']])
  assert.deepEqual(found('::A::Which?{~%50%a ~%30%b ~c}'), [[1, 'weights_not_hundred', 'tolerated']])
})

test('categories hold for the questions after them', () => {
  const bank = readGift('$CATEGORY: $course$/top/Indicators\n::A::One?{T}\n\n$CATEGORY: Consent\n\n::B::Two?{F}')
  assert.deepEqual(
    bank.questions.map(({ category }) => category),
    ['Indicators', 'Consent'],
  )
})

test('no text makes the reader fail, and every finding names a line of it', () => {
  const random = randomSource(17)
  const parts = [
    '::',
    '{',
    '}',
    '=',
    '~',
    '#',
    '\\',
    '->',
    '%50%',
    '\n',
    '\n\n',
    'word ',
    '$CATEGORY: x',
    '<a href="',
    '>',
    'T',
    '####',
    '//',
    '[html]',
    '1..2',
    ':',
  ]
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: random.below(30) }, () => parts[random.below(parts.length)]).join('')
    const lines = text.split('\n').length
    for (const { line } of readGift(text).findings) assert.ok(line >= 1 && line <= lines, JSON.stringify(text))
  }
})

test('a hostile bank of two megabytes is read in seconds', () => {
  for (const unit of ['{', '\\', '=', '<a ', '~#', '::', '{=a ~b}\n', '#', ' =']) {
    const before = process.cpuUsage()
    readGift(`Which?{${unit.repeat(Math.floor((2 * 1024 * 1024) / unit.length))}`)
    const used = process.cpuUsage(before)
    assert.ok(used.user < 20_000_000, `${unit}: ${used.user / 1000} ms`)
  }
})
