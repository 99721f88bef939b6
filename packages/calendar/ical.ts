import type { Instant, PlainDate } from '@gloact/kernel'

/** One appointment as a calendar program is told it: when, and words that name nobody. */
export interface CalendarEvent {
  /** The same whenever it is told again. */
  readonly uid: string
  readonly summary: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** The day, where no time is known. */
  readonly on: PlainDate | null
  readonly cancelled: boolean
  /** How often it was changed, and when last. */
  readonly revision: number
  readonly changedAt: Instant
}

/**
 * A calendar as RFC 5545 writes it: lines of at most 75 octets, folded, ended by CR LF; times in UTC. The same events
 * give the same text. `name` is what a calendar program calls it.
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    // Says nothing of what it comes from: it lies on phones.
    'PRODID:-//Calendar//Appointments//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${event.revision}`,
    // A day without an end is that day (RFC 5545, 3.6.1).
    ...(event.on === null
      ? [`DTSTART:${utc(event.startsAt)}`, `DTEND:${utc(event.endsAt)}`]
      : [`DTSTART;VALUE=DATE:${event.on.replaceAll('-', '')}`]),
    `SUMMARY:${escapeText(event.summary)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.cancelled || event.on !== null ? 'TRANSPARENT' : 'OPAQUE'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ]
}

const utc = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** The separators too: there are calendar programs that end a line at them. */
const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n|[\u2028\u2029]/g, '\\n')

const MOST_OCTETS = 75

const octetsOf = (character: string): number => {
  const code = character.codePointAt(0)!
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
}

/** Folds a line after at most 75 octets, never within a character (RFC 5545, 3.1). */
export function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const more = octetsOf(character)
    if (octets + more > MOST_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += more
  }
  return folded
}
