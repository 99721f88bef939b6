/** A time of day as it is kept: hours and minutes of a day of 24 hours. */
const KEPT = /^([01]\d|2[0-3]):[0-5]\d$/

/** A time as people type it (`9`, `930`, `9.30`, `09:30`, `9h30`), as `09:30`; null where it is none. */
export function readTime(text: string): string | null {
  const typed = text.trim().replaceAll(/[.h٫,]/gi, ':')
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(typed) ?? /^(\d{1,2}):$/.exec(typed)
  if (!parts) return null
  const time = `${parts[1]!.padStart(2, '0')}:${parts[2] ?? '00'}`
  return KEPT.test(time) ? time : null
}
