/** One household or office has a whole IPv6 /64: counting single addresses would count nothing. */
export function networkOf(address: string): string {
  const plain = address.split('%')[0]!.toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  if (!plain.includes(':')) return plain
  // Written out in full first: `2001:db8::1` and `2001:db8::2:1` lie in one network.
  const [before = '', after = ''] = plain.split('::')
  const [head, tail] = [before, after].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = plain.includes('::') ? Math.max(0, 8 - head!.length - tail!.length) : 0
  const groups = [...head!, ...Array<string>(missing).fill('0'), ...tail!]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
