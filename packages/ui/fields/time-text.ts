import { asciiDigits } from '@gloact/kernel'

/** A time of day as it is kept: hours and minutes of a day of 24 hours. */
const KEPT = /^([01]\d|2[0-3]):[0-5]\d$/

/** Before and after noon, as they are written where the clock has twelve hours: in Latin script, Arabic and Spanish. */
const BEFORE_NOON = /\s*(?:a\.?\s?m\.?|ص|صباح(?:ا|ًا|اً))$/i
const AFTER_NOON = /\s*(?:p\.?\s?m\.?|م|مساء(?:ً)?)$/i
/** What stands for "o'clock", or between hours and minutes: 14h30, 14 h, 14 ч 30 мин, 14.30, 14٫30, 14:30. */
const BETWEEN = /\s*(?:[.:h٫,،]|ч\.?)\s*/giu
const MINUTES_SAID = /\s*(?:min\.?|мин\.?)$/iu

/**
 * A time as people type it, in the digits of any script (`9`, `930`, `9.30`, `09:30`, `9h30`, `2pm`, `2:30 p. m.`, `٢:٣٠ م`,
 * `14 ч 30`), as `09:30`; null where it is none.
 */
export function readTime(text: string): string | null {
  const typed = asciiDigits(text).trim()
  const before = BEFORE_NOON.test(typed)
  const after = AFTER_NOON.test(typed)
  const bare = typed
    .replace(before ? BEFORE_NOON : AFTER_NOON, '')
    .replace(MINUTES_SAID, '')
    .trim()
    .replaceAll(BETWEEN, ':')
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(bare) ?? /^(\d{1,2}):$/.exec(bare)
  if (!parts) return null
  const hours = hoursOf(Number(parts[1]), before ? 'before' : after ? 'after' : null)
  if (hours === null) return null
  const time = `${String(hours).padStart(2, '0')}:${parts[2] ?? '00'}`
  return KEPT.test(time) ? time : null
}

/** Of 24; null where the hour is none of the half of the day that was said. */
function hoursOf(hours: number, half: 'before' | 'after' | null): number | null {
  if (half === null) return hours
  // "14:30 pm" says the same twice.
  if (half === 'after' && hours > 12) return hours < 24 ? hours : null
  if (hours < 1 || hours > 12) return null
  return (hours % 12) + (half === 'after' ? 12 : 0)
}
