import type { z } from 'zod'

/** Something in a country's configuration that keeps it from being used, for whoever writes it. */
export interface CountryProblem {
  /** The file, from the country's folder: `forms/identity.json`. */
  readonly file: string
  /** Where in it: `sections › 0 › fields › 3 › label`. Empty where the whole file is meant. */
  readonly place: string
  /** What is wrong and what to do. */
  readonly message: string
}

type Path = readonly PropertyKey[]

export const placeOf = (path: Path): string => path.map(String).join(' › ')

/** One line for a person: file, place, what to do. */
export const describeProblem = ({ file, place, message }: CountryProblem): string =>
  place === '' ? `${file}: ${message}` : `${file}, at ${place}: ${message}`

/** The problems that a schema found, in plain words. Of several shapes that were possible the nearest is spoken of. */
export function problemsOf(file: string, issues: readonly z.core.$ZodIssue[], under: Path = []): CountryProblem[] {
  return issues.flatMap((issue): CountryProblem[] => {
    const path = [...under, ...issue.path]
    if (issue.code === 'invalid_union') {
      const nearest = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0]
      if (nearest && depthOf(nearest) > 0) return problemsOf(file, nearest, path)
    }
    return [{ file, place: placeOf(path), message: messageOf(issue) }]
  })
}

const depthOf = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.some((issue) => issue.code === 'unrecognized_keys')
    ? 0
    : Math.max(0, ...issues.map((issue) => issue.path.length))

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `“${key}”`).join(', ')} is not a key that is read here: remove it or mend its spelling`
    case 'invalid_type':
      return issue.input === undefined
        ? `something is missing: add it (${issue.expected})`
        : `this has to be of the type ${issue.expected}`
    case 'invalid_value':
      return `use one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'this has none of the shapes that are understood here: compare it with countries/_template'
        : `“${issue.discriminator}” is missing or not one that is understood here`
    default:
      return issue.message
  }
}
