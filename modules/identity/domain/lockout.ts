/**
 * How failed sign-ins slow a guesser down. Anyone who guesses must not be able to keep a colleague out, so that tries are
 * counted apart, by where they come from:
 *
 * - from a browser that the account is known on (it signed in there in full), by that browser alone;
 * - in a session that is open, by that session alone;
 * - from anywhere else, by account and network address together, by network address, and by account from everywhere.
 *
 * A passkey cannot be guessed and is not counted. No account is ever locked for good. What a guesser reaches against one
 * account, from as many addresses as they like: 33 tries in the first hour, then 4 an hour, 125 in the first day.
 */
export interface LockoutRule {
  /** Seconds that the n-th failure in a row blocks for (n − 1 is the index); the last entry holds for all later ones. */
  readonly delays: readonly number[]
  /** Failures are forgotten after this many seconds without another. */
  readonly forgottenAfter: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE

const times = (count: number, delay: number): number[] => Array<number>(count).fill(delay)

/** One account from one place, be it a network address, a known device or a session: four free mistakes, then 1, 2, 5, 15 and 60 minutes. */
export const PLACE_LOCKOUT: LockoutRule = {
  delays: [...times(4, 0), MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR],
  forgottenAfter: 24 * HOUR,
}

/** One account from everywhere that it is not known: twenty tries, ten more a minute apart, then one in a quarter of an hour. */
export const ACCOUNT_LOCKOUT: LockoutRule = {
  delays: [...times(19, 0), ...times(10, MINUTE), 15 * MINUTE],
  forgottenAfter: 24 * HOUR,
}

/** A network address: more, since an office shares one. Thirty mistakes, then 1 minute, 15 from the fiftieth. */
export const ADDRESS_LOCKOUT: LockoutRule = {
  delays: [...times(29, 0), ...times(20, MINUTE), 15 * MINUTE],
  forgottenAfter: HOUR,
}

/** Seconds that the n-th failure (1 is the first) blocks for. */
export const delayOf = (rule: LockoutRule, failures: number): number =>
  failures < 1 ? 0 : rule.delays[Math.min(failures, rule.delays.length) - 1]!
