import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteContract } from '@gloact/http/contract'
import type { z } from 'zod'
import { repository } from './server-process.ts'

type Contract = RouteContract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** Every route that a module describes, in tables and lists of routes too: one that is added joins by itself. */
export async function everyContract(): Promise<readonly Contract[]> {
  const folders = readdirSync(join(repository, 'modules')).map((module) =>
    join(repository, 'modules', module, 'contract'),
  )
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
      file.endsWith('.ts') ? [join(folder, file)] : [],
    ),
  )
  const found = new Set<Contract>()
  for (const file of files) {
    const exported = (await import(file)) as Record<string, unknown>
    for (const contract of contractsIn(Object.values(exported))) found.add(contract)
  }
  return [...found]
}

/** Routes that a module keeps together, by kind and step: `childContracts.care.take`. */
function contractsIn(value: unknown): readonly Contract[] {
  if (isContract(value)) return [value]
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return Array.isArray(value) || isPlain ? Object.values(value).flatMap((each) => contractsIn(each)) : []
}

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'response' in value

export const nameOf = ({ method, path }: Contract): string => `${method} ${path}`

/** What Zod keeps of a schema, as far as it is walked here. */
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly options?: readonly Schema[]
  readonly keyType?: Schema
  readonly valueType?: Schema
  readonly innerType?: Schema
  readonly in?: Schema
  readonly catchall?: Schema
  readonly values?: readonly unknown[]
}
type Schema = z.ZodType

const definitionOf = (schema: Schema): Definition => schema._zod.def

/** What stands inside optional, nullable and default. A pipe stays: what comes out of it has passed both of its ends. */
function inside(schema: Schema): Schema {
  const { innerType, type } = definitionOf(schema)
  // Of what refers to itself Zod keeps one copy here; its getter makes another each time.
  const next = type === 'lazy' ? (schema._zod as unknown as { readonly innerType: Schema }).innerType : innerType
  return next ? inside(next) : schema
}

const isText = (schema: Schema): boolean => {
  const definition = definitionOf(schema)
  return definition.type === 'string' || (definition.type === 'pipe' && isText(inside(definition.in!)))
}

/** Whether a place takes any words, rather than a code, an id, a date or a number. */
const takesWords = (schema: Schema): boolean => isText(schema) && schema.safeParse(`It's <b>so</b>`).success

export interface TextPlace {
  /** Such as `actions.*.note_added.payload.text`. */
  readonly path: string
  readonly schema: Schema
}

/** Every place of a schema that is a text of any kind, keys of records and texts of whatever JSON included. */
export function textPlaces(schema: Schema, path = '', over: readonly Schema[] = []): TextPlace[] {
  const here = inside(schema)
  if (over.includes(here)) return []
  const at = (step: string) => (path === '' ? step : `${path}.${step}`)
  const into = (step: string, next: Schema | undefined) => (next ? textPlaces(next, at(step), [...over, here]) : [])
  if (isText(here)) return [{ path, schema: here }]
  const { type, shape, element, options, keyType, valueType, catchall } = definitionOf(here)
  switch (type) {
    case 'object':
      return [
        ...Object.entries(shape ?? {}).flatMap(([key, next]) => into(key, next)),
        ...(catchall && definitionOf(catchall).type !== 'never' ? into('*', catchall) : []),
      ]
    case 'array':
      return into('*', element)
    case 'record':
      return [...into('(key)', keyType), ...into('*', valueType)]
    case 'union':
      return (options ?? []).flatMap((option) => textPlaces(option, at(kindOf(option) ?? '|'), [...over, here]))
    case 'unknown':
    case 'any':
      return [{ path, schema: here }]
    case 'pipe':
      return textPlaces(definitionOf(here).in!, path, over)
    default:
      return []
  }
}

/** By what an option of a union is told from the others: its literal. */
function kindOf(option: Schema): string | undefined {
  const shape = definitionOf(inside(option)).shape
  const literal = Object.values(shape ?? {}).find((each) => definitionOf(each).type === 'literal')
  return literal && String(definitionOf(literal).values?.[0])
}

/** Whether a sample is of this option of a union: by its literals, since its texts are still to be said. */
function fits(option: Schema, sample: unknown): boolean {
  const literals = Object.entries(definitionOf(inside(option)).shape ?? {}).filter(
    ([, each]) => definitionOf(each).type === 'literal',
  )
  if (literals.length === 0) return option.safeParse(sample).success
  return literals.every(([key, each]) => each.safeParse((sample as Record<string, unknown>)[key]).success)
}

/** Whether a schema has a place for any words, of those that count. */
export const hasWords = (schema: Schema | undefined, counts: (path: string) => boolean = () => true): boolean =>
  schema !== undefined && textPlaces(schema).some((place) => takesWords(place.schema) && counts(place.path))

/** What to say in a place; the sample has this there. */
export type Say = (place: TextPlace, sample: unknown) => string

/**
 * The sample with words of `say` in every place that takes any: those that the sample leaves out too, so that a text
 * that is added to a schema is said as well. Throws where a text stands in a list or record that the sample has nothing in.
 */
export function saidEverywhere(schema: Schema, sample: unknown, say: Say, path = ''): unknown {
  const here = inside(schema)
  if (takesWords(here)) return say({ path, schema: here }, sample)
  if (!hasWords(here)) return sample
  const { type, shape, element, options, valueType } = definitionOf(here)
  const at = (step: string | number) => (path === '' ? String(step) : `${path}.${step}`)
  if (type === 'union') {
    const option = (options ?? []).find((each) => fits(each, sample))
    if (!option) throw new Error(`${path}: the sample is of no kind that the schema knows`)
    return saidEverywhere(option, sample, say, path)
  }
  if (type === 'object') {
    const given = (sample ?? {}) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(shape ?? {}).flatMap(([key, next]) =>
        key in given || takesWords(inside(next)) ? [[key, saidEverywhere(next, given[key], say, at(key))]] : [],
      ),
    )
  }
  const entries = Object.entries((sample ?? {}) as Record<string, unknown>)
  if (entries.length === 0) throw new Error(`${path}: the sample has to have something here`)
  const next = (element ?? valueType)!
  const said = entries.map(([key, each]) => [key, saidEverywhere(next, each, say, at(key))] as const)
  return type === 'array' ? said.map(([, each]) => each) : Object.fromEntries(said)
}
