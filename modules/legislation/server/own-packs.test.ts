import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { AssessmentView } from '../contract/assessments.ts'
import type { PackEntry } from '../contract/packs.ts'
import { TRANSLATED_TO } from '../domain/languages.ts'
import { PACKS } from './packs.ts'
import { ask, opened, reviewer, theirs } from './testing/served.ts'
import { TRANSLATIONS } from './translations.ts'

const hostile = `'); drop table legislation.own_pack; -- <img src=x onerror="alert(1)">`

const pack = (prefix: string, more: object = {}) => ({
  instrument: 'REG',
  title: 'A regional convention',
  generated: '2026-11-01',
  note: 'Own wording.',
  items: [
    {
      id: `${prefix}-1`,
      instrument: 'REG',
      article: '1',
      paragraph: '',
      binding: 'mandatory',
      qualifier: '',
      text: hostile,
      elements: [{ id: `${prefix}-1.1`, text: 'A register is kept' }],
      topics: [],
      kind: 'legislation',
      tier: 'core',
      verification: { status: 'text-seen', source: null },
    },
  ],
  ...more,
})

const add = (name: string, content: object | string, as = {}) =>
  ask<PackEntry>(
    'POST',
    'packs',
    { pack: name, source: typeof content === 'string' ? content : JSON.stringify(content) },
    as,
  )

test('a regional pack is added once, assessed and reported as any other, and is its agency’s', async () => {
  const regional = pack('reg')
  assert.equal((await add('regional', regional)).body.own, true)
  assert.equal((await add('regional', regional)).status, 201, 'sent twice, it is there once')
  assert.equal((await add('regional', pack('reg', { title: 'Other' }))).body.code, 'legislation.pack_used')
  assert.equal((await add('regional-2', regional)).body.code, 'legislation.obligation_used')
  assert.equal((await add('tip-protocol-2000', pack('x'))).body.code, 'legislation.pack_used')
  for (const none of ['{', '{}', JSON.stringify(pack('y', { items: [] }))]) {
    assert.equal((await add('none', none)).body.code, 'legislation.not_pack')
  }
  assert.equal((await add('z', pack('z'), { role: 'legal_reviewer', user: reviewer })).status, 403)

  const assessment = { id: newId(), title: 'Regional', packs: ['regional'], tier: 'core', kind: 'baseline' }
  assert.equal((await ask('POST', 'assessments', { ...assessment, asOf: '2026-11-28' })).status, 201)
  const path = `assessments/${assessment.id}`
  const answer = { id: newId(), status: 'not_met', reasoning: '', citations: [] }
  assert.equal((await ask('PUT', `${path}/findings/reg-1.1`, answer)).status, 200)
  const { body } = await ask<AssessmentView>('GET', `${path}?language=fr`)
  assert.deepEqual(
    body.obligations.map(({ id, text, translation, gap }) => [id, text, translation, gap]),
    [['reg-1', hostile, 'original', true]],
  )
  const plan = { id: newId(), priority: 'high', assistance: 'none', helper: '', recommendation: 'R', owner: '' }
  assert.equal((await ask('PUT', `${path}/gaps/reg-1`, { ...plan, dueOn: null })).status, 200)
  assert.equal((await ask('GET', `${path}/report?format=docx&language=es`)).status, 200)
  assert.equal((await ask('GET', 'obligations/reg-1/answers')).status, 200)
  const saved = await ask('GET', 'packs/regional')
  assert.deepEqual(JSON.parse(new TextDecoder().decode(saved.raw)), regional)

  const them = { agency: theirs }
  assert.equal((await ask('GET', 'packs/regional', undefined, them)).status, 404)
  assert.equal((await ask('GET', 'obligations/reg-1/answers', undefined, them)).status, 404)
  const other = { ...assessment, id: newId(), asOf: '2026-11-28' }
  assert.equal((await ask('POST', 'assessments', other, them)).body.code, 'legislation.pack_unknown')
})

test('the core is there in six languages, every translation of all of an obligation', () => {
  const core = [...PACKS.values()].flatMap(({ items }) => items.filter(({ tier }) => tier === 'core'))
  assert.equal(core.length, 159)
  const all = new Set(
    [...PACKS.values()].flatMap(({ items }) =>
      items.flatMap(({ id, elements }) => [id, ...elements.map((one) => one.id)]),
    ),
  )
  for (const language of TRANSLATED_TO) {
    const words = TRANSLATIONS[language]
    for (const { id, elements } of core) {
      for (const one of [id, ...elements.map((element) => element.id)]) assert.ok(words[one], `${language} ${one}`)
    }
    for (const [id, text] of Object.entries(words)) assert.ok(all.has(id) && text.trim() !== '', `${language} ${id}`)
  }
})

test('a translation is unreviewed until a reviewer of the agency signs it off; then the report says so no more of it', async () => {
  const { assessment } = await opened()
  const path = `assessments/${assessment.id}`
  const told = async (language: string, as = {}) =>
    (await ask<AssessmentView>('GET', `${path}?language=${language}`, undefined, as)).body.obligations.find(
      ({ id }) => id === 'tip-3-d',
    )
  const english = await told('en')
  assert.deepEqual([english?.translation, english?.text === english?.original], ['original', true])
  const french = await told('fr')
  assert.deepEqual([french?.translation, french?.original], ['unreviewed', english?.original])
  assert.match(french?.text ?? '', /dix-huit ans/)
  assert.match(french?.elements[0]?.text ?? '', /moins de 18 ans/)
  const sign = (body: object, as: object) =>
    ask<{ translation: string }>('POST', 'obligations/tip-3-d/translations', body, as)
  const by = { role: 'legal_reviewer', user: reviewer }
  const signing = { id: newId(), language: 'fr' }
  assert.equal((await sign(signing, {})).status, 403, 'an officer signs nothing off')
  assert.equal((await sign(signing, by)).body.translation, 'signed_off')
  assert.equal((await sign(signing, by)).status, 200, 'sent twice, signed once')
  assert.equal((await sign({ ...signing, language: 'ar' }, by)).body.code, 'legislation.id_used')
  assert.equal((await ask('POST', 'obligations/none/translations', signing, by)).status, 404)
  assert.deepEqual([(await told('fr'))?.translation, (await told('ar'))?.translation], ['signed_off', 'unreviewed'])
  const html = await ask('GET', `${path}/report?format=json&language=fr`)
  const report = JSON.parse(new TextDecoder().decode(html.raw)) as AssessmentView
  assert.equal(report.obligations.filter(({ translation }) => translation === 'unreviewed').length, 32)
})
