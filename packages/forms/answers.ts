import type { Answer } from '@gloact/kernel'

/**
 * Answers by path. A path is `field`, or `group/<rowId>/field` in a repeating group; `group/<rowId>` itself holds
 * `{ value: true }` while the row is there and `{ value: false }` once it was removed. Every path merges by itself.
 */
export type FormAnswers = Readonly<Record<string, Answer>>
