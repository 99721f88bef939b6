/** Records elsewhere in GloACT that can show that an action was done. None of them is about a single person. */
export const RECORD_KINDS = [
  'assessment',
  'law',
  'training',
  'framework',
  'self_assessment',
  'activity',
  'meeting',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

const PATHS: Readonly<Record<RecordKind, RegExp>> = {
  assessment: /^\/legislation\/assessments\/[^/]+$/,
  law: /^\/legislation\/texts\/[^/]+$/,
  training: /^\/training\/events\/[^/]+$/,
  framework: /^\/strategy\/frameworks\/[^/]+$/,
  self_assessment: /^\/strategy\/assessments\/[^/]+$/,
  activity: /^\/strategy\/activities\/[^/]+$/,
  meeting: /^\/strategy\/meetings\/[^/]+$/,
}
const ENDS_IN_ID = /\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const recordKindOf = (path: string): RecordKind | undefined =>
  ENDS_IN_ID.test(path) ? RECORD_KINDS.find((kind) => PATHS[kind].test(path)) : undefined

/** The path of a record from what somebody copied out of the address bar; undefined where it is no record that can be shown. */
export function recordPath(copied: string): string | undefined {
  const path = copied
    .trim()
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
  return recordKindOf(path) === undefined ? undefined : path
}
