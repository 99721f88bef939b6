import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { leftOpen, notAskedOfBoth } from '../../domain/tracing/same-questions.ts'
import { FEWEST_SECRETS } from '../../domain/tracing/secrets.ts'
import {
  ADULT_HEARD,
  CHILD_HEARD,
  type Said,
  ask,
  childOf,
  follow,
  matchesOf,
  registerChild,
  registerRequest,
  requestFor,
  say,
  sideOf,
  step,
  timeNow,
} from './testing/tracing-stage.ts'

type Row = readonly [question: string, answer: string | null, alike: string]
const questions = (...rows: readonly Row[]): Said =>
  Object.fromEntries(
    rows.flatMap(([question, answer, alike]) => {
      const row = `questions/${newId()}`
      const told: [string, string | true][] = [
        [row, true],
        [`${row}/question`, question],
        [`${row}/alike`, alike],
      ]
      return answer === null ? told : [...told, [`${row}/answer`, answer] as [string, string]]
    }),
  )
const bare = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([path]) => !path.startsWith('questions')))
const [CHILD, ADULT] = [bare(CHILD_HEARD), bare(ADULT_HEARD)]
const [GOAT, SONG, GRANDMOTHER] = ['Which animal was at home?', 'What is sung?', 'What is the grandmother called?']

test('a child’s side has three things that only the family knows, each by itself, unless nobody is looked for', async () => {
  const register = (said: Said) =>
    ask('officer', 'POST', 'children', {
      id: newId(),
      stepId: newId(),
      happenedAt: timeNow(),
      answers: say(said),
      fileId: childOf(2).fileId,
    })
  const without = Object.fromEntries(Object.entries(sideOf(2)).filter(([path]) => !path.startsWith('family_secrets')))
  const last = Object.entries(sideOf(2))
    .filter(([path]) => path.startsWith('family_secrets'))
    .slice(0, 3 * (FEWEST_SECRETS - 1))
  for (const said of [without, { ...without, ...Object.fromEntries(last) }, { ...without, secrets: 'A, b and c.' }]) {
    const refused = await register(said)
    assert.deepEqual([refused.status, refused.body.code], [422, 'records.invalid_answers'])
  }
  assert.equal((await register({ ...without, wish: 'no' })).status, 201, 'a child who says no is asked for nothing')
})

test('both are asked the same: an interview that leaves a question of the other open, or asks another one, is refused', async () => {
  await registerChild(1)
  const { id } = await registerRequest(requestFor(1, { telephone: '+447700903001', paper_number: 'Q-1' }))
  await follow()
  const [best] = await matchesOf(id)
  const path = `matches/${best!.id}`
  await step('officer', path, 'take_up', { seen_both: 'yes', why: 'Fits.' })
  const refusedWith = async (who: 'officer' | 'second', name: string, said: Said) => {
    const refused = await step(who, path, name, said)
    return [refused.status, refused.body.code]
  }
  const same = [422, 'children.same_questions']
  const open = questions([GOAT, null, 'agrees'], [SONG, 'The river', 'agrees'], [GRANDMOTHER, 'Teta', 'agrees'])
  assert.deepEqual(await refusedWith('officer', 'hear_child', { ...CHILD, ...open }), same)
  const first = questions([GOAT, 'A goat', 'agrees'], [SONG, 'The river', 'agrees'], [GRANDMOTHER, null, 'not_known'])
  assert.equal((await step('officer', path, 'hear_child', { ...CHILD, ...first })).body.state, 'child_heard')
  // Who hears the adult reads what was asked, and no word of what was said.
  const { text } = await ask('second', 'GET', path)
  assert.ok(text.includes(GOAT) && !text.includes('A goat') && !text.includes('The river'))
  for (const said of [
    questions([GOAT, 'A goat', 'agrees'], [SONG, 'The river', 'agrees'], ['Which school?', 'The old one', 'agrees']),
    questions(
      [GOAT, 'A goat', 'agrees'],
      [SONG, 'The river', 'agrees'],
      [GRANDMOTHER, 'Teta', 'agrees'],
      ['Where is she now?', 'Tell me', 'agrees'],
    ),
    questions([GOAT, 'A goat', 'agrees'], [SONG, 'The river', 'agrees'], [GRANDMOTHER, null, 'agrees']),
  ])
    assert.deepEqual(await refusedWith('second', 'hear_adult_then', { ...ADULT, ...said }), same)
  const told = questions(
    [` ${SONG.toUpperCase()}`, 'The river', 'agrees'],
    [GOAT, null, 'not_asked'],
    [GRANDMOTHER, 'Teta', 'in_part'],
  )
  assert.equal((await step('second', path, 'hear_adult_then', { ...ADULT, ...told })).body.state, 'heard')
})

test('what was recorded before is read as it was: a question without a code is open, and none is in nobody’s', () => {
  assert.equal(leftOpen(say(questions([GOAT, null, 'agrees'])) as never), 1)
  assert.equal(leftOpen({}), 0)
  assert.equal(notAskedOfBoth({}, say(questions([GOAT, 'x', 'agrees'])) as never), 1)
})
