/** The kinds of content that an attachment may be. Anything else is refused: SVG and HTML above all, which can act. */
export const CONTENT_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'text/plain',
] as const
export type ContentType = (typeof CONTENT_TYPES)[number]

export const isContentType = (text: string): text is ContentType => (CONTENT_TYPES as readonly string[]).includes(text)

/** Other names under which browsers and telephones hand over the same. */
const ALIASES: Readonly<Record<string, ContentType>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/aac': 'audio/mp4',
  'video/mp4': 'audio/mp4',
  'application/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'video/webm': 'audio/webm',
}

/**
 * The kind that a sender says it is: `undefined` where nothing was said, null where it is none that is taken. Parameters
 * (`;codecs=opus`) say nothing here.
 */
export function declaredType(declared: string | undefined): ContentType | null | undefined {
  const name = (declared ?? '').split(';')[0]!.trim().toLowerCase()
  if (name === '' || name === 'application/octet-stream') return undefined
  return isContentType(name) ? name : (ALIASES[name] ?? null)
}
