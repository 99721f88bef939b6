import type { BitRows } from '../bit-rows.ts'
import { floorOf, type Join } from '../candidates.ts'
import type { Attacked, Claims } from './attack.ts'

/** Neighbours a record is described by, the most alike first. */
const NEIGHBOURS = 24
const ROUNDS = 3
/** How far two edges may differ in similarity and still be taken for one. */
const EDGE = 0.015
const LEAST_VOTES = 2

interface Edge {
  readonly to: number
  readonly similarity: number
}

async function graphOf(rows: BitRows, join: Join, choose: (below: number) => number): Promise<Edge[][]> {
  const floor = floorOf([rows], Math.min(0.2, (2 * NEIGHBOURS) / rows.total), choose)
  const pairs = await join(rows, rows, { threshold: floor })
  const edges = Array.from({ length: rows.total }, (): Edge[] => [])
  for (let pair = 0; pair < pairs.first.length; pair++) {
    const [from, to] = [pairs.first[pair]!, pairs.second[pair]!]
    if (from !== to) edges[from]!.push({ to, similarity: pairs.similarity[pair]! })
  }
  return edges.map((own) => own.toSorted((x, y) => y.similarity - x.similarity || x.to - y.to).slice(0, NEIGHBOURS))
}

/** Each record’s likeness to its neighbours, and theirs to their own nearest: what stays when bits change places. */
function featuresOf(edges: readonly (readonly Edge[])[]): Float32Array[] {
  return edges.map((own) => {
    const features = new Float32Array(2 * NEIGHBOURS)
    for (const [at, { to, similarity }] of own.entries()) {
      features[at] = similarity
      features[NEIGHBOURS + at] = edges[to]![0]?.similarity ?? 0
    }
    features.subarray(NEIGHBOURS).sort()
    return features
  })
}

/** For each of `from` the nearest of `to`. */
function nearest(from: readonly Float32Array[], to: readonly Float32Array[]): Int32Array {
  return Int32Array.from(from, (own) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY]
    for (const [at, other] of to.entries()) {
      let distance = 0
      for (let feature = 0; feature < own.length && distance < least; feature++) {
        const apart = own[feature]! - other[feature]!
        distance += apart * apart
      }
      if (distance < least) [best, least] = [at, distance]
    }
    return best
  })
}

/**
 * Graph matching (after Vidanage, Christen, Ranbaduge and Schnell 2020): the similarities among the encodings are those
 * among the records, wherever the bits lie. Records are paired that describe each other best, and the pairing is spread
 * along edges that are alike (Narayanan and Shmatikov 2009).
 *
 * @param sure claims that the attacker is sure of, −1 for the others: what is learned from them is spread on.
 */
export async function graphAttack(
  { target, own }: Attacked,
  join: Join,
  choose: (below: number) => number,
  sure?: Claims,
): Promise<Claims> {
  const [edgesFound, edgesKnown] = [await graphOf(target, join, choose), await graphOf(own, join, choose)]
  const [found, known] = [featuresOf(edgesFound), featuresOf(edgesKnown)]
  const [forth, back] = [nearest(found, known), nearest(known, found)]
  const isSure = (row: number): boolean => (sure?.[row] ?? -1) >= 0
  let claims = Int32Array.from(forth, (record, row) =>
    isSure(row) ? sure![row]! : record >= 0 && back[record] === row ? record : -1,
  )
  for (let round = 0; round < ROUNDS; round++) {
    claims = Int32Array.from(edgesFound, (edges, row) => {
      if (isSure(row)) return claims[row]!
      const votes = new Map<number, number>()
      for (const { to, similarity } of edges) {
        const claimed = claims[to]!
        if (claimed < 0) continue
        for (const other of edgesKnown[claimed]!) {
          if (Math.abs(other.similarity - similarity) < EDGE) votes.set(other.to, (votes.get(other.to) ?? 0) + 1)
        }
      }
      const [first, second] = [...votes].toSorted((x, y) => y[1] - x[1] || x[0] - y[0])
      const isClear = first && first[1] >= LEAST_VOTES && first[1] > (second?.[1] ?? 0)
      return isClear ? first[0] : claims[row]!
    })
  }
  return claims
}
