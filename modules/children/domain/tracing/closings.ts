import { TRACING_LISTS } from './lists.ts'

/** How a request can end: by a reason that somebody gave, by telling the relative, or by their withdrawing it. */
export const CLOSINGS: readonly string[] = [
  'in_contact',
  ...TRACING_LISTS['closed_because']!.codes.map(({ code }) => code),
  'withdrawn',
]
