import { logarithm2 } from '@gloact/kernel'
import type { NameScript } from '../scripts.ts'
import { align, type Piece } from './align.ts'
import { isLeft, transducersFor } from './pairings.ts'
import { most, spell, together, wordAlone, type Spelled, type Transducer } from './transducer.ts'

/** A folded word (see `foldName`) and its script. */
export interface Word {
  readonly folded: string
  readonly script: NameScript
}

export interface WordWeight {
  /**
   * In bits: how much likelier two such words are where both spell one name than where they have met by chance, letter
   * by letter. log2 of the joint probability over the two marginal ones: the weight of Fellegi and Sunter (1969).
   */
  readonly weight: number
  /** The weight as a share of the most that words like these can reach; about 0.7 for usual spellings of one name. */
  readonly share: number
}

interface Ordered {
  readonly left: Word
  readonly right: Word
  readonly turned: boolean
}

// One order for the two, so that rounding cannot tell (a, b) from (b, a).
function ordered(a: Word, b: Word): Ordered {
  const turned = a.script === b.script ? a.folded > b.folded : !isLeft(a.script, b.script)
  return turned ? { left: b, right: a, turned } : { left: a, right: b, turned }
}

/** A word as one side of a transducer, with what it says on its own. */
interface Side {
  readonly transducer: Transducer
  readonly isLeft: boolean
  readonly spelled: Spelled
  readonly alone: number
  /** The most that it can weigh, in bits. */
  readonly most: number
}

// Kept with the word: who compares it many times spells it once, and it goes when the word goes.
const sides = new WeakMap<Word, Side[]>()

function sideOf(word: Word, transducer: Transducer, onLeft: boolean): Side {
  let known = sides.get(word)
  if (!known) sides.set(word, (known = []))
  for (const side of known) if (side.transducer === transducer && side.isLeft === onLeft) return side
  const spelled = spell(onLeft ? transducer.left : transducer.right, word.folded)
  const alone = wordAlone(spelled, onLeft ? transducer.leftAlone : transducer.rightAlone)
  const greatest = most(spelled, onLeft ? transducer.leftMost : transducer.rightMost)
  const side = { transducer, isLeft: onLeft, spelled, alone, most: logarithm2((greatest / alone) * transducer.ending) }
  known.push(side)
  return side
}

function weighBy(transducer: Transducer, left: Word, right: Word): WordWeight {
  const a = sideOf(left, transducer, true)
  const b = sideOf(right, transducer, false)
  const both = together(transducer, a.spelled, b.spelled)
  const weight = logarithm2((both / a.alone / b.alone) * transducer.ending)
  return { weight, share: weight / Math.max((a.most + b.most) / 2, 1) }
}

/** What a native word and a Latin one, both folded, weigh by one transducer: for judging a table that is not in use. */
export const spellingWeight = (transducer: Transducer, native: string, latin: string): number => {
  const [a, b] = [spell(transducer.left, native), spell(transducer.right, latin)]
  const chance = wordAlone(a, transducer.leftAlone) * wordAlone(b, transducer.rightAlone)
  return logarithm2((together(transducer, a, b) / chance) * transducer.ending)
}

/** The transducer by which two words weigh most, and the weight; undefined where no table is learned for a script. */
function heaviest(left: Word, right: Word): { transducer: Transducer; found: WordWeight } | undefined {
  let best: { transducer: Transducer; found: WordWeight } | undefined
  for (const transducer of transducersFor(left.script, right.script)) {
    const found = weighBy(transducer, left, right)
    if (!best || found.weight > best.found.weight) best = { transducer, found }
  }
  return best
}

/** What two words weigh as spellings of one name; symmetric. Undefined where no table is learned for a script. */
export function weighWords(a: Word, b: Word): WordWeight | undefined {
  if (a.folded === '' || b.folded === '') return undefined
  const { left, right } = ordered(a, b)
  return heaviest(left, right)?.found
}

/** Which letters of the first word stand for which of the second. Carries letters of names: for anyone who may read them. */
export function alignWords(a: Word, b: Word): readonly Piece[] {
  const { left, right, turned } = ordered(a, b)
  const transducer = heaviest(left, right)?.transducer
  if (!transducer) return [[a.folded, b.folded]]
  const pieces = align(transducer, spell(transducer.left, left.folded), spell(transducer.right, right.folded))
  return turned ? pieces.map(([one, two]): Piece => [two, one]) : pieces
}
