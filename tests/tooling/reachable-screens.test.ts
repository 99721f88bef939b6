import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const sources = ['modules/*/screens/**/*.{ts,tsx}', 'modules/*/domain/**/*.ts', 'packages/*/**/*.{ts,tsx}']
  .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }))
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const DECLARED = /path: '(\/[^']*\$[^']*)'/g
const VALUE = String.raw`\$\{[^}\`]*\}`
const AFTERWARDS = '[`?#/]'
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** How a link to a screen is written: with something in the place of each parameter, or behind an address that is there already. */
function writtenAs(path: string): RegExp {
  const parts = path.split('/').slice(1)
  const whole = parts.map((part) => `/${part.startsWith('$') ? VALUE : escaped(part)}`).join('')
  const last = parts.at(-1)!
  const behind = last.startsWith('$') ? '' : `|\`${VALUE}/${escaped(last)}${AFTERWARDS}`
  return new RegExp(`\`${whole}${AFTERWARDS}${behind}`)
}

const linked = (path: string, texts: readonly { text: string }[]): boolean => {
  const written = writtenAs(path)
  return texts.some(({ text }) => written.test(text))
}

test('every screen that is of something is linked from a screen: what only an address opens is there for nobody', () => {
  const screens = sources.flatMap(({ file, text }) =>
    file.includes('/screens/') ? [...text.matchAll(DECLARED)].map(([, path = '']) => path) : [],
  )
  assert.ok(screens.length > 40, `${screens.length}`)
  assert.deepEqual(
    screens.filter((path) => !linked(path, sources)),
    [],
  )
})

test('a screen that nothing links to is found, and one that is linked behind another address is not', () => {
  const texts = [{ text: 'go(`/children/files/${id}`)' }, { text: 'to={`${plan}/quality`}' }]
  assert.ok(linked('/children/files/$fileId', texts))
  assert.ok(linked('/strategy/plans/$rowId/quality', texts))
  assert.ok(!linked('/children/tracing/children/$fileId', texts))
  assert.ok(!linked('/children/files/$fileId/kin', texts))
})
