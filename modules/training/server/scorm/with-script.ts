const UTF16_LE = [0xff, 0xfe]
const UTF16_BE = [0xfe, 0xff]
const begins = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)

/**
 * A page with a script in front of all of its own. The page's bytes stay as they are, whatever they are encoded in; a page in UTF-16
 * becomes UTF-8, since a script cannot be put into it byte by byte.
 */
export function withScript(page: Uint8Array, source: string): Uint8Array {
  const script = `<script src="${source}"></script>`
  const wide = begins(page, UTF16_LE) ? 'utf-16le' : begins(page, UTF16_BE) ? 'utf-16be' : null
  const text = wide === null ? Buffer.from(page).toString('latin1') : new TextDecoder(wide).decode(page)
  const place = /<head(?:\s[^>]*)?>/i.exec(text) ?? /<html(?:\s[^>]*)?>/i.exec(text) ?? /<!doctype[^>]*>/i.exec(text)
  const at = place === null ? 0 : place.index + place[0].length
  const whole = text.slice(0, at) + script + text.slice(at)
  return wide === null ? Buffer.from(whole, 'latin1') : Buffer.from(`\uFEFF${whole}`, 'utf8')
}
