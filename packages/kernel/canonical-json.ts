/**
 * One text for one value: object keys sorted by code unit, no white space, undefined members left out
 * (the parts of RFC 8785 that strings, whole numbers and nested values need). Digests are taken over it.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    // Millions are digested on an import: members are joined as they come, and sorting without a function is by code unit.
    const members = value as Readonly<Record<string, unknown>>
    let text = ''
    for (const key of Object.keys(members).toSorted()) {
      const member = members[key]
      if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
    }
    return `{${text}}`
  }
  const text = JSON.stringify(value)
  if (text === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new TypeError('a value that JSON cannot hold')
  }
  return text
}
