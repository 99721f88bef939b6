import { AGES, codesOfFamily, SEXES, type Age, type Family, type Sex } from './canon.ts'
import { FORM_GROUPS } from './form-groups.ts'

/*
 * What is a figure of its own: every code, all of them together, and the groups that returns ask for. Every crossing of a line of ages, one of
 * sexes and one of a breakdown lies near its own count, however many cells are added up in it.
 */

/** Sexes that Eurostat asks for together. */
export const OTHER_OR_UNKNOWN_SEX: readonly Sex[] = ['other', 'unknown']

/** Everybody on the path of children, as returns ask for them. */
export const CHILD_OR_DOUBT: readonly Age[] = ['child', 'doubt']

const each = <Code>(codes: readonly Code[]): readonly (readonly Code[])[] => codes.map((code) => [code])

export const SEX_LINES: readonly (readonly string[])[] = [...each(SEXES), OTHER_OR_UNKNOWN_SEX, SEXES]
export const AGE_LINES: readonly (readonly string[])[] = [...each(AGES), CHILD_OR_DOUBT, AGES]

/** The lines of a family besides all of it, which is told with ages and sexes. */
export const linesOfFamily = (family: Family): readonly (readonly string[])[] => [
  ...each(codesOfFamily(family)),
  ...(family.id === 'form_detail' ? FORM_GROUPS.map(({ codes }) => codes) : []),
]

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((code) => other.includes(code))

/**
 * Of how many lines a choice of codes is made up, added or taken away: itself a line, or its codes one by one, or all others taken from all.
 */
export function linesIn(
  chosen: readonly string[],
  all: readonly string[],
  lines: readonly (readonly string[])[],
): number {
  if (chosen.length === 0) return 0
  if (isSame(chosen, all) || lines.some((line) => isSame(line, chosen))) return 1
  const others = all.filter((code) => !chosen.includes(code))
  const rest = lines.some((line) => isSame(line, others)) ? 1 : others.length
  return Math.min(chosen.length, 1 + rest)
}
