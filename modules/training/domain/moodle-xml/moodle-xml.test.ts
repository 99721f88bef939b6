import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import type { GiftQuestion, GiftText } from '../gift/gift-question.ts'
import { readGift } from '../gift/read-gift.ts'
import { writeGift } from '../gift/write-gift.ts'
import { markOf, type GivenAnswer } from '../marking.ts'
import { readBank } from '../read-bank.ts'
import { readMoodleXml } from './read-moodle-xml.ts'
import { writeMoodleXml } from './write-moodle-xml.ts'

const DATA = join(import.meta.dirname, '../../../../../shared/data/training/gift')
const skip = existsSync(DATA) ? false : 'the folder of reference data is not there'

function realBanks(): readonly (readonly [name: string, questions: readonly GiftQuestion[]])[] {
  const folders = [DATA, join(DATA, 'pegjs-cases')]
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.(?:gift|gift\.txt)$/.test(file))
      .map((file) => [file, readGift(readFileSync(join(folder, file), 'utf8')).questions] as const),
  )
}

/** Without the place in the file; spaces and line ends say nothing. */
const meaning = (questions: readonly GiftQuestion[]): readonly unknown[] =>
  questions.map(({ line: _, ...question }): unknown =>
    JSON.parse(
      JSON.stringify(question, (__, value: unknown) =>
        typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : value,
      ),
    ),
  )

test(
  'every question of the real banks and of the 51 examples, written as GIFT, is read again as what it was',
  { skip },
  () => {
    let count = 0
    for (const [name, questions] of realBanks()) {
      const again = readGift(writeGift(questions))
      assert.deepEqual(meaning(again.questions), meaning(questions), name)
      assert.deepEqual(
        again.findings.filter(({ weight }) => weight === 'refused'),
        [],
      )
      count += questions.length
    }
    assert.ok(count > 150, String(count))
  },
)

test('the same written as Moodle’s XML marks every answer as before', { skip }, () => {
  for (const [name, questions] of realBanks()) {
    const again = readMoodleXml(writeMoodleXml(questions)).questions
    assert.equal(again.length, questions.length, name)
    for (const [at, question] of questions.entries()) {
      assert.equal(again[at]!.answers.type, question.answers.type, name)
      assert.equal(again[at]!.category, question.category, name)
      for (const given of someAnswers(question)) {
        const [before, after] = [markOf(question.answers, given), markOf(again[at]!.answers, given)]
        assert.ok(before === after || Math.abs(before! - after!) < 1e-6, `${name} ${at} ${JSON.stringify(given)}`)
      }
    }
  }
})

function someAnswers({ answers }: GiftQuestion): readonly GivenAnswer[] {
  const random = randomSource(3)
  const several = (length: number) =>
    Array.from({ length: 12 }, () => ({
      choices: Array.from({ length }, (_, at) => at).filter(() => random.below(2) === 0),
    }))
  switch (answers.type) {
    case 'choice':
      return [...answers.choices.map((_, at) => ({ choices: [at] })), ...several(answers.choices.length)]
    case 'true_false':
      return [{ isTrue: true }, { isTrue: false }]
    case 'short':
      return [...answers.choices.map(({ text }) => ({ text: text.text })), { text: 'nothing of it' }]
    case 'numeric':
      return answers.ranges.flatMap(({ low, high }) =>
        [low, high, (low + high) / 2, high + 1].map((n) => ({ text: String(n) })),
      )
    case 'matching':
      return [{ pairs: answers.pairs.map((_, at) => at) }, { pairs: answers.pairs.map(() => 0) }]
    case 'ordering':
      return [{ choices: answers.items.map((_, at) => at) }]
    case 'scenario':
      return several(3)
    case 'essay':
      return [{ text: 'words' }]
  }
}

const QUIZ = `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <!-- as Moodle exports it -->
  <question type="category"><category><text>$course$/top/First contact</text></category></question>
  <question type="multichoice">
    <name><text>Needs</text></name>
    <questiontext format="html"><text><![CDATA[<p>What comes <b>first</b>?</p>]]></text></questiontext>
    <single>true</single>
    <answer fraction="100" format="html"><text>Safety &amp; care</text><feedback><text>Yes.</text></feedback></answer>
    <answer fraction="0"><text>The statement</text></answer>
  </question>
  <question type="ordering">
    <name><text>Steps</text></name>
    <questiontext format="html"><text>Put in order.</text></questiontext>
    <answer fraction="1"><text>Listen</text></answer>
    <answer fraction="2"><text>Ask</text></answer>
    <answer fraction="3"><text>Refer</text></answer>
  </question>
  <question type="cloze"><name><text>Gap</text></name><questiontext><text>{1:SHORTANSWER:=a}</text></questiontext></question>
  <question type="multichoice">
    <name><text>Wrong</text></name><questiontext><text>Which?</text></questiontext>
    <answer fraction="0"><text>a</text></answer>
  </question>
</quiz>`

test('Moodle’s XML is read with its categories; what cannot be used is left out and its line is named', () => {
  const { questions, findings } = readBank(QUIZ)
  assert.deepEqual(
    questions.map(({ title, category, answers, line }) => [title, category, answers.type, line]),
    [
      ['Needs', 'First contact', 'choice', 5],
      ['Steps', 'First contact', 'ordering', 12],
    ],
  )
  assert.deepEqual(questions[0]!.stem, { format: 'html', text: '<p>What comes <b>first</b>?</p>' } satisfies GiftText)
  assert.deepEqual(
    findings.map(({ line, code, found }) => [line, code, found]),
    [
      [19, 'type_not_known', 'cloze'],
      [20, 'no_right_answer', ''],
    ],
  )
})

test('items are marked by their place; GIFT’s own way of writing an order is read and written', () => {
  const { questions } = readGift('::Steps::Put in order.{>3 ALL VERTICAL ABSOLUTE_POSITION\nListen\nAsk\nRefer\n}')
  const { answers } = questions[0]!
  assert.deepEqual(answers.type === 'ordering' && answers.items.map(({ text }) => text), ['Listen', 'Ask', 'Refer'])
  assert.deepEqual(
    [[0, 1, 2], [1, 0, 2], [2], []].map((choices) => markOf(answers, { choices })),
    [1, 1 / 3, 0, 0],
  )
  assert.deepEqual(meaning(readGift(writeGift(questions)).questions), meaning(questions))
  assert.deepEqual(
    meaning(
      readMoodleXml(writeMoodleXml(questions)).questions.map(({ answers: read }) => ({
        ...questions[0]!,
        answers: read,
      })),
    ),
    meaning(questions),
  )
})

test('a document type, damaged XML and endless depth are answers and not exceptions', () => {
  const bomb = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>'
  assert.deepEqual(
    readBank(bomb).findings.map(({ code }) => code),
    ['xml_declares_a_type'],
  )
  for (const broken of [
    '<quiz>',
    '<quiz></question>',
    '<quiz><a b=c></quiz>',
    '<quiz/><quiz/>',
    '<quiz>'.repeat(1000),
  ]) {
    const bank = readBank(broken)
    assert.deepEqual([bank.questions, bank.findings.map(({ code }) => code)], [[], ['xml_broken']], broken.slice(0, 30))
  }
  const random = randomSource(17)
  const parts = [
    '<quiz>',
    '</quiz>',
    '<question type="',
    '">',
    '<text>',
    '</text>',
    '&#x41;',
    '&',
    '<![CDATA[',
    ']]>',
    '\n',
    '<!--',
    'essay',
  ]
  for (let round = 0; round < 3000; round += 1) {
    const text = `<quiz>${Array.from({ length: random.below(30) }, () => parts[random.below(parts.length)]).join('')}`
    const lines = text.split('\n').length
    for (const { line } of readMoodleXml(text).findings) assert.ok(line >= 1 && line <= lines, JSON.stringify(text))
  }
})

test('two megabytes of hostile XML are read in seconds', () => {
  for (const unit of ['<', '<a b="', '<question>', '<!--', '&#1;', '<question type="essay"/>']) {
    const before = process.cpuUsage()
    readMoodleXml(`<quiz>${unit.repeat(Math.floor((2 * 1024 * 1024) / unit.length))}`)
    const used = process.cpuUsage(before)
    assert.ok(used.user < 20_000_000, `${unit}: ${used.user / 1000} ms`)
  }
})
