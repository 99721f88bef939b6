/**
 * How failed sign-ins slow a guesser down: by account (whether it exists or not) and by network address. No account is
 * ever locked for good, or anybody could lock a colleague out; an administrator may unlock one sooner.
 */
export interface LockoutRule {
  /** Seconds that the n-th failure in a row blocks for (n − 1 is the index); the last entry holds for all later ones. */
  readonly delays: readonly number[]
  /** Failures are forgotten after this many seconds without another. */
  readonly forgottenAfter: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** An account: four free mistakes, then 1, 2, 5, 15 and 60 minutes. */
export const ACCOUNT_LOCKOUT: LockoutRule = {
  delays: [0, 0, 0, 0, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR],
  forgottenAfter: 24 * HOUR,
}

/** A network address: more, since an office shares one. Thirty mistakes, then 1 minute, 15 from the fiftieth. */
export const ADDRESS_LOCKOUT: LockoutRule = {
  delays: [...Array<number>(29).fill(0), ...Array<number>(20).fill(MINUTE), 15 * MINUTE],
  forgottenAfter: HOUR,
}

/** Seconds that the n-th failure (1 is the first) blocks for. */
export const delayOf = (rule: LockoutRule, failures: number): number =>
  failures < 1 ? 0 : rule.delays[Math.min(failures, rule.delays.length) - 1]!
