import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { type As, ask, law as sampleLaw, theirs } from './testing/served.ts'

interface Found {
  readonly items: readonly {
    readonly title: string
    readonly eId: string
    readonly language: string
    readonly excerpt: string
  }[]
  readonly more: boolean
}
const search = async (q: string, as: As = {}) =>
  (await ask<Found>('GET', `search?q=${encodeURIComponent(q)}`, undefined, as)).body

test('words and numbers are found in the latest text of every law and language, and in no other agency’s', async () => {
  const law = sampleLaw()
  await ask('POST', 'laws', law)
  await ask('POST', `laws/${law.id}/expressions`, {
    id: newId(),
    language: 'en',
    validFrom: '2022-01-01',
    source: '1. Offence\n\n(1) Nobody shall recruit or harbour.\n\n(2) Anyone who does is punished.',
  })
  await ask('POST', `laws/${law.id}/expressions`, {
    id: newId(),
    language: 'ar',
    validFrom: '2022-01-01',
    source: 'المادة ١\n\nيعاقب كل من ارتكب جريمة الاتجار.',
  })
  const words = await search('harbour recr')
  assert.deepEqual(
    words.items.map(({ eId }) => eId),
    ['sec_1__subsec_1'],
  )
  assert.match(words.items[0]?.excerpt ?? '', /recruit or harbour/)
  assert.deepEqual(
    (await search('1(2)')).items.map(({ eId }) => eId),
    ['sec_1__subsec_2'],
    'the latest text alone',
  )
  assert.deepEqual(
    (await search('الاتجار')).items.map(({ eId, language }) => [eId, language]),
    [['art_1', 'ar']],
  )
  assert.deepEqual((await search('1')).items.map(({ eId }) => eId).toSorted(), ['art_1', 'sec_1'])
  assert.deepEqual((await search("'; drop")).items, [])
  assert.deepEqual((await search('recruit', { agency: theirs })).items, [])
  assert.equal((await ask('GET', 'search?q=a', undefined, { role: 'caseworker' })).status, 403)
  assert.equal((await ask('GET', 'search?q=')).status, 400)
})
