import assert from 'node:assert/strict'

/** One event of a calendar: property name → its values, each with its parameters. */
export type ReadEvent = Readonly<Record<string, readonly { readonly params: string; readonly value: string }[]>>

const ONCE = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'STATUS', 'SEQUENCE', 'CLASS', 'TRANSP', 'LAST-MODIFIED']
const REQUIRED = ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'STATUS']
const UTC = /^\d{8}T\d{6}Z$/

/**
 * Reads a calendar as RFC 5545 wants it and refuses anything else: lines ended by CR LF, none longer than 75 octets,
 * folded within no character, blocks that open and close, every property where it may be and as often as it may be.
 */
export function readIcal(text: string): { readonly properties: ReadEvent; readonly events: readonly ReadEvent[] } {
  assert.ok(text.endsWith('\r\n'), 'the last line ends like every other')
  assert.doesNotMatch(text, /(?<!\r)\n|\r(?!\n)/, 'every line ends with CR LF')
  for (const line of text.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, `too long: ${line}`)
  const lines = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
  assert.equal(lines[0], 'BEGIN:VCALENDAR')
  assert.equal(lines.at(-1), 'END:VCALENDAR')
  const properties: Record<string, { params: string; value: string }[]> = {}
  const events: Record<string, { params: string; value: string }[]>[] = []
  let current: Record<string, { params: string; value: string }[]> | null = null
  for (const line of lines.slice(1, -1)) {
    if (line === 'BEGIN:VEVENT') {
      assert.equal(current, null, 'an event holds no event')
      current = {}
      continue
    }
    if (line === 'END:VEVENT') {
      assert.ok(current, 'an event that ends has begun')
      checkEvent(current)
      events.push(current)
      current = null
      continue
    }
    const parts = /^([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)$/u.exec(line)
    assert.ok(parts, `not a content line: ${line}`)
    const [, name = '', params = '', value = ''] = parts
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(value, /[\u0000-\u001f]/)
    ;((current ?? properties)[name] ??= []).push({ params, value })
  }
  assert.equal(current, null, 'every event that begins ends')
  for (const name of ['VERSION', 'PRODID']) assert.equal(properties[name]?.length, 1, name)
  assert.equal(properties['VERSION']?.[0]?.value, '2.0')
  const uids = events.map((event) => event['UID']?.[0]?.value)
  assert.equal(new Set(uids).size, uids.length, 'each event has an id of its own')
  return { properties, events }
}

function checkEvent(event: ReadEvent): void {
  for (const name of REQUIRED) assert.ok(event[name], `${name} is there`)
  for (const name of ONCE) assert.ok((event[name]?.length ?? 0) <= 1, `${name} once at most`)
  assert.match(event['DTSTAMP']![0]!.value, UTC)
  assert.ok(['CONFIRMED', 'CANCELLED', 'TENTATIVE'].includes(event['STATUS']![0]!.value))
  const start = event['DTSTART']![0]!
  const end = event['DTEND']?.[0]
  if (start.params === ';VALUE=DATE') {
    assert.match(start.value, /^\d{8}$/)
    assert.equal(end, undefined)
  } else {
    assert.equal(start.params, '')
    assert.match(start.value, UTC)
    assert.ok(end && UTC.test(end.value) && end.value > start.value, 'it ends after it began')
  }
}

/** A text value with what was escaped made plain. */
export const plainText = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
