const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'CrOS', 'Linux'] as const

/** "Firefox, Android" out of what a browser says of itself. These are names, the same in every language. */
export function browserName(userAgent: string): string | undefined {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = SYSTEMS.find((mark) => userAgent.includes(mark))
  const parts = [browser, system].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(', ')
}
