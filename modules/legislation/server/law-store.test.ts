import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, newId } from '@gloact/kernel'
import type { LawTextView } from '../contract/laws.ts'
import { exportLaw, importLaw, type LawStore, type LawToImport, librarian } from './law-store.ts'
import { ask, db, mine, officer } from './testing/served.ts'

const store: LawStore = {
  db,
  clock: fixedClock('2026-11-28T09:00:00Z'),
  who: librarian(officer, { id: mine, name: 'Ministry of Justice', type: 'central_government' }, 'DL'),
}

const sent = (more: Partial<LawToImport>): LawToImport => {
  const text = more.text ?? '1. Offence\n\n(1) Nobody shall recruit.'
  return {
    law: null,
    title: `Jetty Act ${newId()}`,
    type: 'act',
    number: '',
    madeOn: '2020-01-01',
    validFrom: '2020-02-01',
    language: 'en',
    text,
    format: 'text',
    bytes: new TextEncoder().encode(text),
    ...more,
  }
}

const done = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; error: { code: string } }>) => {
  const given = await result
  assert.ok(given.ok, given.ok ? '' : given.error.code)
  return given.value
}

test('a file is imported once, as the system’s, with the file that it was', async () => {
  const act = sent({ format: 'html', bytes: new TextEncoder().encode('<p>1. Offence') })
  const first = await done(importLaw(store, act))
  const again = await done(importLaw(store, act))
  assert.deepEqual([first.already, again], [false, { ...first, already: true }])
  const { body } = await ask<LawTextView>('GET', `expressions/${first.expressionId}`)
  assert.deepEqual([body.law.title, body.original?.format], [act.title, undefined])
  const early = await importLaw(store, sent({ validFrom: '2019-01-01' }))
  assert.deepEqual(early.ok || early.error.code, 'legislation.before_law')
})

test('another text of a law is named by title or id, and written as it says on a day', async () => {
  const act = sent({})
  const first = await done(importLaw(store, act))
  const later = sent({ law: act.title, validFrom: '2022-01-01', text: '1. Offence\n\n(1) Nobody shall harbour.' })
  assert.equal((await done(importLaw(store, later))).lawId, first.lawId)
  const of = (more: object) =>
    exportLaw(store, { law: first.lawId, on: '2023-01-01', language: null, format: 'html', ...more })
  const text = async (more: object) => new TextDecoder().decode((await done(of(more))).bytes)
  assert.match(await text({}), /harbour/)
  assert.match(await text({ on: '2021-12-31' }), /recruit/)
  assert.match(await text({ language: 'en', format: 'akn' }), /<akomaNtoso/)
  for (const more of [{ on: '2019-01-01' }, { language: 'fr' }]) {
    const none = await of(more)
    assert.equal(none.ok || none.error.code, 'legislation.no_text_then')
  }
  const nowhere = await of({ law: 'No such Act' })
  assert.equal(nowhere.ok || nowhere.error.code, 'legislation.law_unknown')
  const twice = await done(importLaw(store, sent({ title: act.title, number: '2' })))
  assert.notEqual(twice.lawId, first.lawId)
  const either = await of({ law: act.title })
  assert.equal(either.ok || either.error.code, 'legislation.several_laws')
})
