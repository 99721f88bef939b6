import { CELL, limitOf, suffices, type Finder, type Hiding, type Steps } from './hiding.ts'
import { NOBODY_ALONE, type LonePersons } from './lone-persons.ts'
import type { Requirement } from './sensitive-cells.ts'

/** What shows that a cell is free enough, and what it depends on. */
interface Proof {
  readonly spread: number
  /** The cells that move in it: while none of them is shown again, it holds. */
  readonly through: ReadonlySet<number>
}

/**
 * Looks after sensitive cells: that each is free enough for everybody who reads the table, and for everybody who knows a cell
 * since they are the only one in it (the singletons of Hundepool et al. 2012, chapter 4). Remembers what each depends on.
 */
export interface Guard {
  /** Looks again whether a cell is free enough. */
  isSafe(cell: number): boolean
  /** Hides more until it is; false where that cannot be. */
  protect(cell: number, steps?: Steps): boolean
  /** Whether what is known of a cell depends on another. */
  hangsOn(cell: number, other: number): boolean
  /** How far the least and the most lie apart that a cell was last found to be able to be, as far as was looked. */
  spreadOf(cell: number): number | undefined
  /** How often a cell was looked at. */
  readonly looks: number
  /** Keeps what is known, and undoes it. */
  save(): () => void
}

export function guardOf(
  hiding: Hiding,
  finder: Finder,
  requirements: ReadonlyMap<number, Requirement>,
  { of, cells }: LonePersons,
): Guard {
  const proofs = new Map<number, Proof>()
  let looks = 0

  /** What happens where the cells of a person do not move, as that person knows. */
  const asKnownTo = <Value>(person: number, look: () => Value): Value => {
    const own = cells[person]!
    const kept = own.map((cell) => [hiding.up[cell]!, hiding.down[cell]!] as const)
    for (const cell of own) hiding.up[cell] = hiding.down[cell] = 0
    try {
      return look()
    } finally {
      for (const [at, cell] of own.entries()) [hiding.up[cell], hiding.down[cell]] = kept[at]!
    }
  }

  /** Whether a cell is free enough; else to whom it is not: to a person, or to everybody. */
  const look = (cell: number): true | { readonly person: number } => {
    const required = requirements.get(cell)!
    looks++
    const reach = finder.reach(cell, limitOf(required))
    if (!suffices(reach, required)) return { person: NOBODY_ALONE }
    const through = new Set(reach.touched)
    let spread = reach.up + reach.down
    // Whom it does not pass through knows no more than everybody.
    const persons = new Set(reach.touched?.map((touched) => of[touched]!))
    persons.delete(NOBODY_ALONE)
    persons.delete(of[cell]!)
    for (const person of persons) {
      looks++
      const known = asKnownTo(person, () => finder.reach(cell, limitOf(required)))
      if (!suffices(known, required)) return { person }
      spread = Math.min(spread, known.up + known.down)
      for (const touched of known.touched ?? []) through.add(touched)
    }
    proofs.set(cell, { spread, through })
    return true
  }

  return {
    get looks() {
      return looks
    },
    isSafe: (cell) => look(cell) === true,
    protect(cell, steps = 'long') {
      const required = requirements.get(cell)!
      for (let hidden = -1; ;) {
        const seen = look(cell)
        if (seen === true) return true
        // Where the finder is not exact it may not find again what it found.
        const before = hidden
        hidden = hiding.status.reduce((count, one) => count + Number(one !== CELL.shown), 0)
        if (hidden === before) return false
        const hide = () => finder.protect(cell, required, steps)
        if (!(seen.person === NOBODY_ALONE ? hide() : asKnownTo(seen.person, hide))) return false
      }
    },
    hangsOn: (cell, other) => proofs.get(cell)?.through.has(other) ?? true,
    spreadOf: (cell) => proofs.get(cell)?.spread,
    save() {
      const kept = new Map(proofs)
      return () => {
        proofs.clear()
        for (const [cell, proof] of kept) proofs.set(cell, proof)
      }
    },
  }
}
