import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResponseOf } from '@gloact/http/contract'
import { newId } from '@gloact/kernel'
import type { EssayView, listBanks, ResultsView } from '../contract/tests.ts'
import { readBank } from '../domain/read-bank.ts'
import { ask, clinic, open, page, phone, running, SECOND_USER, take } from './testing/training-stage.ts'

type Banks = ResponseOf<typeof listBanks>

const QUIZ = `<quiz>
<question type="category"><category><text>$course$/top/Consent</text></category></question>
<question type="truefalse"><name><text>A</text></name><questiontext><text>Consent may be withdrawn.</text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="ordering"><name><text>B</text></name><questiontext><text>Order.</text></questiontext>
<answer fraction="1"><text>one</text></answer><answer fraction="2"><text>two</text></answer></question>
<question type="cloze"><name><text>C</text></name><questiontext><text>gap</text></questiontext></question>
</quiz>`

test('a bank in Moodle’s XML is imported, replaced by a new version, and leaves as GIFT and as XML with what it held', async () => {
  const first = { id: newId(), title: 'Consent', language: 'en', text: QUIZ }
  const imported = await ask<Banks['items'][number]>('POST', 'banks', first)
  assert.deepEqual(
    [imported.status, imported.body.questions, imported.body.version, imported.body.categories],
    [201, 2, 1, [{ name: 'Consent', questions: 2 }]],
  )
  assert.deepEqual(
    imported.body.findings.map(({ line, code }) => [line, code]),
    [[7, 'type_not_known']],
  )
  const second = await ask<Banks['items'][number]>('POST', 'banks', { ...first, id: newId(), replaces: first.id })
  assert.equal(second.body.version, 2)
  const unknown = { ...first, id: newId(), replaces: newId() }
  assert.equal((await ask('POST', 'banks', unknown)).body.code, 'training.unknown')
  for (const format of ['gift', 'moodle_xml']) {
    const file = await ask('GET', `banks/${first.id}/file?format=${format}`)
    assert.equal(file.status, 200)
    assert.deepEqual(
      readBank(file.raw.toString('utf8')).questions.map(({ title, answers }) => [title, answers.type]),
      [
        ['A', 'true_false'],
        ['B', 'ordering'],
      ],
    )
    assert.equal(
      (await ask('GET', `banks/${first.id}/file?format=${format}`, undefined, { agency: clinic })).status,
      404,
    )
  }
  assert.equal((await ask('GET', `banks/${first.id}/file?format=gift`, undefined, { role: 'supervisor' })).status, 403)
})

test('an essay is marked by two people without a name, and counts from when both have', async () => {
  const { id, code } = await running('Essay Writer')
  const text = [
    ...Array.from({ length: 4 }, (_, at) => `::Q${at}::So?{T}`),
    '::E1::Say how you would begin.{}',
    '::E2::Say how you would end.{}',
  ].join('\n\n')
  const bank = newId()
  await ask('POST', 'banks', { id: bank, title: 'B', language: 'en', text })
  const drawn = { bankId: bank, perForm: 2, essays: 1 }
  assert.equal((await ask('POST', `events/${id}/tests`, { ...drawn, essays: 2 })).body.code, 'training.bank_too_small')
  assert.equal((await ask('POST', `events/${id}/tests`, drawn)).status, 200)
  const event = await page(id)
  assert.deepEqual(
    event.tests.map(({ questions }) => questions),
    [3, 3],
  )
  await ask('POST', `sessions/${event.sessions[0]!.id}/state`, { open: true })
  for (const test of event.tests) await open(test.id)
  for (const sitting of (await take(code)).body.tests) {
    const answers = Object.fromEntries(
      sitting.questions.map((question) => [
        question.id,
        question.ask === 'true_false' ? { isTrue: true } : { text: 'I would listen first.' },
      ]),
    )
    const sent = { code, id: newId(), testId: sitting.id, answers }
    assert.equal((await ask('POST', 'take-part/answers', sent, phone)).status, 200)
  }
  const results = async () => (await ask<ResultsView>('GET', `events/${id}/results`)).body.post.mean
  assert.equal(await results(), 100, 'of what is marked')

  const essays = async (user?: string) =>
    (await ask<{ items: EssayView[] }>('GET', `events/${id}/essays`, undefined, user ? { user } : {})).body.items
  const essay = (await essays()).find(({ test }) => test === 'post')!
  assert.deepEqual([essay.answer, essay.markers, essay.mine, essay.mark], ['I would listen first.', 0, null, null])
  assert.ok(!JSON.stringify(await essays()).includes('Essay Writer'))
  const mark = (given: number, user?: string, questionId = essay.questionId) =>
    ask('POST', `essays/${essay.attemptId}/marks`, { questionId, mark: given }, user ? { user } : {})
  for (let times = 0; times < 2; times += 1) assert.equal((await mark(40)).status, 200)
  assert.equal((await mark(60)).body.code, 'training.marked_by_two', 'nobody marks twice')
  assert.equal(await results(), 100)
  const other = (await essays(SECOND_USER)).find(({ test }) => test === 'post')!
  assert.deepEqual([other.markers, other.mine, other.mark], [1, null, null], 'what the first gave is not shown')
  assert.equal((await mark(70, SECOND_USER)).status, 200)
  const agreed = (await essays()).find(({ test }) => test === 'post')!
  assert.deepEqual([agreed.mark, agreed.apart], [55, true])
  assert.ok(Math.abs((await results())! - (100 + 100 + 55) / 3) < 1e-9)
  assert.equal((await mark(50, newId())).body.code, 'training.marked_by_two')
  assert.equal((await mark(50, undefined, newId())).body.code, 'training.unknown')
  assert.equal((await ask('GET', `events/${id}/essays`, undefined, { agency: clinic })).status, 404)
})
