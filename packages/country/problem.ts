import type { z } from 'zod'

/** Something in a country's configuration that keeps it from being used, for anyone who writes it. */
export interface CountryProblem {
  /** The file, from the country's folder: `forms/identity.json`. */
  readonly file: string
  /** Where in it, lists by what their entries call themselves: `sections › names › fields › given › label`. Empty: the whole file. */
  readonly place: string
  /** What is wrong and what to do. */
  readonly message: string
}

type Path = readonly PropertyKey[]

/** What entries of lists in a configuration call themselves. */
const NAMED_BY = ['id', 'key', 'kind', 'code', 'on'] as const

/** A path in words; where the content is at hand, `3` becomes the id of the entry that stands there. */
export function placeOf(path: Path, content?: unknown): string {
  let here = content
  const steps = path.map((step) => {
    here = here !== null && typeof here === 'object' ? (here as Record<PropertyKey, unknown>)[step] : undefined
    return typeof step === 'number' ? (nameOf(here) ?? String(step)) : String(step)
  })
  return steps.join(' › ')
}

function nameOf(entry: unknown): string | undefined {
  if (entry === null || typeof entry !== 'object') return undefined
  const named = entry as Readonly<Record<string, unknown>>
  const key = NAMED_BY.find((candidate) => typeof named[candidate] === 'string')
  return key === undefined ? undefined : String(named[key])
}

/** One line for a person: file, place, what to do. */
export const describeProblem = ({ file, place, message }: CountryProblem): string =>
  place === '' ? `${file}: ${message}` : `${file}, at ${place}: ${message}`

/** The problems that a schema found in a content, in plain words. Of several shapes that were possible the nearest is spoken of. */
export function problemsOf(
  file: string,
  issues: readonly z.core.$ZodIssue[],
  content: unknown,
  under: Path = [],
): CountryProblem[] {
  return issues.flatMap((issue): CountryProblem[] => {
    const path = [...under, ...issue.path]
    if (issue.code === 'invalid_union') {
      const nearest = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))[0]
      if (nearest && depthOf(nearest) > 0) return problemsOf(file, nearest, content, path)
    }
    return [{ file, place: placeOf(path, content), message: messageOf(issue) }]
  })
}

const depthOf = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.some((issue) => issue.code === 'unrecognized_keys')
    ? 0
    : Math.max(0, ...issues.map((issue) => issue.path.length))

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list [ … ]',
  object: 'an object { … }',
  record: 'an object { … }',
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `“${key}”`).join(', ')} is not a key that is read here: remove it or correct its spelling`
    case 'invalid_type': {
      const wanted = TYPES[issue.expected] ?? issue.expected
      return issue.input === undefined ? `this is missing: write ${wanted}` : `write ${wanted}`
    }
    case 'invalid_value':
      return `use one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return issue.message.startsWith('Invalid string')
        ? `this is not written as it has to be (${issue.pattern})`
        : issue.message
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'this has none of the shapes that are understood here: compare it with countries/_template'
        : `“${issue.discriminator}” is missing or not one that is understood here`
    default:
      return issue.message
  }
}
