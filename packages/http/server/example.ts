import type { z } from 'zod'

/**
 * An invented example of what a schema takes, the same every time, for the API's description. What a schema itself gives as
 * an example (`meta({ examples })`) stands; else what the place is called says what might stand there. Everybody is invented.
 */
export function exampleOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  for (const most of DEPTHS) {
    const made = example(schema, { name: '', within: '' }, { io, most }, [])
    if (most === DEPTHS.at(-1) || (JSON.stringify(made) ?? '').length <= LONG) return made
  }
  return undefined
}

/** An example shows what a thing is like, and not each thing that is in it: of a long one what lies further in is left out or empty where it may be. */
const LONG = 450
const DEPTHS = [Number.POSITIVE_INFINITY, 5, 4, 3, 2, 1]

interface Wanted {
  readonly io: 'input' | 'output'
  /** Within how many schemas lists and records still have something in them, and what may be absent is there. */
  readonly most: number
}

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly items?: readonly z.ZodType[]
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly innerType?: z.ZodType
  readonly left?: z.ZodType
  readonly right?: z.ZodType
  readonly in?: z.ZodType
  readonly out?: z.ZodType
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, unknown>>
}

const ID = '01938f6e-5c00-7a1b-8c2d-3e4f5a6b7c8d'
const RANDOM_ID = '3f2b8c1d-5e6f-4a7b-9c8d-0e1f2a3b4c5d'
const DAY = '2026-11-24'
const MOMENT = '2026-11-24T09:30:00.000Z'

/** What may stand in a text, tried in this order: the first that the schema takes. */
const TEXTS: readonly string[] = [
  ID,
  RANDOM_ID,
  DAY,
  MOMENT,
  '09:30',
  'en',
  'DL-7K3M2-4',
  'worker@agency.example',
  '123456',
  'ABCDE-FGHJK',
  'https://agency.example/',
  'AF',
  'AFG',
  '2026-11',
  '2026',
  '1',
  '{}',
  'a-long-invented-password',
  `${'A'.repeat(43)}=`,
  'image/jpeg',
  'a'.repeat(43),
  'a'.repeat(64),
]

/** By what a place is called, where that says more than its form. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/email|mailbox/i, 'worker@agency.example'],
  [/telephone|phone$/i, '+999 55 0100'],
  [/(?:agency|sender|receiver|provider|organisation)(?:Name)?$|(?:agency|agencies|partners)\.name$/i, 'Shelter North'],
  [/(?:team|teams)\.name$|teamName|^team$/, 'Night shift'],
  [/(?:service|services|site|sites)\.name$|^site$|^service$/, 'Legal advice, Port Isa'],
  [/displayName|actorName|staffName|(?:staff|people|colleagues|accounts|users|participants)\.name$/, 'A. Haddad'],
  [/(?:^|\.)(?:id|ids)$|Ids?$|^actor$|^author$|(?:assigned|recorded|reviewed|asked|approved)(?:To|By)$|^replaces$/, ID],
  [/token|secret|signature/i, 'a'.repeat(43)],
  [/sha256|digest|hash/i, 'a'.repeat(64)],
  [/^pin$/i, '123456'],
  [/url$|^address$|link$/i, 'https://agency.example/'],
  [/contentType$/, 'application/pdf'],
  [/fileName$|^file$/, 'records.csv'],
  [/password/i, 'a-long-invented-password'],
  [/number/i, 'DL-7K3M2-4'],
  [/country/i, 'DL'],
  [/language/i, 'en'],
  [/timeZone/i, 'Asia/Riyadh'],
  [/At$|^at$|^since$|until$|expires/i, MOMENT],
  [/On$|Date$|^day$|^date$|from$|to$/i, DAY],
  [/cursor|^next$/, 'bmV4dA'],
  [/reason|words|text|note|findings|message/i, 'She asked for an interpreter.'],
]

/** Where a text stands: what it is called, and what it is of. */
interface Place {
  readonly name: string
  readonly within: string
}

function example(schema: z.ZodType, place: Place, wanted: Wanted, over: readonly z.ZodType[]): unknown {
  const given = schema.meta?.()?.examples as readonly unknown[] | undefined
  if (given && given.length > 0) return given[0]
  const { type, ...definition } = schema._zod.def as unknown as Definition
  // What refers to itself ends: with nothing where it may be nothing.
  if (over.filter((each) => each === schema).length > 1) return null
  const into = (next: z.ZodType | undefined, of = place) => (next ? example(next, of, wanted, [...over, schema]) : null)
  switch (type) {
    case 'string':
      return textFor(schema, place)
    case 'number':
    case 'int':
      return [3, 1, 0, 7, 10, 100, 0.5, -1, 2026].find((number) => accepts(schema, number)) ?? 1
    case 'bigint':
      return 1
    case 'boolean':
      return true
    case 'literal':
      return definition.values?.[0]
    case 'enum':
      return Object.values(definition.entries ?? {})[0]
    case 'array': {
      if (over.length > wanted.most && accepts(schema, [])) return []
      const one = into(definition.element)
      return accepts(schema, []) && !accepts(schema, [one]) ? [] : [one]
    }
    case 'tuple':
      return (definition.items ?? []).map((item) => into(item))
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape ?? {}).flatMap(([key, each]) => {
          const value = into(each, { name: key, within: place.name })
          return value === undefined ? [] : [[key, value]]
        }),
      )
    case 'record': {
      if (over.length > wanted.most && accepts(schema, {})) return {}
      const values =
        definition.keyType && (definition.keyType._zod as unknown as { readonly values?: ReadonlySet<unknown> }).values
      // Where the keys are a list, each has a value.
      const keys = values ? [...values] : [into(definition.keyType, { name: 'key', within: place.name })]
      const record = Object.fromEntries(keys.map((key) => [String(key), into(definition.valueType)]))
      return accepts(schema, record) || !accepts(schema, {}) ? record : {}
    }
    case 'union': {
      const examples = (definition.options ?? []).map((option) => into(option))
      return examples.find((each) => accepts(schema, each)) ?? examples[0]
    }
    case 'intersection':
      return { ...(into(definition.left) as object), ...(into(definition.right) as object) }
    case 'optional':
      return over.length > wanted.most ? undefined : into(definition.innerType)
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return into(definition.innerType)
    case 'nullable':
      return over.length > wanted.most && accepts(schema, null) ? null : into(definition.innerType)
    case 'lazy':
      return into((schema._zod as unknown as { readonly innerType: z.ZodType }).innerType)
    case 'pipe':
      return into(wanted.io === 'input' ? definition.in : definition.out)
    case 'null':
      return null
    case 'undefined':
    case 'void':
      return undefined
    default:
      return null
  }
}

/**
 * A text that the schema takes: what its place says by name, else the name itself in words (`legalBasis`: "legal basis") or as a code, else
 * one of each form. Nobody's name, no agency and no id stands where the place is of something else.
 */
function textFor(schema: z.ZodType, { name, within }: Place): string {
  const place = `${within}.${name}`
  const named = BY_NAME.filter(([pattern]) => pattern.test(name) || pattern.test(place)).map(([, text]) => text)
  const words =
    name
      .replaceAll(/([A-Z])/g, ' $1')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase() || 'text'
  return (
    [...named, words, words.replaceAll(' ', '_'), ...TEXTS, 'other'].find((text) => accepts(schema, text)) ?? 'example'
  )
}

const accepts = (schema: z.ZodType, value: unknown): boolean => {
  try {
    return schema.safeParse(value).success
  } catch {
    return false
  }
}
