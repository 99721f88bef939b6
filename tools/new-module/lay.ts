import { globSync, mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const TEMPLATE = join(import.meta.dirname, 'template')
const NAME = /^[a-z][a-z]{2,19}$/

/** What is written by hand outside the new module; everything else outside it is written by commands. */
export const TOUCHED = [
  'platform/modules.ts',
  'platform/package.json',
  'apps/web/src/modules.ts',
  'apps/web/package.json',
]

/**
 * Lays a small working module into `modules/<name>` and joins it: a line in the platform, a line in the web app. Throws before it
 * writes anything where the name is none, or taken.
 */
export function layModule(root: string, name: string, now: Date = new Date()): readonly string[] {
  if (!NAME.test(name)) throw new Error(`"${name}" is no name of a module: 3 to 20 small letters, such as referral.`)
  if (existsSync(join(root, 'modules', name)) || existsSync(join(root, 'packages', name))) {
    throw new Error(`There is a ${name} already.`)
  }
  const title = name[0]!.toUpperCase() + name.slice(1)
  const words: Readonly<Record<string, string>> = {
    __name__: name,
    __camel__: name,
    __Name__: title,
    __NAME__: name.toUpperCase(),
    __stamp__: now.toISOString().slice(0, 16).replaceAll(/[-:]/g, ''),
  }
  const fill = (text: string) => text.replaceAll(/__(?:name|camel|Name|NAME|stamp)__/g, (word) => words[word] ?? word)
  const joined = joinModule(root, name)
  const laid = globSync('**/*.txt', { cwd: TEMPLATE }).map((file): readonly [string, string] => [
    join('modules', name, fill(file.slice(0, -'.txt'.length))),
    fill(readFileSync(join(TEMPLATE, file), 'utf8')),
  ])
  for (const [file, text] of [...laid, ...joined]) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return laid.map(([file]) => file)
}

/** The files outside the module with its lines in them. */
function joinModule(root: string, name: string): readonly (readonly [string, string])[] {
  const edit = (file: string, change: (text: string) => string): readonly [string, string] => {
    const before = readFileSync(join(root, file), 'utf8')
    const after = change(before)
    if (after === before) throw new Error(`${file} is not as this command knows it: add the module's line by hand.`)
    return [file, after]
  }
  return [
    edit('platform/modules.ts', (text) =>
      text.replace(/^import /, `import { ${name}Module } from '@gloact/${name}/server'\nimport `).replace(
        // On one line, or a module a line where there are many.
        /\n {2}return \{\s+([^}]*?),?\s+\} satisfies/,
        (_, listed: string) =>
          `\n  const ${name} = ${name}Module({ db, vault, clock, country: code, calendar })\n  return { ${listed}, ${name} } satisfies`,
      ),
    ),
    edit('platform/package.json', (text) => depend(text, name)),
    edit('apps/web/src/modules.ts', (text) =>
      text
        .replace(/^import /, `import { screens as ${name} } from '@gloact/${name}/screens'\nimport `)
        .replace(/\n {2}statistics,\n/, `\n  ${name},\n  statistics,\n`),
    ),
    edit('apps/web/package.json', (text) => depend(text, name)),
  ]
}

function depend(text: string, name: string): string {
  const manifest = JSON.parse(text) as { dependencies: Record<string, string> }
  const dependencies = { ...manifest.dependencies, [`@gloact/${name}`]: '0.1.0' }
  const sorted = Object.fromEntries(Object.entries(dependencies).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify({ ...manifest, dependencies: sorted }, null, 2)}\n`
}
