import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Where a form is made of the browser's own element; every other form is one of these. */
const MADE_HERE = new Set(['packages/ui/form/form.tsx', 'packages/ui/form/wizard.tsx'])

/** What nobody would miss when the page is left: passwords and codes of signing in, what is searched for. */
const FREE = new Set([
  'modules/identity/screens/account/authenticator-setup.tsx',
  'modules/identity/screens/account/change-password.tsx',
  'modules/identity/screens/account/factors.tsx',
  'modules/identity/screens/account/passkey-setup.tsx',
  'modules/identity/screens/signing-in/code-of-conduct.tsx',
  'modules/identity/screens/signing-in/first-administrator.tsx',
  'modules/identity/screens/signing-in/join.tsx',
  'modules/identity/screens/signing-in/second-step.tsx',
  'modules/identity/screens/signing-in/sign-in.tsx',
  'modules/identity/screens/unlock.tsx',
  'modules/legislation/screens/search-page.tsx',
  'modules/protection/screens/file/sections/history-section.tsx',
  'modules/protection/screens/history/find-readers-page.tsx',
  'modules/protection/screens/lists/file-list.tsx',
  'modules/training/screens/code-form.tsx',
])

/** What keeps what is typed sealed on the device. */
const KEEPS =
  /\b(useTyped|useKeptAnswers|usePanelForm|useDraft|KeptAnswers|PanelForm|useUnsentAnswers|useConsentDraft)\b/
/** Given what is typed by a page that keeps it. */
const KEPT_BY_PAGE = new Set([
  'modules/protection/screens/contact/contact-steps.tsx',
  'modules/protection/screens/file/sections/conflicts.tsx',
  'modules/protection/screens/file/sections/form-section.tsx',
  'modules/protection/screens/paper/backlog-entry.tsx',
])
const MOST_FIELDS = 10

interface Screen {
  readonly path: string
  readonly source: string
}

const screens: readonly Screen[] = globSync('{packages,modules,apps}/**/*.tsx', {
  cwd: ROOT,
  exclude: (path) => /node_modules|gallery|dist/.test(path),
})
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))

/** An element's opening tag, with the braces in it. */
function tagsOf(source: string, name: string): readonly string[] {
  const tags: string[] = []
  for (const { index } of source.matchAll(new RegExp(`<${name}\\b`, 'g'))) {
    let depth = 0
    let end = index
    for (; end < source.length; end += 1) {
      const sign = source[end]
      if (sign === '{') depth += 1
      if (sign === '}') depth -= 1
      if (sign === '>' && depth === 0) break
    }
    tags.push(source.slice(index, end + 1))
  }
  return tags
}

const wrong = (found: (screen: Screen) => boolean): readonly string[] => screens.filter(found).map(({ path }) => path)

test('no screen makes a form of its own: every form is one that keeps what is typed, or asks before its page is left', () => {
  assert.ok(screens.some(({ path }) => MADE_HERE.has(path)))
  assert.deepEqual(
    wrong(({ path, source }) => !MADE_HERE.has(path) && tagsOf(source, 'form').length > 0),
    [],
  )
})

test('a form that says that it keeps what is typed has a draft that does', () => {
  assert.deepEqual(
    wrong(({ source }) => tagsOf(source, 'Form').some((tag) => tag.includes('unsent="kept"')) && !KEEPS.test(source)),
    [],
  )
})

test('only searches, passwords and codes are left without a question', () => {
  const free = wrong(({ source }) => tagsOf(source, 'Form').some((tag) => tag.includes('unsent="free"')))
  assert.deepEqual(free.toSorted(), [...FREE].toSorted())
})

test('every form that is data and is filled in is kept sealed while it is typed', () => {
  assert.deepEqual(
    wrong(
      ({ path, source }) =>
        path !== 'packages/ui/form/form-renderer.tsx' &&
        !KEPT_BY_PAGE.has(path) &&
        !KEEPS.test(source) &&
        tagsOf(source, 'FormRenderer').some((tag) => !/\breadOnly\b/.test(tag)),
    ),
    [],
  )
})

const FIELD =
  /<(TextField|LongText|NumberField|DateField|TimeField|ChoiceField|ChoicesField|CountryField|CountriesField|LanguageField|CheckboxField|SwitchField|PhoneField|YesNoUnknown|ReferenceField|ReferencesField|FileField)\b/g

test('a form of more than ten fields that is written by hand is kept sealed as well', () => {
  assert.deepEqual(
    wrong(
      ({ path, source }) =>
        !FREE.has(path) &&
        !KEEPS.test(source) &&
        tagsOf(source, 'Form').length > 0 &&
        (source.match(FIELD)?.length ?? 0) > MOST_FIELDS,
    ),
    [],
  )
})
