/** What a package has said, by the names of the SCORM 1.2 data model: `cmi.core.lesson_location` and so on. */
export type CmiState = Readonly<Record<string, string>>

export const SCORM_STATUS = ['not attempted', 'incomplete', 'browsed', 'completed', 'failed', 'passed'] as const
export type ScormStatus = (typeof SCORM_STATUS)[number]

/** The participant has come to the end, with or without a test. */
export const isDone = (status: string): boolean => status === 'completed' || status === 'passed'

/** How far somebody is; what a package says that the standard does not know is said of nobody. */
export function statusOf(state: CmiState): ScormStatus {
  const said = state['cmi.core.lesson_status']
  return SCORM_STATUS.find((status) => status === said) ?? 'not attempted'
}

/** The score in points of a hundred, by the range that the package names; null where it names none that can be. */
export function scoreOf(state: CmiState): number | null {
  const [raw, least, most] = (['raw', 'min', 'max'] as const).map((part) => numberOf(state[`cmi.core.score.${part}`]))
  if (raw === undefined) return null
  const [from, to] = [least ?? 0, most ?? 100]
  if (to <= from || raw < from || raw > to) return null
  return Math.round(((raw - from) / (to - from)) * 100)
}

const numberOf = (text: string | undefined): number | undefined => {
  if (text === undefined || text.trim() === '') return undefined
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}
