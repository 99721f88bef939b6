import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { DATA } from './bench/open-records.ts'
import { holdsCommonName } from './person-names.ts'
import { suspectColumn } from './suspect.ts'

const tally = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
const many = (make: (at: number) => string, count = 40) => tally(Array.from({ length: count }, (_, at) => make(at)))
const kindOf = (heading: string, values: ReadonlyMap<string, number> = new Map([['a', 50]])) =>
  suspectColumn(heading, values)?.kind

test('a heading tells of names, numbers, contacts and days of birth, in six languages', () => {
  for (const [heading, kind] of [
    ['Name', 'name'],
    ['first_name', 'name'],
    ['familyName', 'name'],
    ['Prénom', 'name'],
    ['apellidos', 'name'],
    ['Фамилия', 'name'],
    ['الاسم', 'name'],
    ['caseId', 'identifier'],
    ['Passport number', 'identifier'],
    ['E-mail', 'contact'],
    ['home_address', 'contact'],
    ['date_of_birth', 'date'],
    ['Notes', 'free_text'],
  ] as const) {
    assert.equal(kindOf(heading), kind, heading)
  }
})

test('a heading tells of names in many languages, whatever word for name and person it is made of', () => {
  const headings =
    "victim_full_name,name_of_victim,namesGiven,VictimName,mother's name,child_first_name,Vorname,Nom de famille,nom de l’enfant," +
    'nombre completo,nome da vítima,имя жертвы,ФИО,полное имя,ім’я,фамилиясы,اسم الضحية,الاسم الكامل,اسم العائلة,نام خانوادگی,नाम,' +
    'पीडितको नाम,थर,ຊື່,ชื่อ,姓名,name 1'
  for (const heading of headings.split(',')) assert.equal(kindOf(heading), 'name', heading)
  // Of what else it is the name, and words that only look so.
  const others =
    'country name,name of agency,nom du pays,nombre de hijos,nombre d’enfants,nome da região,اسم المنطقة,जिल्लाको नाम,название региона,' +
    'username,tender,file_type,Name of form'
  for (const heading of others.split(',')) assert.equal(kindOf(heading), undefined, heading)
})

test('names in other letters and from other places are told by what stands in a column', () => {
  for (const names of [
    'Иван Мария Елена',
    'Айгуль Нурлан Бакыт другое',
    'Олександр Ірина Наталія',
    'محمد أحمد فاطمة علي مريم',
    'عمران آصف عائشہ',
    'राम सीता सुनीता',
    'ສົມຊາຍ ບຸນມີ ວິໄລ',
    'Giorgi Nino Tamar Levan',
    'გიორგი ნინო თამარ',
    'Thabo Nomvula Sipho Lerato',
    'Mamadou Aminata Ibrahima',
    'João Luciana Tiago',
    'মোহাম্মদ রহিম ফাতেমা',
  ]) {
    const values = names.split(' ')
    const cells = many((at) => values[at % values.length]!, 90)
    assert.deepEqual(suspectColumn('who', cells), { kind: 'name', by: 'content' }, names)
  }
})

test('countries, languages, months and cities are no names, in any of many languages', () => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const cities = Intl.supportedValuesOf('timeZone').map((zone) => zone.split('/').at(-1)!.replaceAll('_', ' '))
  assert.deepEqual(cities.filter(holdsCommonName), [])
  for (const language of 'en ar es fr pt ru uk ky ur ne lo fa hi bn th ka hy de it tr'.split(' ')) {
    const said = (type: 'region' | 'language') => {
      const names = new Intl.DisplayNames([language], { type, fallback: 'none' })
      return codes.flatMap((code) => names.of(type === 'region' ? code : code.toLowerCase()) ?? [])
    }
    const months = Array.from({ length: 12 }, (_, at) =>
      new Date(Date.UTC(2024, at, 3)).toLocaleDateString(language, { month: 'long', timeZone: 'UTC' }),
    )
    const countries = said('region')
    assert.ok(countries.length > 200)
    assert.deepEqual([...said('language'), ...months].filter(holdsCommonName), [], language)
    // Diego Garcia and Gibraltar (Jabal Tariq) bear a name; a column of countries is not suspect for it.
    assert.ok(countries.filter(holdsCommonName).length <= 2, language)
    assert.equal(suspectColumn('c', new Map(countries.map((country) => [country, 30]))), undefined, language)
  }
  for (const place of ['San José', 'Santa Maria', 'São Paulo', 'Санта-Мария', 'a shelter of the house of Maria']) {
    assert.ok(!holdsCommonName(place), place)
  }
})

for (const file of ['synth/ctdc26.csv', 'synth/vot12-10k.csv', 'ctdc/ctdc_kanon_2021-07-15_cases_wide.csv']) {
  const skip = existsSync(`${DATA}/${file}`) ? false : 'the open records are not on this machine'
  test(`no column of ${file} is taken for one of names`, { skip }, () => {
    const [header, ...lines] = readFileSync(`${DATA}/${file}`, 'utf8').trim().split(/\r?\n/)
    const columns = header!.split(',').map((name) => ({ name, counts: new Map<string, number>() }))
    for (const line of lines) {
      for (const [at, cell] of line.split(',').entries()) {
        const { counts } = columns[at]!
        if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1)
      }
    }
    for (const { name, counts } of columns) assert.notEqual(suspectColumn(name, counts)?.kind, 'name', name)
  })
}

test('plain decimal numbers are no phone numbers, and phone numbers with dots still are', () => {
  assert.equal(
    kindOf(
      'paid',
      many((at) => `${1000 + (at % 20)}.50`, 400),
    ),
    undefined,
  )
  // What hardly anybody else has tells of them, be it an amount; it is not called a phone number.
  assert.equal(
    kindOf(
      'paid',
      many((at) => `${1000 + at}.${10 + at}`),
    ),
    'own_values',
  )
  for (const phone of [(at: number) => `555.12${10 + at}`, (at: number) => `202.555.12${10 + at}`]) {
    assert.equal(kindOf('c3', many(phone)), 'contact')
  }
})

test('places on the map and phone numbers with one dot are no amounts, and headings tell of places', () => {
  for (const value of [
    (at: number) => `52.5013${10 + at}`,
    (at: number) => `-13.40${10 + at}55`,
    (at: number) => `0555.1234${10 + at}`,
    (at: number) => `030.12${10 + at}`,
    (at: number) => `0301234${10 + at}.5`,
  ]) {
    assert.equal(kindOf('c3', many(value)), 'contact', value(0))
  }
  for (const heading of ['lat', 'LON', 'Latitude', 'gps_coordinates', 'longitude', 'geoLocation']) {
    assert.equal(kindOf(heading), 'contact', heading)
  }
  for (const share of [(at: number) => `0.${10 + (at % 20)}`, (at: number) => `${1_000_000 + (at % 20)}.5`]) {
    assert.equal(kindOf('share', many(share, 400)), undefined)
  }
  for (const heading of ['flat', 'long stay', 'salon', 'length of stay'])
    assert.equal(kindOf(heading), undefined, heading)
})

test('columns that are categories are none of these', () => {
  for (const heading of [
    'region_name',
    'sex',
    'age band',
    'year',
    'citizenship',
    'id_type',
    'number of children',
    'agency',
  ]) {
    assert.equal(kindOf(heading), undefined, heading)
  }
  assert.equal(
    kindOf(
      'citizenship',
      many((at) => ['Georgia', 'Jordan', 'Chad', 'Costa Rica', 'Viet Nam'][at % 5]!),
    ),
    undefined,
  )
  assert.equal(
    kindOf(
      'year',
      many((at) => String(2010 + (at % 8))),
    ),
    undefined,
  )
  assert.equal(
    kindOf(
      'age',
      many((at) => String(at % 15)),
    ),
    undefined,
  )
})

test('what stands in a column tells of it whatever it is called', () => {
  assert.equal(
    kindOf(
      'c3',
      many((at) => `Person${String.fromCharCode(97 + (at % 26))} Family${'abcd'[at % 4]}${'xyzw'[at % 3]}`),
    ),
    'name',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => ['Maria', 'Fatima', 'Ivan', 'Blessing', 'other'][at % 5]!, 400),
    ),
    'name',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `GA-${1000 + at}`),
    ),
    'identifier',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `1990-01-${10 + at}`),
    ),
    'date',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `+31 6 1234 56${10 + at}`),
    ),
    'contact',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `a${at}@example.org`),
    ),
    'contact',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `she said that on day ${at % 4} a man came to the house with a car`),
    ),
    'free_text',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => 'abcdefgh'[at % 8]! + 'klmnop'[at % 6]! + 'q'.repeat(at % 5)),
    ),
    'own_values',
  )
})
