import { type AddressedProvision, flattened } from '../addresses.ts'
import { numberForId } from '../numbers.ts'

const CONTAINER = /^(?:(part|bahagian)|(chapter|bab)|(schedule|jadual))\s+(\S+)$/iu
const REFERENCE = /^([\p{L}\p{N}-]*\p{N}[\p{L}\p{N}-]*)((?:\s*\([\p{L}\p{N}]+\))*)$/u

const sameNumber = (num: string, wanted: string): boolean =>
  numberForId(num).toLowerCase() === numberForId(wanted).toLowerCase()

const DEFINITION = /^(.*?)\s*“([^”]+)”$/u

/** The provision that is meant by an address, or by how laws refer to one: `6(2)(a)`, `Part I`, `2 “child”` for a definition. */
export function findProvision(body: readonly AddressedProvision[], at: string): AddressedProvision | undefined {
  const all = flattened(body)
  const exact = all.find(({ eId }) => eId === at)
  if (exact) return exact
  const definition = DEFINITION.exec(at.trim())
  if (definition) {
    const defines = new RegExp(
      `^["“‘]\\s*${(definition[2] ?? '').trim().replaceAll(/[^\p{L}\p{N}]+/gu, '.+')}\\s*["”’]`,
      'iu',
    )
    const within = findProvision(body, definition[1] ?? '')
    return within?.children.find(({ num, text }) => num === '' && defines.test(text[0] ?? ''))
  }
  const container = CONTAINER.exec(at.trim())
  if (container) {
    const kind = container[1] ? 'part' : container[2] ? 'chapter' : 'schedule'
    return all.find((one) => one.kind === kind && sameNumber(one.num, container[4] ?? ''))
  }
  const reference = REFERENCE.exec(at.trim())
  if (!reference) return undefined
  const below = [...(reference[2] ?? '').matchAll(/\(([^)]+)\)/g)].map((match) => match[1] ?? '')
  const unit = all.find(
    ({ kind, num }) => (kind === 'section' || kind === 'article') && sameNumber(num, reference[1] ?? ''),
  )
  return below.reduce<AddressedProvision | undefined>(
    (found, number) => found?.children.find(({ num }) => num !== '' && sameNumber(num, number)),
    unit,
  )
}
