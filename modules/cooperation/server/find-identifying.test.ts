import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownPerson } from '../domain/identifying.ts'
import { identifyingIn } from './find-identifying.ts'

const PERSON: KnownPerson = {
  names: [{ given: 'Maria', family: 'Petrova' }],
  birthDates: ['2001-05-03'],
  numbers: ['TH-2026-00412', '+373 69 123 456'],
}
const kinds = (text: string, person?: KnownPerson) =>
  identifyingIn([{ field: 'words', text }], { ...(person && { person }), thisYear: 2026 }).map(({ kind }) => kind)

test('the name of the file’s own person is found in any order, script, case and with an initial', () => {
  for (const text of [
    'Her name is Maria Petrova.',
    'petrova maria',
    'Petrova, M.',
    'M. Petrova needs a quiet place',
    'Maria-Petrova',
    'MARIA PETROVA',
    'Maria Petrowa',
    'Maria’s room is ready',
    'Мария Петрова',
    'о Марии Петровой',
    'تحتاج ماريا بتروفا إلى مكان هادئ',
  ])
    assert.deepEqual(kinds(text, PERSON), ['own_name'], text)
})

test('her date of birth and numbers are found however they are written', () => {
  for (const text of [
    'born 3 May 2001',
    '03.05.2001',
    '5/3/2001',
    '2001-05-03',
    'May 3rd, 2001',
    'née le 3 mai 2001',
    'nacida el 3 de mayo de 2001',
    'родилась 3 мая 2001',
    'ولدت في ٣ مايو ٢٠٠١',
    '٠٣/٠٥/٢٠٠١',
  ])
    assert.deepEqual(kinds(text, PERSON), ['own_birth_date'], text)
  assert.deepEqual(kinds('Call 00 373 69-123-456', PERSON), ['own_number'])
  assert.deepEqual(kinds('File th 2026/00412', PERSON), ['own_number'])
})

test('what a sentence says of somebody without telling who they are is left alone', () => {
  for (const text of [
    'She needs a quiet place near Norland’s northern border by 12 December 2026.',
    'A married woman from the maritime region who speaks Spanish.',
    'Call Harbour House on Monday; the Ministry of Justice has been told.',
    'Debts of 4,000; she fears the recruiter.',
  ])
    assert.deepEqual(kinds(text, PERSON), [], text)
})

test('where no file says which name to look for, a passage that reads like a name and a date of birth are found', () => {
  for (const text of [
    'Her name is Maria Petrova',
    'the victim, Maria Petrova, was brought here',
    'Mrs Aisha Bello',
    'اسمها ماريا بتروفا',
    'её зовут Мария Петрова',
    'se llama Ana Belén',
    'elle s’appelle Fatou Diallo',
    'In March Maria Petrova left.',
  ])
    assert.deepEqual(kinds(text), ['named'], text)
  assert.deepEqual(kinds('DOB 12/04/1999'), ['birth_date'])
  assert.deepEqual(kinds('A woman, 12 April 1999, from the coast'), ['birth_date'])
})

test('institutions, laws, places and the days of what happened are no names and no dates of birth', () => {
  for (const text of [
    'Under the Palermo Protocol of 15 November 2000 and the Criminal Code',
    'The Central Authority of Norland and the Supreme Court',
    'Between 3 June 2026 and 5 July 2026 money was sent to a bank in South Africa.',
    'Harbour House Foundation in Northern Province',
  ])
    assert.deepEqual(kinds(text), [], text)
})

test('a suspect that the request names in a place of its own is not found again in its facts', () => {
  const found = identifyingIn([{ field: 'facts', text: 'Viktor Dragan recruited them; Viktor paid.' }], {
    stated: ['Dragan, Viktor'],
    thisYear: 2026,
  })
  assert.deepEqual(found, [])
})
