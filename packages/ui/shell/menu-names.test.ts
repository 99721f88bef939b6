import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const folder = join(import.meta.dirname, '..', 'locales')

/** The word below an icon of the header, and what is read aloud instead of it. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'ui.account.name': ['ui.account.label'],
  'ui.leave.name': ['ui.leave.now', 'ui.leave.now_touch'],
  'ui.shell.menu_name': ['ui.shell.menu'],
  'ui.scheme.light': ['ui.scheme.label'],
  'ui.scheme.dark': ['ui.scheme.label'],
}

test('what stands below an icon of the header is part of what is read aloud of it, in every language (WCAG 2.5.3)', () => {
  const files = readdirSync(folder)
  assert.ok(files.length >= 6)
  for (const file of files) {
    const words = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, string>>
    for (const [name, labels] of Object.entries(SAID))
      for (const label of labels)
        assert.ok(
          words[label]?.toLowerCase().includes(words[name]?.toLowerCase() ?? '?'),
          `${file}: “${words[name]}” is not in “${words[label]}”`,
        )
  }
})
