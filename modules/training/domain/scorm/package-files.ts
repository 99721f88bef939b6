/** Where what we add to a package is served; no file of a package may lie there. */
export const OURS = '-gloact'

/** Longer names than any authoring tool writes. */
const LONGEST = 240

/**
 * Whether the name of a file stays within its package: no way up, no root, no drive, no control character. A package is never
 * unpacked into a folder; a name that tries to leave one still says that it was made to do harm.
 */
export function staysWithin(name: string): boolean {
  if (name === '' || name.length > LONGEST || name.startsWith('/') || /^[A-Za-z]:/.test(name)) return false
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return false
  const parts = name.split('/')
  return parts[0] !== OURS && parts.every((part) => part !== '..' && part !== '.' && part !== '')
}

/** What a browser is told of a file, by the end of its name; anything else is bytes that nothing shows. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  xml: 'text/xml',
  txt: 'text/plain',
  vtt: 'text/vtt',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  webm: 'video/webm',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
}

export const typeOf = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'
