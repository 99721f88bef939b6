import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createMessages, mergeCatalogues } from '@gloact/messages'
import es from '../../modules/protection/locales/es.json' with { type: 'json' }
import fr from '../../modules/protection/locales/fr.json' with { type: 'json' }
import pt from '../../modules/protection/locales/pt.json' with { type: 'json' }
import ru from '../../modules/protection/locales/ru.json' with { type: 'json' }
import { locales } from '../../tools/checks/locales.ts'
import { plantRepository } from './planted.ts'

const EN = { 'protection.title': 'A file', 'protection.count': '{count, plural, one {# file} other {# files}}' }
const AR = {
  'protection.title': 'ملف',
  'protection.count': '{count, plural, =0 {لا ملفات} one {ملف} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}',
}
const CODE = "t('protection.title')\nt('protection.count', { count: 1 })\n"

async function foundIn(
  context: TestContext,
  { en = EN, ar = AR, code = CODE }: { en?: object; ar?: object; code?: string },
): Promise<{ readonly defects: string; readonly warnings: string }> {
  const root = plantRepository(context, {
    'modules/protection/locales/en.json': JSON.stringify(en, null, 2),
    'modules/protection/locales/ar.json': JSON.stringify(ar, null, 2),
    'modules/protection/screens/file.ts': code,
  })
  const { defects, warnings = [] } = await locales.run(root)
  const told = (findings: typeof defects) => findings.map(({ file, message }) => `${file ?? ''} ${message}`).join('\n')
  return { defects: told(defects), warnings: told(warnings) }
}

test('sentences that are complete in every language and said somewhere pass', async (context) => {
  assert.deepEqual(await foundIn(context, {}), { defects: '', warnings: '' })
})

for (const [what, planted, expected] of [
  ['a sentence that a language lacks', { ar: { 'protection.title': 'ملف' } }, /ar\.json lacks protection\.count/],
  [
    'English that reads as translated',
    { en: { ...EN, 'protection.title': 'What came of it is to be put right' } },
    /protection\.title says “is to be”/,
  ],
  [
    'an id of another folder',
    { en: { ...EN, 'referral.x': 'X' }, ar: { ...AR, 'referral.x': 'س' } },
    /does not start with protection/,
  ],
  [
    'a sentence that is no ICU message',
    { en: { ...EN, 'protection.title': 'A {file' } },
    /protection\.title is no ICU message/,
  ],
  [
    'other names to fill in',
    { ar: { ...AR, 'protection.title': 'ملف {name}' } },
    /filled in with name, in English with nothing/,
  ],
  [
    'a sentence that was not translated',
    { ar: { ...AR, 'protection.title': 'A file' } },
    /protection\.title is not translated/,
  ],
  ['a text that the code says and no language has', { code: `${CODE}t('protection.gone')\n` }, /says protection\.gone/],
  [
    'a text that data names and no language has',
    { code: `${CODE}const f = { label: 'protection.gone' }\n` },
    /says protection\.gone/,
  ],
  [
    'a number that a language has no words for',
    { ar: { ...AR, 'protection.count': '{count, plural, =0 {لا} one {ملف} two {ملفان} few {# ملفات} other {# ملف}}' } },
    /^modules\/protection\/locales\/ar\.json protection\.count has no words for many of count \(ar\)$/,
  ],
  [
    'an ordinal of which one is said by category, one by number, and the rest not at all',
    { en: { ...EN, 'protection.count': '{count, selectordinal, one {#st} =2 {second} other {#th}}' } },
    /protection\.count has no words for two, few of count/,
  ],
  ['an empty text', { en: { ...EN, 'protection.title': '' } }, /protection\.title is empty/],
] as const) {
  test(`${what} is found`, async (context) => {
    assert.match((await foundIn(context, planted)).defects, expected)
  })
}

test('a sentence that is said nowhere is warned of, unless the code puts its id together', async (context) => {
  const en = { ...EN, 'protection.step.one': 'One' }
  const ar = { ...AR, 'protection.step.one': 'واحد' }
  assert.match((await foundIn(context, { en, ar })).warnings, /protection\.step\.one is said nowhere/)
  const code = `${CODE}t(\`protection.step.\${step}\`)\n`
  assert.equal((await foundIn(context, { en, ar, code })).warnings, '')
})

test('a folder that lacks a whole language is found', async (context) => {
  const root = plantRepository(context, {
    'modules/protection/locales/en.json': JSON.stringify({ 'protection.title': 'A file' }),
    'packages/forms/locales/en.json': JSON.stringify({ 'forms.no': 'No' }),
    'packages/forms/locales/ar.json': JSON.stringify({ 'forms.no': 'لا' }),
  })
  const { defects } = await locales.run(root)
  assert.ok(defects.some(({ file }) => file === 'modules/protection/locales/ar.json'))
})

const COUNTED = {
  fr: {
    catalogue: fr,
    files: [
      'Aucun dossier ouvert',
      '1 dossier ouvert',
      '2 dossiers ouverts',
      '5 dossiers ouverts',
      '21 dossiers ouverts',
      '1 000 000 dossiers ouverts',
    ],
    answers: [
      '1 réponse contradictoire',
      '2 réponses contradictoires',
      '5 réponses contradictoires',
      '21 réponses contradictoires',
      '1 000 000 réponses contradictoires',
    ],
  },
  es: {
    catalogue: es,
    files: [
      'Ningún expediente abierto',
      '1 expediente abierto',
      '2 expedientes abiertos',
      '5 expedientes abiertos',
      '21 expedientes abiertos',
      '1.000.000 expedientes abiertos',
    ],
    answers: [
      '1 respuesta contradictoria',
      '2 respuestas contradictorias',
      '5 respuestas contradictorias',
      '21 respuestas contradictorias',
      '1.000.000 respuestas contradictorias',
    ],
  },
  pt: {
    catalogue: pt,
    files: [
      'Nenhum processo aberto',
      '1 processo aberto',
      '2 processos abertos',
      '5 processos abertos',
      '21 processos abertos',
      '1 000 000 processos abertos',
    ],
    answers: [
      '1 resposta divergente',
      '2 respostas divergentes',
      '5 respostas divergentes',
      '21 respostas divergentes',
      '1 000 000 respostas divergentes',
    ],
  },
  ru: {
    catalogue: ru,
    files: [
      'Открытых дел нет',
      '1 открытое дело',
      '2 открытых дела',
      '5 открытых дел',
      '21 открытое дело',
      '1 000 000 открытых дел',
    ],
    answers: [
      'выбрать 1 ответ',
      'выбрать 2 ответа',
      'выбрать 5 ответов',
      'выбрать 21 ответ',
      'выбрать 1 000 000 ответов',
    ],
  },
} as const

for (const [language, { catalogue, files, answers }] of Object.entries(COUNTED)) {
  test(`1, 2, 5, 21 and a million are counted in the sentences of ${language} as the language counts`, () => {
    const catalogues = { [language]: mergeCatalogues([catalogue]) }
    const { t } = createMessages({ language, timeZone: 'UTC', catalogues })
    // Spaces that do not break are the system's data to say, and "de" after a million in digits is the translator's choice.
    const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replace('000 de ', '000 ')
    const said = (id: string, counts: readonly number[]) => counts.map((count) => plain(t(id, { count })))
    assert.deepEqual(said('protection.work.open_files', [0, 1, 2, 5, 21, 1_000_000]), files)
    assert.deepEqual(said('protection.files.conflicts', [1, 2, 5, 21, 1_000_000]), answers)
  })
}

test('documents that read as translated are found, in prose, where they stand; code and the list of words are not read', async (context) => {
  const root = plantRepository(context, {
    'README.md': '# One\n\nThe outcome depends\non the `deed`.\n',
    'CONTRIBUTING.md': '| say | not |\n| --- | --- |\n| again | anew |\n\nIt is made anew.\n',
    'docs/guides/deep/one.md': '```sh\nnpm run whoever\n```\n\nThis hangs\n  on whoever asks.\n',
    'docs/guides/plan.json': 'anew',
  })
  const { defects } = await locales.run(root)
  assert.deepEqual(
    defects.map(({ file, line, message }) => `${file ?? ''}:${line ?? 0} ${message.split(';')[0] ?? ''}`).toSorted(),
    [
      'CONTRIBUTING.md:5 says “anew”',
      'docs/guides/deep/one.md:5 says “hangs on”',
      'docs/guides/deep/one.md:6 says “whoever”',
    ],
  )
})
