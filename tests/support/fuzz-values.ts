import { newId, type RandomSource } from '@gloact/kernel'

/** What an OpenAPI document says of a value, as far as it is walked here. */
export interface ValueSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly anyOf?: readonly ValueSchema[]
  readonly oneOf?: readonly ValueSchema[]
  readonly properties?: Readonly<Record<string, ValueSchema>>
  readonly required?: readonly string[]
  readonly items?: ValueSchema
  readonly propertyNames?: ValueSchema
  readonly additionalProperties?: ValueSchema | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly $ref?: string
}

export interface Making {
  readonly random: RandomSource
  /** In every text that is made up: what may not turn up in a log. */
  readonly sentinel: string
  /** Ids that answers held: what is there is reached by them. */
  readonly ids: readonly string[]
  readonly resolve: (reference: string) => ValueSchema
}

export const pick = <Item>(random: RandomSource, from: readonly Item[]): Item => from[random.below(from.length)]!

/** Days and moments at and past the ends of the calendar among ordinary ones. */
const DATES = [
  '2026-11-24', '2011-05-02', '2024-02-29', '2023-02-29', '9999-12-31', '9999-12-30', '10000-01-01', '0000-01-01', '0001-01-01',
  '1799-12-31', '1800-01-01', '2199-12-31', '2200-01-01', '2026-13-01', '2026-1-1', '-2026-01-01', '+010000-01-01', 'infinity', '',
] // prettier-ignore
const MOMENTS = [
  '2026-11-24T10:00:00.000Z', '2026-11-24T10:00:00+05:30', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-12:00',
  '0001-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z', '2026-11-24T24:00:00Z', '2026-11-24T23:59:60Z', '1800-01-01T00:00:00+14:00',
] // prettier-ignore
const NUMBERS = [
  0, 1, 2, 10, 50, 100, -1, 1.5, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991, 9_007_199_254_740_992, 1e21,
  1e308, -0,
]
/** Texts that a pattern may ask for. */
const CODES = ['general', 'ngo', 'en', 'pt-BR', 'identity', '1', 'KG', 'a', 'names/x/given', 'abc_DEF.1-2']

const texts = (sentinel: string): readonly string[] => [
  sentinel,
  `${sentinel} is called so`,
  `${sentinel}'; drop table protection.case_file; --`,
  `\u0000${sentinel}`,
  `${sentinel}\ud800`,
  `\u202e${sentinel}\u2069`,
  `<img src=x onerror=alert(1)>${sentinel}`,
  `../../../etc/${sentinel}`,
  `=cmd|' /C ${sentinel}'!A0`,
  `%00%0d%0a${sentinel}`,
  `\${${sentinel}}`,
  `${sentinel}\r\nset-cookie: a=b`,
  `👩🏽‍👧${sentinel}مرحبا`,
  `${sentinel}@demo.example`,
  sentinel.repeat(400),
  '',
  ' ',
]

/** A value that the schema takes, or nearly: from outside nobody can know every rule. */
export function valueOf(schema: ValueSchema, making: Making, depth = 0): unknown {
  const { random, sentinel, ids } = making
  if (schema.$ref !== undefined) return depth > 6 ? null : valueOf(making.resolve(schema.$ref), making, depth + 1)
  if (schema.enum) return pick(random, schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return valueOf(pick(random, options), making, depth + 1)
  const type = typeof schema.type === 'object' ? pick(random, schema.type) : schema.type
  switch (type) {
    case 'object': {
      if (depth > 8) return {}
      const entries = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
        schema.required?.includes(key) === true || random.below(3) > 0
          ? [[key, valueOf(inner, making, depth + 1)]]
          : [],
      )
      const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
      const called = schema.propertyNames ?? { type: 'string' }
      if (more) entries.push([String(valueOf(called, making, depth + 1)), valueOf(more, making, depth + 1)])
      return Object.fromEntries(entries)
    }
    case 'array': {
      const length = depth > 6 ? 0 : (schema.minItems ?? 0) + random.below(3)
      return Array.from({ length }, () => valueOf(schema.items ?? {}, making, depth + 1))
    }
    case 'integer':
    case 'number': {
      const [least, most] = [schema.minimum ?? 0, schema.maximum ?? 1_000]
      return random.below(4) > 0 && most - least < 2 ** 32
        ? least + random.below(Math.floor(most - least) + 1)
        : pick(random, NUMBERS)
    }
    case 'boolean':
      return random.below(2) === 1
    case 'null':
      return null
    case 'string':
      return textOf(schema, making)
    default:
      return pick<unknown>(random, [
        null,
        true,
        1,
        sentinel,
        [],
        { value: sentinel },
        { absent: 'declined' },
        newId(),
        ...ids,
      ])
  }
}

function textOf({ format, pattern }: ValueSchema, { random, sentinel, ids }: Making): string {
  if (format === 'uuid') return ids.length > 0 && random.below(4) > 0 ? pick(random, ids) : newId()
  if (format === 'date') return random.below(3) === 0 ? DATES[0]! : pick(random, DATES)
  if (format === 'date-time') return random.below(3) === 0 ? MOMENTS[0]! : pick(random, MOMENTS)
  if (pattern !== undefined) {
    const fits = [...CODES, ...ids, newId(), MOMENTS[0]!, sentinel].filter((text) => new RegExp(pattern).test(text))
    if (fits.length > 0 && random.below(5) > 0) return pick(random, fits)
  }
  return pick(random, texts(sentinel))
}

/** The value with one place of it replaced by something that nobody would send, or with a place too many. */
export function spoiled(value: unknown, making: Making): unknown {
  const { random, sentinel } = making
  if (Array.isArray(value) && value.length > 0 && random.below(4) > 0) {
    const at = random.below(value.length)
    return value.map((each: unknown, index) => (index === at ? spoiled(each, making) : each))
  }
  if (typeof value === 'object' && value !== null && random.below(4) > 0) {
    const keys = Object.keys(value)
    if (keys.length === 0 || random.below(5) === 0)
      return { ...value, [pick(random, ['constructor', 'toString', sentinel, '', '$where'])]: sentinel }
    const at = pick(random, keys)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        key !== at ? [[key, each]] : random.below(5) === 0 ? [] : [[key, spoiled(each, making)]],
      ),
    )
  }
  let deep: unknown = sentinel
  for (let level = 0; level < 60; level++) deep = [deep]
  return pick<unknown>(random, [
    null, true, [], {}, { value: null }, [[]], deep, ...NUMBERS, ...DATES, ...MOMENTS, ...texts(sentinel),
    Array.from({ length: 2_000 }, () => 1),
  ]) // prettier-ignore
}
