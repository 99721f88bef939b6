import { said, type Said } from '@gloact/kernel'
import type { AttacksRecorded, ListMatches } from '@gloact/linkage/private'
import type { ReceivedFile } from './receive-lists.ts'

const ATTACKS: ReadonlySet<string> = new Set(['frequency', 'patterns', 'graph'])

/** What an attack is called; one that a later version names by its code. */
export const attackSaid = (attack: string): Said | string => (ATTACKS.has(attack) ? said(`attack.${attack}`) : attack)

/** What an agency recorded, and no more: how many records were found would tell how many encodings are real. */
export function attacksSaid(list: string, recorded: AttacksRecorded): readonly Said[] {
  const { mostFound, withstood, withinChance, succeeded, tries } = recorded
  const all = withstood.length + (withinChance?.length ?? 0) + succeeded.length
  const limit = Number((100 * mostFound).toFixed(2))
  const found = (id: string, some: readonly string[]): readonly Said[] =>
    some.length === 0
      ? []
      : [said(id, { some: some.length, all, attacks: { as: 'and', of: some.map(attackSaid) }, limit })]
  const attacks = [
    ...found(withinChance === null ? 'match.withstood_or_chance' : 'match.withstood', withstood),
    ...found('match.within_chance', withinChance ?? []),
    ...found('match.succeeded', succeeded),
  ]
  return [
    said('match.recorded', { list, attacks: { as: 'items', of: attacks } }),
    ...(tries && tries.refused > 0 ? [said('match.tries', { list, tries: tries.number, refused: tries.refused })] : []),
  ]
}

/** Who signed the lists, and what their agencies recorded of the attacks on them. */
export function listsSaid(lists: readonly ReceivedFile[]): readonly Said[] {
  return [
    ...(lists.some(({ from }) => from === null)
      ? [said('match.not_signed')]
      : lists.map(({ name, from }) => said('match.signed', { list: name, from: from ?? '' }))),
    ...lists.flatMap(({ name, list: { attacks } }) =>
      attacks ? attacksSaid(name, attacks) : [said('match.not_attacked', { list: name })],
    ),
  ]
}

/** How many links are expected to have been missed, or that nobody knows. */
export function missedSaid(links: NonNullable<ListMatches['missed']>['links'] | undefined): readonly Said[] {
  if (!links) return [said('match.not_measured')]
  const { planted, linked, expected, lower, upper } = links
  const [likely, least, most] = [expected, lower, upper].map((all) => Math.max(0, Math.round(all - linked)))
  return [
    said('match.missed', { planted, linked: Math.round(linked), missed: likely!, least: least!, most: most! }),
    said('match.corrected'),
  ]
}
