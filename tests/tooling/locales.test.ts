import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
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
