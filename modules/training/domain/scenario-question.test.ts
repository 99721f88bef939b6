import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeGift } from './gift/write-gift.ts'
import { markOf } from './marking.ts'
import { writeMoodleXml } from './moodle-xml/write-moodle-xml.ts'
import { showQuestion } from './present-question.ts'
import { readBank } from './read-bank.ts'

const BANK = `::At the gate::A man waits with four passports.{!
@a He says\\: \\{they are cousins\\}.
+ Speak with each alone -> b :: They talk.
- Let them pass :: They are gone.
@b One woman says “no”.
- Write it down -> a :: She waits.
+ Refer her
}

::Plain::Is it so?{T}`

const PARTICIPANT = '00000000-0000-4000-8000-000000000001'

test('a scenario stands in a bank, and comes through GIFT and Moodle XML as it was', () => {
  const read = readBank(BANK)
  assert.deepEqual(read.findings, [])
  const [scenario] = read.questions
  assert.equal(
    scenario?.answers.type === 'scenario' && scenario.answers.scenes[0]?.text,
    'He says: {they are cousins}.',
  )
  for (const written of [writeGift(read.questions), writeMoodleXml(read.questions)]) {
    assert.deepEqual(
      readBank(written).questions.map(({ answers }) => answers),
      read.questions.map(({ answers }) => answers),
    )
  }
})

test('the way that was taken is marked; a way that does not end, or does not exist, earns nothing', () => {
  const { answers } = readBank(BANK).questions[0]!
  const mark = (choices: number[]) => markOf(answers, { choices })
  assert.deepEqual([mark([0, 1]), mark([1]), mark([0, 0, 0, 1])], [1, 0, 0.75])
  assert.deepEqual(
    [mark([0]), mark([]), mark([0, 1, 0]), mark([5]), markOf(answers, { isTrue: true })],
    [0, 0, 0, 0, 0],
  )
})

test('a telephone is shown neither which choice is good nor what follows from it', () => {
  const shown = JSON.stringify(showQuestion('q', readBank(BANK).questions[0]!, PARTICIPANT))
  assert.match(shown, /Speak with each alone/)
  assert.doesNotMatch(shown, /They talk|right|why/)
})

test('a scenario that leads nowhere is left out, with its line', () => {
  const { questions, findings } = readBank('::Q::A{!\n@a S\n+ on -> z\n- off\n}')
  assert.equal(questions.length, 0)
  assert.deepEqual(
    findings.map(({ code, weight, line }) => [code, weight, line]),
    [['scenario_broken', 'refused', 1]],
  )
})
