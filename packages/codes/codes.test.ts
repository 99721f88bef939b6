import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  CODE_LISTS,
  CROSSWALKS,
  HTCDS_CODE_LISTS,
  VOCABULARIES,
  codesOf,
  country,
  education,
  exploitationFormToCtdcKanon,
  exploitationFormToGlotip,
  gender,
  isKnownCode,
  labelOf,
  labourSector,
  labourSectorToCtdcKanon,
  meansOfControl,
  meansOfControlToHtcds,
  offeredCodes,
  sexualExploitationTypeToCtdcKanon,
  standardCodeOf,
  translate,
  translateBack,
} from './index.ts'

const SHARED = join(import.meta.dirname, '../../../shared/data')
const absent = existsSync(SHARED) ? false : 'the reference data (../shared/data) is not on this machine'

const readCrosswalk = (name: string) => parseCsv(readFileSync(join(SHARED, 'crosswalk', name), 'utf8'))
const columns = (name: string) =>
  new Set(parseCsv(readFileSync(join(SHARED, 'ctdc', name), 'utf8')).map((row) => row['variable']!))

const lists = Object.values(CODE_LISTS)

test('a code stands once in its list, with nothing blank around it, and below a code that exists', () => {
  assert.ok(lists.length > 50)
  for (const list of lists) {
    assert.equal(new Set(list.codes.map((entry) => entry.code)).size, list.codes.length, list.id)
    for (const { code, parent } of list.codes) {
      assert.match(code, /^[A-Za-z0-9][A-Za-z0-9_.]*$/, `${list.id}: ${code}`)
      if (parent !== undefined) assert.ok(isKnownCode(list, parent), `${list.id}: ${parent}`)
    }
  }
})

test('every code has words in English and in Arabic', () => {
  for (const list of lists) {
    for (const { code, label } of list.codes) {
      for (const language of ['en', 'ar']) {
        const words = labelOf(list, code, language)
        assert.equal(words, words.trim(), `${list.id}: ${code}`)
        assert.notEqual(words, '', `${list.id}: ${code}`)
        if (!list.labelsFrom) assert.ok(label[language], `${list.id}: ${code} has no ${language}`)
        // A platform that has no words gives the code back.
        else assert.notEqual(words, code, `${list.id}: ${code} has no ${language}`)
      }
      assert.match(labelOf(list, code, 'ar'), /\p{Script=Arabic}/u, `${list.id}: ${code}`)
    }
  }
})

test('no two codes of a list are said in the same words', () => {
  for (const list of lists) {
    for (const language of ['en', 'ar']) {
      const words = list.codes.map((entry) => labelOf(list, entry.code, language))
      const twice = words.filter((word, at) => words.indexOf(word) !== at)
      assert.deepEqual(twice, [], `${list.id} ${language}`)
    }
  }
})

test('NA is Namibia and a person without citizenship has a word', () => {
  assert.ok(isKnownCode(country, 'NA'))
  assert.equal(labelOf(country, 'NA', 'en'), 'Namibia')
  assert.equal(labelOf(country, 'NA', 'ar'), 'ناميبيا')
  assert.equal(labelOf(country, 'XX', 'en'), 'No citizenship (stateless)')
  assert.equal(country.codes.length, 250)
  assert.ok(!isKnownCode(country, '00') && !isKnownCode(country, ''))
})

test('a language without words of its own falls back to its base and then to English', () => {
  assert.equal(labelOf(gender, 'Feminine', 'ar-MA'), 'امرأة أو فتاة')
  assert.equal(labelOf(gender, 'Feminine', 'xx'), 'Woman or girl')
  assert.equal(labelOf(country, 'KG', 'not a tag'), 'KG')
  assert.equal(labelOf(gender, 'NotACode', 'en'), 'NotACode')
})

const ends = (id: string): readonly string[] =>
  CODE_LISTS[id]?.codes.map((entry) => entry.code) ?? (VOCABULARIES as Record<string, readonly string[]>)[id] ?? []

test('both ends of every pair of every crosswalk exist', () => {
  assert.ok(Object.keys(CROSSWALKS).length > 20)
  for (const crosswalk of Object.values(CROSSWALKS)) {
    const from = ends(crosswalk.from)
    const to = ends(crosswalk.to)
    for (const pair of crosswalk.pairs) {
      assert.ok(from.includes(pair.from), `${crosswalk.id}: ${pair.from}`)
      assert.ok(to.includes(pair.to), `${crosswalk.id}: ${pair.to}`)
    }
    const keys = crosswalk.pairs.map((pair) => `${pair.from} ${pair.to}`)
    assert.equal(new Set(keys).size, keys.length, crosswalk.id)
  }
})

test('a translation and its way back meet again', () => {
  for (const crosswalk of Object.values(CROSSWALKS)) {
    for (const { from, to } of crosswalk.pairs) {
      assert.ok(translate(crosswalk, from).includes(to))
      assert.ok(translateBack(crosswalk, to).includes(from))
    }
    assert.deepEqual(translate(crosswalk, 'no such code'), [])
  }
  assert.deepEqual(translate(meansOfControlToHtcds, 'restricts_movement'), ['RestrictsMovement'])
  assert.equal(translateBack(exploitationFormToCtdcKanon, 'isOtherExploit')[0], 'other')
  assert.equal(translateBack(labourSectorToCtdcKanon, 'typeOfLabourAgriculture')[0], 'labour.agriculture')
  assert.deepEqual(translate(exploitationFormToGlotip, 'begging'), ['Other forms of exploitation'])
})

test('what we added to a standard exports as the nearest code that the standard has', () => {
  assert.equal(standardCodeOf(labourSector, 'labour.peddling'), 'G_WholesaleAndRetailTradeRepairOfMotorVehicles')
  assert.equal(standardCodeOf(labourSector, 'F_Construction'), 'F_Construction')
  assert.equal(standardCodeOf(education, 'none'), undefined)
  assert.equal(standardCodeOf(education, 'nothing known'), undefined)
})

test('a code that was given up is known and no longer offered', () => {
  const list = CODE_LISTS['htcds_vulnerability']!
  assert.ok(isKnownCode(list, 'Poverty'))
  assert.deepEqual(offeredCodes(list), [])
  assert.equal(offeredCodes(gender).length, codesOf(gender).length)
})

test('every code of HTCDS 2.0 has its home', { skip: absent }, () => {
  const published = JSON.parse(readFileSync(join(SHARED, 'htcds/htcds_2.0_codelists.json'), 'utf8')) as {
    codeLists: Record<string, { values: { code: string }[] }>
    externalCodeLists: Record<string, string>
  }
  let compared = 0
  for (const [field, { values }] of Object.entries(published.codeLists)) {
    const id = (HTCDS_CODE_LISTS as Record<string, string>)[field]
    const list = id === undefined ? undefined : CODE_LISTS[id]
    assert.ok(list, field)
    for (const { code } of values) {
      assert.ok(isKnownCode(list, code.trim()), `${field}: ${code}`)
      compared++
    }
  }
  assert.ok(compared > 150)
  for (const field of Object.keys(published.externalCodeLists)) assert.ok(field in HTCDS_CODE_LISTS, field)
})

test('the lists and crosswalks agree with the reference crosswalks', { skip: absent }, () => {
  for (const row of readCrosswalk('means_of_control.csv')) {
    const code = row['localCode']!
    if (code === 'not_specified') continue // an absence
    assert.ok(isKnownCode(meansOfControl, code), code)
    if (row['htcdsPicklistCode']) assert.deepEqual(translate(meansOfControlToHtcds, code), [row['htcdsPicklistCode']])
  }
  for (const row of readCrosswalk('forms_of_exploitation.csv')) {
    const code = row['localCode']!
    const column = row['ctdcKanonVariable']!
    if (code === 'mixed_sex_labour' || code === 'unknown') continue // derived; an absence
    if (code.startsWith('labour.')) {
      const sector = translateBack(labourSectorToCtdcKanon, column)[0]
      assert.ok(sector, code)
      assert.equal(standardCodeOf(labourSector, sector), row['htcdsSubField'], code)
    } else if (code.startsWith('sexual.')) {
      assert.deepEqual(translateBack(sexualExploitationTypeToCtdcKanon, column), [row['htcdsSubField']])
    } else {
      assert.deepEqual(translate(exploitationFormToCtdcKanon, code), [column], code)
      assert.deepEqual(translate(exploitationFormToGlotip, code), [row['glotipCategory']], code)
    }
  }
})

test('every column of CTDC that we name is one that it has', { skip: absent }, () => {
  const kanon = columns('ctdc_kanon_variables.csv')
  const synthetic = columns('ctdc_synthetic_variables_2024.csv')
  for (const name of VOCABULARIES.ctdc_kanon) assert.ok(kanon.has(name), name)
  for (const name of VOCABULARIES.ctdc_synthetic) assert.ok(synthetic.has(name), name)
})

/** Enough CSV for the reference files: quoted cells, no line breaks within one. */
function parseCsv(text: string): Record<string, string>[] {
  const [head, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''))
  return rows.map((row) => Object.fromEntries(head!.map((name, at) => [name, row[at] ?? ''])))
}
