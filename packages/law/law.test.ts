import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAkn, writeAkn, type LawIdentity } from './akn/index.ts'
import { addressed, flattened, plainText, readLaw, restoreNumbers, type LawText, type Provision } from './index.ts'
import { aknProblems } from './node/akn-schema.ts'
import { referenceFile, withoutReference } from './node/test-reference-data.ts'

const identity: LawIdentity = {
  type: 'act',
  country: 'PK',
  date: '2018-05-30',
  number: '34',
  title: 'Prevention of Trafficking in Persons Act, 2018',
  expressionDate: '2018-06-02',
}

const eIds = (law: LawText): readonly string[] => flattened(addressed(law)).map(({ eId }) => eId)
const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

function wordsOfLaw(law: LawText): readonly string[] {
  const of = ({ num, heading, text, children, after }: Provision): readonly string[] => [
    num,
    heading,
    ...text,
    ...children.flatMap(of),
    ...after,
  ]
  return [...law.preface, law.longTitle, ...law.preamble, ...law.body.flatMap(of)].flatMap(words)
}

test('sections, subsections, paragraphs and subparagraphs are found, and words after a list stay with what they close', () => {
  const { law, notUnderstood } = readLaw(
    [
      'An Act to protect persons',
      'Be it enacted as follows:',
      'PART I',
      'PRELIMINARY',
      '1. Short title',
      '(1) This Act may be cited as the Protection Act.',
      '(2) It comes into force at once.',
      '2. Offence',
      '(1) Where a person',
      '(a) recruits another; or',
      '(b) does so by',
      '(i) force; or',
      '(ii) fraud,',
      'the person commits an offence.',
      '(h) x',
      '(i) follows h',
      '12A. Later',
      'Words.',
    ].join('\n\n'),
    'en',
  )
  assert.equal(law.longTitle, 'An Act to protect persons')
  assert.deepEqual(eIds(law), [
    'part_I',
    'sec_1',
    'sec_1__subsec_1',
    'sec_1__subsec_2',
    'sec_2',
    'sec_2__subsec_1',
    'sec_2__subsec_1__para_a',
    'sec_2__subsec_1__para_b',
    'sec_2__subsec_1__para_b__subpara_i',
    'sec_2__subsec_1__para_b__subpara_ii',
    'sec_2__subsec_1__para_h',
    'sec_2__subsec_1__para_i',
    'sec_12A',
  ])
  const offence = flattened(addressed(law)).find(({ eId }) => eId === 'sec_2__subsec_1__para_b')
  assert.deepEqual(offence?.after, ['the person commits an offence.'])
  assert.deepEqual(
    notUnderstood.map(({ remark, line }) => [remark, line]),
    [
      ['out_of_order', 29],
      ['out_of_order', 33],
    ],
    'a letter and a section that do not follow are pointed at',
  )
})

test('articles, §§ and Arabic numbers are read in their own manner', () => {
  const french = readLaw(
    'Article 225-4-1\n\nI. - La traite est punie.\n\n1° Avec menace ;\n\n2° Par abus.\n\nArticle 3 bis\n\nTexte.',
  )
  assert.deepEqual(eIds(french.law), [
    'art_225-4-1',
    'art_225-4-1__para_I',
    'art_225-4-1__para_I__point_1',
    'art_225-4-1__para_I__point_2',
    'art_3bis',
  ])
  const german = readLaw('#### § 232 Menschenhandel\n\n(1) Wer\n\n1. ausbeutet\n\na) hier,\n\nb) dort,\n\n2. anwirbt')
  assert.deepEqual(eIds(german.law), [
    'art_232',
    'art_232__para_1',
    'art_232__para_1__point_1',
    'art_232__para_1__point_1__indent_a',
    'art_232__para_1__point_1__indent_b',
    'art_232__para_1__point_2',
  ])
  const arabic = readLaw(
    'الباب الأول\n\nأحكام عامة\n\nالمادة ١\n\nيعاقب كل من ارتكب الجريمة.\n\nالمادة ٢ مكرر\n\n(أ) بالسجن؛\n\n(ب) بالغرامة.',
  )
  assert.deepEqual(eIds(arabic.law), ['part_الأول', 'art_1', 'art_2مكرر', 'art_2مكرر__para_أ', 'art_2مكرر__para_ب'])
  const russian = readLaw('Глава 1. Общие положения\n\nСтатья 1. Цель\n\n1. Закон защищает.\n\n2. Он действует.')
  assert.deepEqual(eIds(russian.law), ['chp_1', 'art_1', 'art_1__para_1', 'art_1__para_2'])
})

test('what an amending law quotes belongs to the law that it amends', () => {
  const { law } = readLaw(
    '1. Section 6 is amended—\n\n(a) by inserting the following paragraphs:\n\n“(la) the Director;\n\n(lb) the Secretary.”; and\n\n(b) by deleting paragraph (c).',
  )
  assert.deepEqual(eIds(law), ['sec_1', 'sec_1__para_a', 'sec_1__para_b'])
})

test('contents, page furniture, editors’ notes and metadata are listed by their lines, and are not the law', () => {
  const source = [
    '---',
    'Title: An Act',
    '---',
    'CONTENTS',
    '1. Short title',
    '2. Offence',
    'An Act to protect',
    'Be it enacted:',
    '1. Short title',
    'This Act is the 2[Act].',
    '2Substituted for the word “Law” by the Act of 2012.',
    '7',
    '2. Offence',
    'It is one.',
  ].join('\n\n')
  const { law, notUnderstood } = readLaw(source)
  assert.deepEqual(eIds(law), ['sec_1', 'sec_2'])
  assert.deepEqual(
    notUnderstood.map(({ remark, line, lastLine }) => [remark, line, lastLine]),
    [
      ['metadata', 1, 5],
      ['contents', 7, 11],
      ['note', 21, 21],
      ['page', 23, 23],
    ],
  )
})

test('the same number twice, and a move into another part, leave addresses unique and as they were', () => {
  const twice = readLaw('1. One\n\n(a) x\n\n(a) y\n\n2. Two')
  assert.deepEqual(eIds(twice.law), ['sec_1', 'sec_1__para_a', 'sec_1__para_a_dup_2', 'sec_2'])
  assert.ok(twice.notUnderstood.some(({ remark, line }) => remark === 'twice' && line === 5))
  const moved = readLaw('PART II\n\nOFFENCES\n\n2. Two\n\nIt stays.')
  assert.ok(eIds(moved.law).includes('sec_2'))
})

/** Texts made of what laws are made of, and of what they are not. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'PART I',
          'Chapter 2',
          '1.',
          '2. Heading',
          '(1)',
          '(a) text;',
          '(i)',
          '(ii) and',
          '# Heading',
          '- bullet',
          '“quoted',
          '”.',
          'Article 5',
          '§ 3',
          'SCHEDULE',
          'المادة ١',
          '(1) (a) (i) deep',
          'whereas',
          'Be it enacted',
          'CONTENTS',
          '---',
          '-----',
          '12',
          '**bold**',
          '1) x',
          'I. - y',
          '1° z',
        ),
        fc.string({ maxLength: 30 }),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constant(''),
      ),
      { maxLength: 40 },
    )
    .map((lines) => lines.join('\n')),
)

test('any text gives a law that is well formed, reads back word for word, and has lost nothing but what is listed', () => {
  fc.assert(
    fc.property(anyText, (source) => {
      const { law, notUnderstood } = readLaw(source)
      const xml = writeAkn(law, identity)
      const back = readAkn(xml)
      assert.ok(back.ok, 'what we write, we read')
      assert.deepEqual(wordsOfLaw(back.value), wordsOfLaw(law))
      if (law.body.length > 0) assert.deepEqual(eIds(back.value), eIds(law))
      const ids = eIds(law)
      assert.equal(new Set(ids).size, ids.length, 'no address is given twice')
      const kept = wordsOfLaw(law).join('').replaceAll(/\P{L}/gu, '')
      const listed = notUnderstood
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\P{L}/gu, '')
      const all = source
        .toWellFormed()
        .replaceAll(/<\/?[a-z][a-z0-9]*>/gi, '')
        .replaceAll(/\P{L}/gu, '')
      const count = (text: string) => [...text].toSorted().join('')
      if (listed === '') assert.equal(count(kept), count(all))
      else assert.ok(kept.length + listed.length >= all.length)
    }),
    { numRuns: 400, seed: 20261128 },
  )
})

test('any text gives Akoma Ntoso that the OASIS schema accepts', () => {
  assert.notDeepEqual(aknProblems(writeAkn(readLaw('1. One').law, identity).replace('<body>', '<body><p/>')), [])
  fc.assert(
    fc.property(anyText, (source) => assert.deepEqual(aknProblems(writeAkn(readLaw(source).law, identity)), [])),
    { numRuns: 150, seed: 20261128 },
  )
})

test('what could read files or grow without end is refused before it is parsed', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><akomaNtoso>&c;</akomaNtoso>'
  assert.deepEqual(readAkn(bomb), { ok: false, error: 'doctype' })
  const external = '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
  assert.deepEqual(readAkn(external), { ok: false, error: 'doctype' })
  const deep = `${'<part>'.repeat(10_000)}${'</part>'.repeat(10_000)}`
  assert.deepEqual(readAkn(deep), { ok: false, error: 'too_deep' })
  assert.deepEqual(readAkn('<act'), { ok: false, error: 'not_xml' })
  assert.deepEqual(readAkn('<html/>'), { ok: false, error: 'not_akn' })
})

test(
  'the 2018 Act of Pakistan as plain text gives the addresses that it has in Akoma Ntoso',
  { skip: withoutReference },
  () => {
    const marked = readAkn(readFileSync(referenceFile('akn', 'pk-act-2018-34.eng.akn.xml'), 'utf8'))
    assert.ok(marked.ok)
    const { law, notUnderstood } = readLaw(plainText(marked.value), 'en')
    assert.deepEqual(notUnderstood, [])
    assert.deepEqual(eIds(law), eIds(marked.value))
    assert.deepEqual(wordsOfLaw(law), wordsOfLaw(marked.value))
    assert.deepEqual(aknProblems(writeAkn(law, identity)), [])
  },
)

test(
  'the scanned 2018 Act, its damaged lines corrected and its numbers restored, gives the same addresses',
  { skip: withoutReference },
  () => {
    const scanned = readFileSync(
      referenceFile('laws', 'pk', 'prevention-of-trafficking-in-persons-act-2018.en.md'),
      'utf8',
    )
    const damaged = readLaw(scanned, 'en')
    assert.equal(
      damaged.law.body.filter(({ kind }) => kind === 'section').length,
      12,
      'three of 15 headings are joined to words',
    )
    assert.equal(damaged.notUnderstood.filter(({ remark }) => remark === 'no_number').length, 12)
    assert.equal(damaged.notUnderstood.filter(({ remark }) => remark === 'joined_heading').length, 2)
    // What a person does who has the gazette in front of them.
    const corrected = scanned
      .replace('[5977(2018)VEx. Gaz]', '')
      .replace('# In this section:', '(3) In this section:')
      .replace('"coercion" means', '(a) "coercion" means')
      .replace(/including\.\.\.\n[^]*?threat of harm/, 'including threat of harm')
      .replaceAll(/person;\n\n(any scheme|threat due)/g, 'person; $1')
      .replace('involves: Aggravating circumstances Where', '# Aggravating circumstances\n\nWhere')
      .replace('under section serious injury', 'under section 3 involves:\n\n- serious injury')
      .replace('\nactivity of', '\n- activity of')
      .replace('\nconfiscation or', '\n- confiscation or')
      .replace('victim; Or repetition', 'victim; or\n\n- repetition')
      .replace('Abetment and criminal conspiracy (1)', '# Abetment and criminal conspiracy\n\n(1)')
      .replace('Victims of trafficking in persons - A', '# Victims of trafficking in persons\n\nA')
      .replace('# Cognizance\n\nAn', '# Cognizance\n\n(1) An')
      .replace('(1) The rules made under this Act may specify', 'The rules made under this Act may specify')
      .replace('The Government may develop', 'The Government may:\n\n- develop')
      .replace(/TAHIR HUSSAIN,\s+Secretary/, '')
    const { text } = restoreNumbers(corrected)
    const marked = readAkn(readFileSync(referenceFile('akn', 'pk-act-2018-34.eng.akn.xml'), 'utf8'))
    assert.ok(marked.ok)
    assert.deepEqual(eIds(readLaw(text, 'en').law), eIds(marked.value))
  },
)

/** Provisions by hand from each text: the highest section, and how many of the headed ones are found. */
const COUNTED = [
  ['pk/bonded-labour-system-abolition-act-1992.en.md', 'section', 21],
  ['bb/trafficking-in-persons-prevention-bill-2016.en.md', 'section', 30],
  ['my/2007-anti-trafficking-in-persons-bill.en.md', 'section', 67],
  ['my/2007-anti-trafficking-in-persons-bill.ms.md', 'section', 67],
  ['fr/code-penal-art-225-4-1-a-225-4-9.fr.md', 'article', 9],
  ['de/stgb-232-233b.de.md', 'article', 6],
  ['de/aufenthg-95-97-smuggling.de.md', 'article', 4],
] as const

for (const [file, kind, count] of COUNTED) {
  test(`${file} has ${count} of ${kind}`, { skip: withoutReference }, () => {
    const { law } = readLaw(readFileSync(referenceFile('laws', ...file.split('/')), 'utf8'))
    const found = flattened(addressed(law)).filter((provision) => provision.kind === kind)
    assert.equal(found.length, count, found.map(({ num }) => num).join(' '))
    assert.deepEqual(aknProblems(writeAkn(law, identity)), [])
  })
}
