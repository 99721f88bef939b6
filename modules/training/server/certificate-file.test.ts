import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { ask, clinic, office, page, person, planned, take } from './testing/training-stage.ts'

async function certified(names: readonly string[]) {
  const event = await planned({ seats: names.length })
  await ask('POST', `events/${event.id}/publish`)
  for (const name of names) {
    const nominee = person(name)
    await ask('POST', `events/${event.id}/nominations`, nominee)
    const decided = { id: newId(), decision: 'selected', reason: 'meets_criteria' }
    await ask('POST', `nominations/${nominee.id}/decisions`, decided)
  }
  const invited = await ask<{ items: { code: string }[] }>('POST', `events/${event.id}/invitations`)
  await ask('POST', `sessions/${event.sessions[0]}/state`, { open: true })
  for (const { code } of invited.body.items) await take(code)
  return event
}

test('all certificates of an event come in one file to print, and as a table with the code of each', async () => {
  const names = ['Zoe Ray', '=HYPERLINK("http://x")', 'أمينة حسن']
  const { id } = await certified(names)
  assert.equal((await ask('GET', `events/${id}/certificates?format=pdf`)).body.code, 'training.no_certificates')
  assert.equal((await ask<{ issued: number }>('POST', `events/${id}/certificates`)).body.issued, 3)
  const { participants } = await page(id)
  const zoe = participants.find(({ name }) => name === 'Zoe Ray')!.certificate!
  const [alone, all] = [
    await ask('GET', `certificates/${zoe.id}/pdf`),
    await ask('GET', `events/${id}/certificates?format=pdf`),
  ]
  assert.equal(all.status, 200)
  assert.match(all.raw.subarray(0, 8).toString(), /^%PDF-/)
  const pages = ({ raw }: typeof all) => [...raw.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
  assert.equal(pages(all), 3 * pages(alone))

  assert.equal((await ask('POST', `certificates/${zoe.id}/revoke`)).status, 200)
  const table = (await ask('GET', `events/${id}/certificates?format=csv`)).raw.toString('utf8')
  const lines = table.trim().split('\n')
  assert.equal(lines.length, 4)
  assert.match(table, /Zoe Ray,.*,Revoked,/)
  assert.doesNotMatch(table, /(?:^|,)"?=HYPER/m, 'no spreadsheet works out what somebody was called')
  for (const line of lines.slice(1)) {
    const code = /([2-9A-Z]{5}(?:-[2-9A-Z]{5})+)\s*$/.exec(line)?.[1]
    const checked = await ask<{ state: string }>('POST', 'certificate-checks', { code }, { role: null })
    assert.equal(checked.body.state, line.includes('Zoe Ray') ? 'revoked' : 'valid')
  }
  assert.equal(pages(await ask('GET', `events/${id}/certificates?format=pdf`)), 2 * pages(alone))
  assert.equal((await ask('GET', `events/${id}/certificates?format=csv`, undefined, { agency: clinic })).status, 404)
  assert.equal(
    (await ask('GET', `events/${id}/certificates?format=csv`, undefined, { agency: office, role: 'supervisor' }))
      .status,
    403,
  )
})

test('twenty-five telephones of one room answer at once: each counts once, and nobody waits for another', async () => {
  const names = Array.from({ length: 25 }, (_, at) => `Person ${at}`)
  const event = await planned({ seats: 25 })
  await ask('POST', `events/${event.id}/publish`)
  for (const name of names) {
    const nominee = person(name)
    await ask('POST', `events/${event.id}/nominations`, nominee)
    const decided = { id: newId(), decision: 'selected', reason: 'meets_criteria' }
    assert.equal((await ask('POST', `nominations/${nominee.id}/decisions`, decided)).status, 200)
  }
  const bank = newId()
  const text = Array.from({ length: 20 }, (_, at) => `::Q${at}::Is it so?{T}`).join('\n\n')
  await ask('POST', 'banks', { id: bank, title: 'B', language: 'en', text })
  await ask('POST', `events/${event.id}/tests`, { bankId: bank, perForm: 10 })
  await ask('POST', `sessions/${event.sessions[0]}/state`, { open: true })
  const { tests } = await page(event.id)
  const pre = tests.find(({ kind }) => kind === 'pre')!
  await ask('POST', `tests/${pre.id}/state`, { open: true })
  const invited = await ask<{ items: { code: string }[] }>('POST', `events/${event.id}/invitations`)
  const codes = invited.body.items.map(({ code }) => code)
  assert.equal(codes.length, 25)

  // One address, as a room behind one router has.
  const phone = { role: null, from: '10.9.9.9' }
  const sat = await Promise.all(
    codes.map(async (code) => {
      const taken = await take(code, phone)
      const questions = taken.body.tests.find(({ kind }) => kind === 'pre')!.questions
      assert.equal(questions.length, 10)
      const answers = Object.fromEntries(questions.map(({ id }) => [id, { isTrue: true }]))
      const body = { code, id: newId(), testId: pre.id, answers }
      // Each sends twice in the same moment: its connection is bad.
      return Promise.all([1, 2].map(() => ask('POST', 'take-part/answers', body, phone)))
    }),
  )
  assert.ok(sat.flat().every(({ status }) => status === 200))
  const after = await page(event.id)
  assert.equal(after.tests.find(({ kind }) => kind === 'pre')?.answered, 25)
  assert.equal(after.participants.filter(({ sessions }) => sessions.length === 1).length, 25)
})
