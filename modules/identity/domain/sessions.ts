/** Half an hour without a request locks a session; an instance may set another time. */
export const DEFAULT_IDLE_TIMEOUT_SECONDS = 30 * 60

/** A working day: after it, sign in again in full. */
export const SESSION_SECONDS = 12 * 60 * 60

/** A browser that somebody has not signed in in for three months is known to them no more. */
export const KNOWN_DEVICE_SECONDS = 90 * 24 * 60 * 60

/** An invitation's link opens for a week. */
export const INVITATION_SECONDS = 7 * 24 * 60 * 60

/** A reset is confirmed, and its link opened, within a day, or it is asked for again. */
export const RESET_SECONDS = 24 * 60 * 60

/** A sign-in at the provider comes back within this, or begins again. */
export const SINGLE_SIGN_ON_SECONDS = 10 * 60

/** The token on the console of an empty instance. */
export const FIRST_ADMINISTRATOR_SECONDS = 24 * 60 * 60

/** Raised when the code of conduct changes: everybody is then asked again. Its text is in `locales/`. */
export const CONDUCT_VERSION = '2026-11'

export const RECOVERY_CODE_COUNT = 10
