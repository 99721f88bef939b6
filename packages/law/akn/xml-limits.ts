/** Why XML is not parsed. */
export type XmlProblem = 'doctype' | 'too_large' | 'too_deep'

/**
 * What is wrong with XML from outside, before a tree is built of it. A document type declaration could name files, or grow a few
 * bytes into gigabytes.
 */
export function xmlProblem(
  xml: string,
  limits: { readonly characters: number; readonly depth: number },
): XmlProblem | undefined {
  if (xml.length > limits.characters) return 'too_large'
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(xml)) return 'doctype'
  return deepest(xml) > limits.depth ? 'too_deep' : undefined
}

/** How deep elements stand within each other, without building a tree of them. */
function deepest(xml: string): number {
  let [depth, most] = [0, 0]
  for (const [tag] of xml.matchAll(/<\/?[A-Za-z_][^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    most = Math.max(most, depth)
  }
  return most
}
