import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, describeAll, written } from '@gloact/http/server'
import { describedPlatform } from '@gloact/platform/described'
import { repositoryRoot } from '@gloact/postgres'
import fastify from 'fastify'
import { z } from 'zod'

/** Kinds of schema that are worth a name. */
const NAMED = new Set<string>(['object', 'union', 'array', 'enum', 'record', 'intersection', 'lazy', 'pipe'])

const pascal = (name: string): string =>
  name.toLowerCase().includes('_') || name === name.toUpperCase()
    ? name.toLowerCase().replaceAll(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())
    : name.replace(/^./, (letter) => letter.toUpperCase())

// Prints the API's descriptions by their files, as JSON: one of each module that the composed platform mounts, and the one to
// begin with. Nothing is asked of a database.
const app = fastify()
const platform = await describedPlatform()
const { contracts, catalogue } = platform.mount(app)
const names = await namesOfSchemas(join(repositoryRoot(), 'modules'))
const modules = [...new Set(contracts.map(({ tag }) => tag))].toSorted()
const files: Record<string, string> = {
  'openapi.json': `${written(describeAll(new Map(modules.map((module) => [module, `openapi/${module}.json`]))))}\n`,
}
for (const module of modules) {
  const own = contracts.filter(({ tag }) => tag === module)
  const description = describe({ module, contracts: own, catalogue, names, sessionCookie: 'gloact.session_token' })
  files[`openapi/${module}.json`] = `${written(description)}\n`
}
process.stdout.write(JSON.stringify(files))
await app.close()
await platform.close()

/** Schemas by their names, exported together. */
function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  const plain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return plain && Object.values(value).every((each) => each instanceof z.ZodType)
}

/** What the contracts of the modules export is called as they call it; with its module's name where two call it alike. */
async function namesOfSchemas(modules: string): Promise<ReadonlyMap<z.ZodType, string>> {
  const found: { readonly schema: z.ZodType; readonly module: string; readonly name: string }[] = []
  for (const file of readdirSync(modules, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const [module, room] = file.split('/')
    if (room !== 'contract' || !file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const exported = (await import(pathToFileURL(join(modules, file)).href)) as Readonly<Record<string, unknown>>
    const all = Object.entries(exported).flatMap(([name, value]): readonly (readonly [string, unknown])[] =>
      isTable(value) ? Object.entries(value) : [[name, value]],
    )
    for (const [name, schema] of all.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (
        schema instanceof z.ZodType &&
        NAMED.has(schema._zod.def.type) &&
        !found.some((each) => each.schema === schema)
      )
        found.push({ schema, module: module!, name: pascal(name) })
    }
  }
  const isShared = (name: string) => found.filter((each) => each.name === name).length > 1
  return new Map(
    found.map(({ schema, module, name }) => [schema, isShared(name) ? `${pascal(module)}${name}` : name] as const),
  )
}
