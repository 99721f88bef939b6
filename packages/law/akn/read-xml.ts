import { err, ok, type Result } from '@gloact/kernel'
import type { NotUnderstood, ReadLaw } from '../law-text.ts'
import { type AknProblem, readAkn } from './read-akn.ts'
import { readJusticeXml } from './read-justice-xml.ts'

/** Reads a law that is XML: Akoma Ntoso 3.0, or as Justice Canada publishes it. Ids given twice are pointed at. */
export function readXmlLaw(xml: string): Result<ReadLaw, AknProblem> {
  const akn = readAkn(xml)
  if (akn.ok) return ok({ law: akn.value, notUnderstood: idsTwice(xml) })
  if (akn.error !== 'not_akn') return err(akn.error)
  return readJusticeXml(xml)
}

/** Provisions get their addresses from their numbers; one that stood there twice is likely a mistake of the file. */
export function idsTwice(xml: string): readonly NotUnderstood[] {
  const seen = new Set<string>()
  const again: NotUnderstood[] = []
  // Lines are counted once, from one id to the next: a text without any would be looked through for each id.
  let [line, next] = [1, xml.indexOf('\n')]
  for (const match of xml.matchAll(/\seId="([^"<>]{1,300})"/g)) {
    for (; next >= 0 && next < match.index; next = xml.indexOf('\n', next + 1)) line += 1
    const id = match[1] ?? ''
    if (seen.has(id)) again.push({ line, lastLine: line, text: id, remark: 'twice' })
    seen.add(id)
  }
  return again
}
