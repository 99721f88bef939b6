import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { systemScope } from '@gloact/postgres'
import type { ImportReport } from '@gloact/registers/contract'
import type { CollectedReturn, GlotipReturn } from '../contract/returns.ts'
import { loadProsecutions, DEMO_PROSECUTION } from './demo/load-prosecutions.ts'
import { reportedOf } from './prosecutions.ts'
import { glotipOf } from './read-figures.ts'
import { ask, context, principal } from './testing/figures-stage.ts'

const said = (more: Readonly<Record<string, unknown>>) => ({
  answers: Object.fromEntries(
    Object.entries({
      article: 'Article 171',
      year: '2025',
      stage: 'prosecuted',
      form: 'total',
      sex: 'total',
      age: 'total',
      citizenship: 'total',
      persons: 43,
      body: 'Prosecutor General',
      document: 'Annual report 2025',
      dated: '2026-03-31',
      ...more,
    }).map(([field, value]) => [field, { value }]),
  ),
})
const save = (id: string, more: Readonly<Record<string, unknown>> = {}, as = {}) =>
  ask('PUT', `prosecutions/${id}`, said(more), as)

test('a figure of the prosecution service stands in the return with its article and source; what nobody reported has no number', async () => {
  const before = await ask<GlotipReturn>('GET', 'returns/glotip?year=2025')
  assert.deepEqual(before.body.justice.rows, [])
  assert.equal((await save(newId())).status, 200)
  assert.equal((await save(newId(), { sex: 'female', persons: 4 })).status, 200)
  assert.equal((await save(newId(), { stage: 'convicted', persons: 0, body: 'Supreme Court' })).status, 200)

  const { body } = await ask<GlotipReturn>('GET', 'returns/glotip?year=2025')
  assert.deepEqual(
    body.justice.rows.map(({ stage, sex, article, body: from, document, dated }) =>
      [stage, sex, article, from, document, dated].join('; '),
    ),
    [
      'prosecuted; total; Article 171; Prosecutor General; Annual report 2025; 2026-03-31',
      'prosecuted; female; Article 171; Prosecutor General; Annual report 2025; 2026-03-31',
      'convicted; total; Article 171; Supreme Court; Annual report 2025; 2026-03-31',
    ].toSorted((a, b) => (a.startsWith('convicted') ? 1 : b.startsWith('convicted') ? -1 : 0)),
  )
  for (const { value } of body.justice.rows) assert.match(value, /^(<10|\d*0)$/)
  assert.equal(body.justice.rows.at(-1)?.value, '<10', 'a zero that was reported is below the base')
  assert.ok(!JSON.stringify(body).includes('43'), 'no count leaves as it is')
  assert.ok(body.years.includes(2025))
  assert.deepEqual((await ask<GlotipReturn>('GET', 'returns/glotip?year=2024')).body.justice.rows, [])

  const icTip = await ask<CollectedReturn>('GET', 'returns/collected?collection=ic_tip&year=2025')
  assert.equal(icTip.body.perpetrators?.rows.length, 3)
  const eurostat = await ask<CollectedReturn>('GET', 'returns/collected?collection=eurostat&year=2025')
  assert.equal(eurostat.body.perpetrators, null)
})

test('the same figure twice, an offence with a sex, a year to come and another role are refused; sending twice records once', async () => {
  const id = newId<string>()
  const once = { article: 'Article 180', persons: 21 }
  assert.equal((await save(id, once)).status, 200)
  assert.equal((await save(id, once)).status, 200)
  const twice = await save(newId(), { ...once, persons: 22 })
  assert.ok(twice.status >= 400 && twice.status < 500)
  const offence = await save(newId(), { stage: 'offences', sex: 'male' })
  assert.equal(offence.status, 422)
  assert.match(JSON.stringify(offence.body), /statistics\.offences_no_persons/)
  assert.match(JSON.stringify((await save(newId(), { year: '2030' })).body), /statistics\.no_such_year/)
  assert.equal((await save(newId(), {}, { role: 'caseworker' })).status, 403)
  const shown = await reportedOf(context, systemScope('DL'), 2025)
  assert.equal(shown.rows.filter(({ article }) => article === 'Article 180').length, 1)
})

test('figures go out and come in as CSV: a file is tried first, one that is wrong adds nothing, and one sent twice adds nothing twice', async () => {
  const out = await ask('POST', 'prosecutions/export', { format: 'csv', language: 'en' })
  assert.equal(out.status, 200)
  const [head = '', line = ''] = out.raw.toString('utf8').trim().split('\r\n')
  assert.match(line, /Prosecutor General/)
  const columns = head.replace('\uFEFF', '').split(',')
  assert.ok(columns.length > 10)

  type Report = ImportReport & { code: string }
  const bring = (text: string, trial: 'yes' | 'no', importId: string = newId()) =>
    ask<Report>('POST', `prosecutions/import?trial=${trial}&importId=${importId}`, Buffer.from(text))
  const file = (persons: string) =>
    [
      'article,year,stage,form,sex,age,citizenship,persons,body,document,dated',
      `Article 190,2023,convicted,total,male,total,total,${persons},Supreme Court,"Judicial statistics, 2023",2024-02-01`,
      'Article 190,2023,convicted,total,female,total,total,5,Supreme Court,"Judicial statistics, 2023",2024-02-01',
    ].join('\r\n')
  const tried = await bring(file('31'), 'yes')
  assert.deepEqual([tried.body.added, tried.body.imported], [2, false])
  const wrong = await bring(file('many'), 'no')
  assert.deepEqual([wrong.body.imported, wrong.body.problems[0]?.line], [false, 2])
  const importId = newId<string>()
  const once = await bring(file('31'), 'no', importId)
  assert.deepEqual([once.body.added, once.body.imported], [2, true])
  const again = await bring(file('31'), 'no', importId)
  assert.equal(again.body.added, 0)
  // Found again by what no two rows share.
  const corrected = await bring(file('32'), 'no')
  assert.deepEqual([corrected.body.added, corrected.body.changed], [0, 1])
})

test('a module that keeps proceedings answers in the place of the register', async () => {
  const own = {
    ...context,
    justice: {
      reported: () =>
        Promise.resolve([
          {
            year: 2025,
            stage: 'convicted' as const,
            article: 'Article 171',
            form: 'total',
            sex: 'total',
            age: 'total',
            citizenship: 'total',
            count: 57,
            body: 'Proceedings',
            document: 'Files',
            dated: '2026-01-01',
          },
        ]),
    },
  }
  const { justice } = await glotipOf(own, systemScope('DL'), 2025)
  assert.deepEqual(
    justice.rows.map(({ body }) => body),
    ['Proceedings'],
  )
})

test('the demonstration has two years of invented figures, and a second start adds none', async () => {
  const analyst = principal('analyst')
  await loadProsecutions(context, analyst)
  const first = await reportedOf(context, systemScope('DL'), 2024)
  await loadProsecutions(context, analyst)
  assert.deepEqual(await reportedOf(context, systemScope('DL'), 2024), first)
  assert.equal(first.rows.length, 20)
  const row = await ask<{ answers: Record<string, unknown> }>('GET', `prosecutions/${DEMO_PROSECUTION}`)
  assert.equal(row.status, 200)
  assert.deepEqual(row.body.answers['persons'], { value: 214 })
})
