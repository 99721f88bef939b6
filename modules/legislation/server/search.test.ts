import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok } from '@gloact/kernel'
import { type As, ask, law as sampleLaw, owner, reviewer, theirs } from './testing/served.ts'
import { tables } from './tables.ts'
import { inScope, systemScope } from '@gloact/postgres'

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

test('a text that was kept before there was an index is found all the same, by who may only read', async () => {
  const law = sampleLaw({ source: '1. Offence\n\n(1) Nobody shall embark a stowaway.' })
  await ask('POST', 'laws', law)
  await inScope(owner, systemScope('DL'), async (trx) => {
    for (const table of ['legislation.search_word', 'legislation.search_text'] as const) {
      await tables(trx).deleteFrom(table).where('expression_id', '=', law.expressionId).execute()
    }
    return ok(undefined)
  })
  const found = await search('stowaways embark', { role: 'legal_reviewer', user: reviewer })
  assert.deepEqual(found.items, [], 'all words, each from its beginning')
  assert.deepEqual(
    (await search('stowaway embark', { role: 'legal_reviewer', user: reviewer })).items.map(({ eId }) => eId),
    ['sec_1__subsec_1'],
  )
})

test('words are found without their accents, case and article; a text of the past is not', async () => {
  const law = sampleLaw({ language: 'fr', source: 'Article 1\n\nLa Pénalité est l’emprisonnement.' })
  await ask('POST', 'laws', law)
  assert.equal((await search('penalite')).items.length, 1)
  const later = { id: newId(), language: 'fr', validFrom: '2024-01-01', source: 'Article 1\n\nL’amende.' }
  assert.equal((await ask('POST', `laws/${law.id}/expressions`, later)).status, 201)
  assert.deepEqual((await search('penalite')).items, [])
  const between = { id: newId(), language: 'fr', validFrom: '2022-01-01', source: 'Article 1\n\nLa pénalité double.' }
  assert.equal((await ask('POST', `laws/${law.id}/expressions`, between)).status, 201)
  assert.deepEqual((await search('penalite')).items, [], 'added later, it is no later law')
  assert.equal((await search('amende')).items.length, 1)
})
