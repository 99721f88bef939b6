import type { Answer, Instant, Json, PlainDate } from '@gloact/kernel'

/**
 * What an action of a record says, as data: of which parts, how long its words may be, on which list a code stands. One
 * declaration is read as the schema of a contract (`schemaOf`), as the codes that are held against the country's lists
 * (`codesIn`) and as the room that a screen gives to words (`lengthIn`).
 */
export type Shape<Said> = AnyShape & {
  /** Never there: it binds a shape to the type of what it describes. */
  readonly says?: () => Said
}

export type AnyShape =
  /** Words that have to be there: in as many lines as it takes, or in one. */
  | { readonly kind: 'text' | 'line'; readonly max: number }
  /** Words that may be empty. */
  | { readonly kind: 'words'; readonly max: number }
  | { readonly kind: 'id' | 'day' | 'moment' | 'yes_or_no' | 'answers' }
  /** A code, and the country's list that it has to be on; null where another rule says what it may be. */
  | { readonly kind: 'code'; readonly list: string | null }
  | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number | null }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  /** A value, or the kind of its absence. */
  | { readonly kind: 'answer' | 'nullable' | 'optional'; readonly of: AnyShape }
  | {
      readonly kind: 'list'
      readonly of: AnyShape
      readonly min: number
      readonly max: number
      readonly unique?: string
    }
  | { readonly kind: 'record'; readonly keys: readonly string[] | RegExp; readonly of: AnyShape }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, AnyShape>>; readonly notAllEmpty?: boolean }
  /** One of several; where `by` is named, told apart by that field. */
  | { readonly kind: 'one_of'; readonly of: readonly AnyShape[]; readonly by?: string }

export type ObjectShape<Said> = Shape<Said> & { readonly kind: 'object' }

type Parts<Said> = { readonly [Key in keyof Said]-?: Shape<Said[Key]> }

export const text = (max: number): Shape<string> => ({ kind: 'text', max })
export const optionalText = (max: number): Shape<string | null> => nullable(text(max))
export const line = (max: number): Shape<string> => ({ kind: 'line', max })
export const words = (max: number): Shape<string> => ({ kind: 'words', max })
export const id = <Id extends string = string>(): Shape<Id> => ({ kind: 'id' })
export const day = (): Shape<PlainDate> => ({ kind: 'day' })
export const moment = (): Shape<Instant> => ({ kind: 'moment' })
export const yesOrNo = (): Shape<boolean> => ({ kind: 'yes_or_no' })
export const code = (list: string | null): Shape<string> => ({ kind: 'code', list })
export const choice = <const Choice extends string | number>(of: readonly Choice[]): Shape<Choice> => ({
  kind: 'choice',
  of,
})
export const number = (min: number, max: number | null = null): Shape<number> => ({ kind: 'number', min, max })
export const pattern = (of: RegExp): Shape<string> => ({ kind: 'pattern', pattern: of })

/** The answers of a form, by their paths; the form itself says what each may be. */
export const answers = (): Shape<Readonly<Record<string, Answer>>> => ({ kind: 'answers' })
export const answer = <Value extends Json>(of: Shape<Value>): Shape<Answer<Value>> => ({
  kind: 'answer',
  of,
})
export const nullable = <Said>(of: Shape<Said>): Shape<Said | null> => ({ kind: 'nullable', of })
export const optional = <Said>(of: Shape<Said>): Shape<Said | undefined> => ({ kind: 'optional', of })

/** At most so many; at least one where `min` says so, and no two of the same `unique`. */
export const list = <Said>(
  of: Shape<Said>,
  max: number,
  { min = 0, unique }: { readonly min?: number; readonly unique?: string } = {},
): Shape<readonly Said[]> => ({ kind: 'list', of, min, max, ...(unique !== undefined && { unique }) })

export const record = <Key extends string, Said>(
  keys: readonly Key[] | RegExp,
  of: Shape<Said>,
): Shape<Readonly<Record<Key, Said>>> => ({ kind: 'record', keys, of })

export const object = <Said>(
  fields: Parts<Said>,
  { notAllEmpty }: { readonly notAllEmpty?: boolean } = {},
): ObjectShape<Said> => ({
  kind: 'object',
  fields,
  ...(notAllEmpty !== undefined && { notAllEmpty }),
})

export const oneOf = <Said>(of: readonly Shape<Said>[], by?: string): Shape<Said> => ({
  kind: 'one_of',
  of,
  ...(by !== undefined && { by }),
})

/** Some fields of a shape, each of which may be left out: what a correction changes. */
export const someOf = (
  shape: ObjectShape<unknown>,
  keys: readonly string[],
): ObjectShape<Readonly<Record<string, unknown>>> => ({
  kind: 'object',
  fields: Object.fromEntries(
    keys.flatMap((key) => {
      const field = shape.fields[key]
      return field ? [[key, { kind: 'optional', of: field } as const]] : []
    }),
  ),
})

export type ListedCode = readonly [list: string, code: string]

/** The codes that something said holds, each with the list it has to be on. */
export function codesIn(shape: AnyShape, said: unknown): readonly ListedCode[] {
  if (said === null || said === undefined) return []
  switch (shape.kind) {
    case 'code':
      return shape.list === null ? [] : [[shape.list, said as string]]
    case 'nullable':
    case 'optional':
      return codesIn(shape.of, said)
    case 'answer':
      return codesIn(shape.of, (said as { readonly value?: unknown }).value)
    case 'list':
      return (said as readonly unknown[]).flatMap((each) => codesIn(shape.of, each))
    case 'record':
      return Object.values(said).flatMap((each) => codesIn(shape.of, each))
    case 'object':
      return Object.entries(shape.fields).flatMap(([key, field]) =>
        codesIn(field, (said as Readonly<Record<string, unknown>>)[key]),
      )
    case 'one_of':
      return codesIn(chosen(shape, said), said)
    default:
      return []
  }
}

/** Of several shapes the one that something was said in: told apart by a field, or by having the fields that are there. */
function chosen({ of, by }: Extract<AnyShape, { kind: 'one_of' }>, said: unknown): AnyShape {
  const there = said as Readonly<Record<string, unknown>>
  const fits = (shape: AnyShape): boolean => {
    if (shape.kind !== 'object') return false
    const named = by === undefined ? undefined : shape.fields[by]
    return named?.kind === 'choice'
      ? named.of.includes(there[by!] as string)
      : Object.keys(there).every((key) => key in shape.fields)
  }
  return of.find(fits) ?? { kind: 'object', fields: {} }
}

/** How long the words of a field may be; undefined where it holds none. */
export function lengthIn(shape: AnyShape, key: string): number | undefined {
  if (shape.kind !== 'object') return undefined
  const field = shape.fields[key]
  const inner = field?.kind === 'nullable' || field?.kind === 'optional' ? field.of : field
  return inner && 'max' in inner && (inner.kind === 'text' || inner.kind === 'line' || inner.kind === 'words')
    ? inner.max
    : undefined
}
