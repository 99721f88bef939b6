import type { HandledAction } from './handling.ts'
import { MESSAGE_OF } from './request-kind.ts'

/** With which steps files go: a request, what was asked for, and a result or a part of one. */
const WITH_FILES: readonly (keyof typeof MESSAGE_OF)[] = ['approve', 'give_more', 'send_part', 'send_result']
export const takesFiles = (step: string): boolean => WITH_FILES.some((each) => each === step)
export const messageTakesFiles = (type: string): boolean => WITH_FILES.some((step) => MESSAGE_OF[step] === type)

/** What a page shows by itself, in a frame that can do nothing, without handing anything out. */
const isShown = (contentType: string): boolean =>
  /^(?:image|audio)\/|^(?:text\/plain|application\/pdf)$/.test(contentType)

/**
 * Which action of those that handling speaks of a use of a file is; null where there is no such use: what a page cannot show is kept as
 * a copy, or not at all.
 */
export function neededFor(contentType: string, use: 'view' | 'save'): HandledAction | null {
  if (use === 'save') return 'export'
  return isShown(contentType) ? 'view' : null
}
