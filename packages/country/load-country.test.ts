import assert from 'node:assert/strict'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { findCode } from '@gloact/codes'
import { STRATA_RULE, TRUST_RULES } from '@gloact/estimation'
import { rowLabelIn } from '@gloact/forms'
import { unwrap } from '@gloact/kernel'
import { describeProblem, listCountries, loadCountry, type CountryProblem, type KnownWords } from './index.ts'
import { loadDisclosureRules } from './disclosure-rules.ts'
import { loadEstimationRules } from './estimation-rules.ts'
import { COUNTRIES, spoil, TEMPLATE, withCopy, type Spoilable } from './template-copy.ts'

const TEMPLATE_SHORT = [
  'deceptive_recruitment.nature_of_job',
  'deceptive_recruitment.wages',
  'coercive_recruitment.abduction_sale',
  'coercive_recruitment.debt_bondage',
  'exploitation.excessive_hours',
  'exploitation.low_salary',
  'coercion_destination.confiscation_documents',
  'coercion_destination.isolation_confinement',
  'coercion_destination.violence_on_victim',
  'coercion_destination.threats_of_violence',
  'coercion_destination.withholding_wages',
  'coercion_destination.forced_illicit',
]

const KNOWN: KnownWords = {
  deadlineKinds: [
    'guardian',
    'reasonable_grounds',
    'reflection',
    'conclusive_grounds',
    'assessment',
    'plan',
    'plan_review',
  ],
  events: [
    'first_contact',
    'guardian_appointed',
    'identification_requested',
    'reasonable_grounds_decided',
    'reasonable_grounds_positive',
    'reasonable_grounds_negative',
    'conclusive_grounds_decided',
    'needs_assessed',
    'plan_agreed',
    'plan_reviewed',
    'closed',
  ],
  paths: ['adult', 'child'],
  agencyTypes: ['central_government'],
  designations: [
    'competent_authority',
    'central_authority',
    'duplicate_desk',
    'child_protection_authority',
    'national_coordination',
  ],
  indicatorSets: ['ilo-2009'],
  indicators: { 'ilo-2009': TEMPLATE_SHORT },
  adultRules: ['with_vulnerability', 'strict'],
  calledFor: ['emergency', 'child_protection', 'hotline'],
  fields: ['identity/names/given', 'identity/birth_date', 'assessment/assessed_on'],
}

async function problemsOf(folder: string): Promise<readonly CountryProblem[]> {
  const loaded = await loadCountry(folder, KNOWN)
  return loaded.ok ? [] : loaded.error
}

/** A configuration with one thing wrong in it: the file and the change, and what is told. */
type Broken = readonly [
  title: string,
  file: string,
  change: (content: Spoilable) => void,
  told: Partial<CountryProblem>,
]

const put = (...[object, key, value]: [Spoilable, string, unknown]): void =>
  void Object.assign(object, { [key]: value })
const list = (value: Spoilable | undefined): Spoilable[] => value as unknown as Spoilable[]
const field = (form: Spoilable, section: number, at: number): Spoilable =>
  list(list(form['sections'])[section]!['fields'])[at]!

const BROKEN: readonly Broken[] = [
  ['an unknown key', 'country.json', (c) => put(c, 'timezone', 'UTC'), { file: 'country.json', place: '' }],
  ['a value of the wrong type', 'country.json', (c) => put(c, 'idleMinutes', '15'), { place: 'idleMinutes' }],
  ['a code that is none', 'country.json', (c) => put(c, 'code', 'zz'), { place: 'code' }],
  ['a time zone that is none', 'country.json', (c) => put(c, 'timeZone', 'Demoland/Port_Isa'), { place: 'timeZone' }],
  ['no language', 'country.json', (c) => put(c, 'languages', []), { place: 'languages' }],
  [
    'an indicator set that is not known',
    'country.json',
    (c) => put(c['screening']!, 'indicatorSet', 'ilo-2090'),
    { place: 'screening › indicatorSet', message: 'ilo-2090 is not known: use one of ilo-2009' },
  ],
  [
    'an adult rule that is not known',
    'country.json',
    (c) => put(c['screening']!, 'adultRule', 'lenient'),
    { place: 'screening › adultRule' },
  ],
  [
    'an indicator of the short screening that the set does not have',
    'country.json',
    (c) => put(c['screening']!, 'short', [...TEMPLATE_SHORT.slice(0, 8), 'exploitation.low_celery']),
    { place: 'screening › short › 8' },
  ],
  [
    'an indicator of the short screening twice',
    'country.json',
    (c) => put(c['screening']!, 'short', [...TEMPLATE_SHORT.slice(0, 8), TEMPLATE_SHORT[0]]),
    { place: 'screening › short › 8' },
  ],
  [
    'a short screening that is not short',
    'country.json',
    (c) => put(c['screening']!, 'short', TEMPLATE_SHORT.slice(0, 7)),
    { place: 'screening › short' },
  ],
  [
    'a number that nobody can dial',
    'country.json',
    (c) => put(list(c['numbers'])[0]!, 'number', 'tel:112'),
    { place: 'numbers › 0 › number' },
  ],
  [
    'a number that is called for nothing known',
    'country.json',
    (c) => put(list(c['numbers'])[0]!, 'for', 'pizza'),
    { place: 'numbers › 0 › for' },
  ],
  [
    'levels of risk that do not follow one another',
    'country.json',
    (c) => put(c['riskBands']!, 'medium', 12),
    { place: 'riskBands' },
  ],
  [
    'a form twice',
    'country.json',
    (c) => put(c, 'forms', ['identity', 'assessment', 'example', 'identity']),
    { place: 'forms › 3' },
  ],
  [
    'a form that is not there',
    'country.json',
    (c) => put(c, 'forms', ['identity', 'assessment', 'example', 'journey']),
    { file: 'forms/journey.json' },
  ],
  [
    'a form that is not in use',
    'country.json',
    (c) => put(c, 'forms', ['identity', 'assessment']),
    { file: 'forms/example.json' },
  ],
  [
    'a week without a working day',
    'calendar.json',
    (c) => put(c, 'weekend', [1, 2, 3, 4, 5, 6, 7]),
    { place: 'weekend', message: 'a week needs a working day' },
  ],
  [
    'a holiday on a day that does not exist',
    'calendar.json',
    (c) => put(list(c['holidays'])[0]!, 'on', '2026-02-30'),
    { place: 'holidays › 2026-02-30 › on' },
  ],
  [
    'words that are missing in a language',
    'calendar.json',
    (c) => put(list(c['holidays'])[0]!, 'name', { en: 'New Year' }),
    { place: 'holidays › 2026-01-01 › name', message: 'the words are missing in: ar' },
  ],
  [
    'a kind of clock that is not known',
    'deadlines.json',
    (c) => put(list(c)[0]!, 'kind', 'gardian'),
    { file: 'deadlines.json', place: 'gardian › kind' },
  ],
  [
    'a rule for the public below what protects',
    'disclosure.json',
    (c) => put(c['public']!, 'threshold', 9),
    { place: 'public › threshold', message: '10 is the least that protects: raise it, or leave it out' },
  ],
  [
    'a rule within an agency below what protects',
    'disclosure.json',
    (c) => put(c['agency']!, 'threshold', 4),
    { place: 'agency › threshold' },
  ],
  [
    'a base of rounding that hides too little',
    'disclosure.json',
    (c) => put(c['public']!, 'base', 3),
    { place: 'public › base' },
  ],
  [
    'a protection that a threshold does not allow',
    'disclosure.json',
    (c) => put(c['public']!, 'protection', 9),
    { place: 'public › protection' },
  ],
  [
    'a share that is none',
    'disclosure.json',
    (c) => put(c['public']!['dominance']!, 'percent', 100),
    { file: 'disclosure.json', place: 'public › dominance › percent' },
  ],
  [
    'a misspelt key of the rule',
    'disclosure.json',
    (c) => put(c['public']!, 'treshold', 20),
    { file: 'disclosure.json', place: 'public' },
  ],
  [
    'a factor that would let nothing pass',
    'estimation.json',
    (c) => put(c['checks']!, 'largestRange', 1),
    { file: 'estimation.json', place: 'checks › largestRange' },
  ],
  [
    'an estimate from one list',
    'estimation.json',
    (c) => put(c['checks']!, 'fewestLists', 1),
    { file: 'estimation.json', place: 'checks › fewestLists' },
  ],
  [
    'a misspelt limit',
    'estimation.json',
    (c) => put(c['checks']!, 'largestRanges', 3),
    { file: 'estimation.json', place: 'checks' },
  ],
  [
    'limits of estimates that nobody says where they are from',
    'estimation.json',
    (c) => put(c, 'basis', ' '),
    { file: 'estimation.json', place: 'basis' },
  ],
  [
    'an event that is not known',
    'deadlines.json',
    (c) => put(list(c)[0]!, 'startsOn', 'birth'),
    { place: 'guardian › startsOn' },
  ],
  [
    'a stop that is not known',
    'deadlines.json',
    (c) => put(list(c)[0]!, 'stoppedBy', ['never']),
    { place: 'guardian › stoppedBy' },
  ],
  [
    'a path that is not known',
    'deadlines.json',
    (c) => put(list(c)[0]!, 'path', 'elder'),
    { place: 'guardian › path' },
  ],
  [
    'two clocks of a kind for one file',
    'deadlines.json',
    (c) => void list(c).push({ ...list(c)[1]! }),
    { place: 'assessment › kind' },
  ],
  [
    'a clock that nothing stops',
    'deadlines.json',
    (c) => put(list(c)[0]!, 'stoppedBy', []),
    { place: 'guardian › stoppedBy' },
  ],
  [
    'a kind of agency that is not known',
    'agencies.json',
    (c) => put(list(c)[0]!, 'type', 'guild'),
    { file: 'agencies.json', place: 'example-agency › type' },
  ],
  [
    'a designation that is not known',
    'agencies.json',
    (c) => put(list(c)[0]!, 'designations', ['king']),
    { place: 'example-agency › designations' },
  ],
  [
    'a key twice',
    'agencies.json',
    (c) => put(list(list(c)[0]!['teams'])[0]!, 'key', 'example-agency'),
    { message: 'the key example-agency is used twice' },
  ],
  [
    'a place in a region that is not there',
    'locations.json',
    (c) => put(list(c['places'])[1]!, 'parent', 'nowhere'),
    { file: 'locations.json', message: 'there is no other code nowhere in the list' },
  ],
  [
    'a place twice',
    'locations.json',
    (c) => put(list(c['places'])[1]!, 'code', 'region'),
    { file: 'locations.json', message: 'the code region is here twice' },
  ],
  [
    'a variable that no standard has',
    'standards-elsewhere.json',
    (c) => put(c['htcds']!, 'cas_Owner', 'somewhere'),
    { place: 'htcds › cas_Owner', message: 'htcds has no variable cas_Owner: correct its spelling' },
  ],
  [
    'a mapping to a variable that no standard has',
    'forms/identity.json',
    (c) => put(field(c, 1, 0), 'codeMapping', { htcds: 'prs_Birthday' }),
    { file: 'forms/identity.json', place: 'birth_date › codeMapping' },
  ],
  [
    'free text that is statistical',
    'forms/example.json',
    (c) => put(field(c, 0, 0), 'sensitivity', 'statistical'),
    { place: 'sections › types › fields › a_text › sensitivity', message: 'free text is never statistical' },
  ],
  [
    'a label without a translation',
    'forms/example.json',
    (c) => put(field(c, 0, 0), 'label', { en: 'Text' }),
    { place: 'sections › types › fields › a_text › label', message: 'the words are missing in: ar' },
  ],
  [
    'a code list that is not there',
    'forms/example.json',
    (c) => put(field(c, 0, 9), 'codeList', 'needs'),
    { place: 'several', message: 'there is no code list needs' },
  ],
  [
    'a condition on a code that no list has',
    'forms/example.json',
    (c) => put(field(c, 0, 10), 'showWhen', { eq: ['several', 'gold'] }),
    { place: 'a_country › showWhen' },
  ],
  [
    'a key of a field that is misspelt',
    'forms/example.json',
    (c) => put(field(c, 0, 0), 'maxlength', 5),
    { place: 'sections › types › fields › a_text' },
  ],
  [
    'a type that is not known',
    'forms/example.json',
    (c) => put(field(c, 0, 0), 'type', 'memo'),
    { place: 'sections › types › fields › a_text › type' },
  ],
  [
    'a form under another name',
    'forms/example.json',
    (c) => put(c, 'id', 'sample'),
    { place: 'id', message: 'name the file sample.json, as the form in it' },
  ],
  [
    'a field that the platform relies on and that is not there',
    'forms/identity.json',
    (c) => put(field(c, 1, 0), 'id', 'born_on'),
    { message: 'the field birth_date is missing: the platform relies on it, see countries/_template' },
  ],
  [
    'a field that the platform relies on in another place',
    'forms/identity.json',
    (c) => put(field(c, 0, 0), 'id', 'aliases'),
    { message: 'the field names/given is missing: the platform relies on it, see countries/_template' },
  ],
  [
    'an own list that takes the name of a canonical one',
    'code-lists/example-own-list.json',
    (c) => put(c, 'id', 'gender'),
    { file: 'code-lists/example-own-list.json', place: 'id' },
  ],
  [
    'a list that extends nothing',
    'code-lists/need-type.json',
    (c) => put(c, 'extends', 'needs'),
    { file: 'code-lists/need-type.json', place: 'extends' },
  ],
  [
    'a list twice',
    'code-lists/urgency.json',
    (c) => put(c, 'id', 'name_kind'),
    { message: 'the list name_kind is already in code-lists/name-kind.json: keep one of the two files' },
  ],
  [
    'an added code that the canonical list has',
    'code-lists/need-type.json',
    (c) => put(list(c['codes'])[0]!, 'code', 'legal'),
    { place: 'codes › 0' },
  ],
  [
    'words for a code that no list has',
    'code-lists/need-type.json',
    (c) => put(c['labels']!, 'gold', { en: 'Gold' }),
    { place: 'labels › gold' },
  ],
  [
    'a code withheld that no list has',
    'code-lists/need-type.json',
    (c) => put(c, 'notOffered', ['gold']),
    { place: 'notOffered › gold' },
  ],
]

for (const [title, file, change, told] of BROKEN) {
  test(`${title} is told with its file and place`, () =>
    withCopy(async (folder) => {
      await spoil(folder, file, change)
      const problems = await problemsOf(folder)
      const found = problems.find((problem) =>
        Object.entries(told).every(([key, text]) => problem[key as keyof CountryProblem] === text),
      )
      assert.ok(found, `not told among: ${problems.map(describeProblem).join(' | ')}`)
      assert.ok(found.message.length > 10)
    }))
}

test('the template loads as it stands, and every option of it is kept', async () => {
  const country = unwrap(await loadCountry(TEMPLATE, KNOWN))
  assert.equal(country.code, 'ZZ')
  assert.deepEqual(country.languages, ['en', 'ar'])
  assert.deepEqual(
    country.forms.map((form) => form.id),
    ['identity', 'assessment', 'example'],
  )
  assert.equal(country.calendar.timeZone, country.timeZone)
  assert.equal(country.deadlines.length, KNOWN.deadlineKinds?.length)
  assert.equal(country.deadlines.find((rule) => rule.kind === 'guardian')?.path, 'child')
  assert.deepEqual(Object.keys(country.conduct.text), ['en', 'ar'])
  assert.ok(country.generalKnowledge.length > 0)
})

test('a country says canonical codes in its own words, adds to them and withholds some', async () => {
  const { codeLists } = unwrap(await loadCountry(TEMPLATE, KNOWN))
  const needs = codeLists['need_type']!
  assert.equal(needs.version, '1+1')
  assert.equal(findCode(needs, 'documents')?.label['en'], 'Papers and permits')
  assert.equal(findCode(needs, 'land')?.local, true)
  assert.equal(findCode(needs, 'substance_use')?.deprecated, true)
  assert.equal(codeLists['location']?.codes.length, 3)
  assert.equal(codeLists['example_own_list']?.codes.length, 3)
})

test('what one row of a repeating group is called is said, in each language of the group’s own name', async () => {
  const folders = [TEMPLATE, ...['demoland', 'norland'].map((id) => join(COUNTRIES, id))]
  let groups = 0
  for (const folder of folders) {
    for (const form of unwrap(await loadCountry(folder)).forms) {
      for (const field of form.sections.flatMap(({ fields }) => fields)) {
        if (field.type !== 'group') continue
        groups += 1
        const where = `${folder}: ${form.id}.${field.id}`
        assert.deepEqual(Object.keys(field.rowLabel ?? {}).toSorted(), Object.keys(field.label).toSorted(), where)
        assert.notEqual(rowLabelIn(field, 'en'), field.label['en'], where)
      }
    }
  }
  assert.ok(groups > 20)
})

test('a language that the canonical lists do not speak needs words for each of them', () =>
  withCopy(async (folder) => {
    await spoil(folder, 'country.json', (content) => put(content, 'languages', ['en', 'ar', 'lo']))
    await writeFile(join(folder, 'conduct.lo.md'), 'ຂ້ອຍສັນຍາ')
    const problems = await problemsOf(folder)
    assert.ok(
      problems.some((problem) => problem.file === 'code-lists/gender.json' && problem.message.includes('in: lo')),
    )
    assert.ok(!problems.some((problem) => problem.file === 'code-lists/country.json'), 'the platform names countries')
    assert.ok(problems.some((problem) => problem.file === 'forms/identity.json'))
  }))

test('a file that is missing, empty, no JSON or that nothing reads is told by its name', () =>
  withCopy(async (folder) => {
    await rm(join(folder, 'deadlines.json'))
    await rm(join(folder, 'conduct.ar.md'))
    await writeFile(join(folder, 'conduct.en.md'), ' \n')
    await writeFile(join(folder, 'locations.json'), '{ "version": ')
    await rename(join(folder, 'agencies.json'), join(folder, 'agency.json'))
    const told = await problemsOf(folder)
    const files = told.map((problem) => problem.file)
    for (const file of ['deadlines.json', 'conduct.ar.md', 'conduct.en.md', 'locations.json', 'agency.json'])
      assert.ok(files.includes(file), file)
    assert.ok(!files.includes('agencies.json'), 'agencies may be left out')
  }))

test('a broken country.json is told alone: nothing else is blamed for it', () =>
  withCopy(async (folder) => {
    await writeFile(join(folder, 'country.json'), '[')
    const problems = await problemsOf(folder)
    assert.deepEqual([...new Set(problems.map((problem) => problem.file))], ['country.json'])
  }))

test('everything that is wrong is told at once', () =>
  withCopy(async (folder) => {
    await spoil(folder, 'country.json', (content) => put(content, 'code', '1'))
    await spoil(folder, 'calendar.json', (content) => put(content, 'weekend', ['Sunday']))
    await spoil(folder, 'deadlines.json', (content) => put(list(content)[0]!, 'amount', -1))
    const files = new Set((await problemsOf(folder)).map((problem) => problem.file))
    assert.deepEqual([...files].toSorted(), ['calendar.json', 'country.json', 'deadlines.json'])
  }))

test('what modules do not name is taken as it stands', () =>
  withCopy(async (folder) => {
    await spoil(folder, 'deadlines.json', (content) => put(list(content)[0]!, 'kind', 'something_else'))
    assert.ok((await loadCountry(folder)).ok)
  }))

test('a folder that is not there is a problem, not a crash', async () => {
  const loaded = await loadCountry(join(COUNTRIES, 'nowhere'))
  assert.ok(!loaded.ok)
  assert.ok(loaded.error.some((problem) => problem.file === 'country.json'))
})

test('the countries of a folder are those whose names begin with a letter', () =>
  withCopy(async (folder) => {
    await mkdir(join(folder, 'aland'))
    await mkdir(join(folder, '_sketch'))
    const names = (await listCountries(folder)).map((country) => country.name)
    assert.deepEqual(names, ['aland', 'code-lists', 'forms', 'modules'])
  }))

test('a country without a rule of disclosure has the safest, one with a rule may ask for more, and it is read alone, too', async () => {
  await withCopy(async (folder) => {
    await rm(join(folder, 'disclosure.json'))
    const safest = unwrap(await loadDisclosureRules(folder))
    assert.deepEqual([safest.agency.threshold, safest.public.threshold, safest.public.method], [5, 10, 'suppress'])
    assert.deepEqual(unwrap(await loadCountry(folder, KNOWN)).disclosure, safest)
    const own = { public: { threshold: 20, method: 'round', base: 10 }, basis: 'The law' }
    await writeFile(join(folder, 'disclosure.json'), JSON.stringify(own))
    const { agency, public: outside } = unwrap(await loadDisclosureRules(folder))
    assert.deepEqual([agency.threshold, outside.threshold, outside.method, outside.base], [5, 20, 'round', 10])
    await writeFile(join(folder, 'disclosure.json'), JSON.stringify({ ...own, public: { threshold: 3 } }))
    assert.equal((await loadDisclosureRules(folder)).ok, false)
  })
})

test('the repository’s countries have the method’s own limits for estimates, and say that they are a judgement', async () => {
  for (const name of ['_template', 'demoland', 'norland']) {
    const { checks, strata, basis } = unwrap(await loadEstimationRules(join(COUNTRIES, name)))!
    assert.deepEqual([checks, strata], [TRUST_RULES, STRATA_RULE])
    assert.match(basis, /judgement/)
  }
  const { generalKnowledge, estimation } = unwrap(await loadCountry(TEMPLATE, KNOWN))
  assert.ok(generalKnowledge.some((sentence) => sentence.includes('estimation.json')))
  assert.equal(estimation?.checks.largestRange, 4)
})

test('a country may leave its limits for estimates out, all or some', () =>
  withCopy(async (folder) => {
    await writeFile(
      join(folder, 'estimation.json'),
      JSON.stringify({ checks: { largestRange: 3 }, basis: 'The office' }),
    )
    assert.deepEqual(unwrap(await loadEstimationRules(folder)), {
      checks: { largestRange: 3 },
      strata: {},
      basis: 'The office',
    })
    await rm(join(folder, 'estimation.json'))
    assert.equal(unwrap(await loadEstimationRules(folder)), undefined)
    assert.equal(unwrap(await loadCountry(folder, KNOWN)).estimation, undefined)
  }))
