import type { Reference } from '@gloact/kernel'

/**
 * What lies in clear of a request beside its state: codes, ids, counts and days by which it is listed and its clocks are set
 * (an urgency, a need, a service). Never a word about anybody. Null where a step took it back.
 */
export type Facts = Readonly<Record<string, Reference | null>>
