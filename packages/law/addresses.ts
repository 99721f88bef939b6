import type { LawText, Provision, ProvisionKind } from './law-text.ts'
import { numberForId } from './numbers.ts'

/** Abbreviations of the Akoma Ntoso naming convention 1.0, section 5.4; what it does not shorten stands whole. */
const SHORT: Readonly<Record<ProvisionKind, string>> = {
  book: 'book',
  title: 'title',
  part: 'part',
  chapter: 'chp',
  division: 'dvs',
  schedule: 'hcontainer',
  section: 'sec',
  article: 'art',
  subsection: 'subsec',
  paragraph: 'para',
  subparagraph: 'subpara',
  point: 'point',
  indent: 'indent',
  text: 'hcontainer',
}

/** A provision with its address within the law. */
export interface AddressedProvision extends Omit<Provision, 'children'> {
  /** `sec_3__subsec_2__para_a`. Unique within the law. */
  readonly eId: string
  readonly children: readonly AddressedProvision[]
}

/**
 * Gives every provision its address. Sections and articles count through a law, so that theirs does not name the part in which they
 * stand, and stays when they move; within a schedule it does. What has no number counts as `nn_1`, `nn_2`.
 */
export function addressed(law: Pick<LawText, 'body'>): readonly AddressedProvision[] {
  const used = new Set<string>()
  // Where counting goes on for an address that is wanted again: from the first each time, a thousand alike would be counted half a million times.
  const counted = new Map<string, number>()
  const unique = (wanted: string): string => {
    if (!used.has(wanted)) return wanted
    let again = counted.get(wanted) ?? 2
    while (used.has(`${wanted}_dup_${again}`)) again += 1
    counted.set(wanted, again + 1)
    return `${wanted}_dup_${again}`
  }
  const address = (
    provisions: readonly Provision[],
    prefix: string,
    schedule: string,
  ): readonly AddressedProvision[] => {
    const unnumbered = new Map<string, number>()
    return provisions.map((provision) => {
      const { kind, num } = provision
      const counts = kind === 'section' || kind === 'article'
      const within = counts ? schedule : prefix
      const number = kind === 'schedule' ? '' : numberForId(num)
      const short = SHORT[kind]
      let part = `${short}_${number}`
      if (number === '') {
        const next = (unnumbered.get(short) ?? 0) + 1
        unnumbered.set(short, next)
        part = short === 'hcontainer' ? `${short}_${next}` : `${short}_nn_${next}`
      }
      const wanted = within === '' ? part : `${within}__${part}`
      const eId = unique(wanted)
      used.add(eId)
      return { ...provision, eId, children: address(provision.children, eId, kind === 'schedule' ? eId : schedule) }
    })
  }
  return address(law.body, '', '')
}

/** All provisions in the order of the text. */
export const flattened = (provisions: readonly AddressedProvision[]): readonly AddressedProvision[] =>
  provisions.flatMap((provision) => [provision, ...flattened(provision.children)])

/** All words of a provision, with those below it. */
export function wordsOf(provision: Provision): string {
  const below = provision.children.map((child) => [child.num, child.heading, wordsOf(child)].filter(Boolean).join(' '))
  return [...provision.text, ...below, ...provision.after].join('\n')
}
