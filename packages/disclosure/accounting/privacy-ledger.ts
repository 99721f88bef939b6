import { type Failure, type Result, canonicalJson, err, failure, ok } from '@gloact/kernel'
import { epsilonOf, rhoOf } from './zero-concentrated.ts'

/**
 * What has been let out about one universe of persons, over all years and files: lines that are only ever added, each holding the
 * hash of the one before. A release is charged before it looks at the data, so a run that failed or was withdrawn still counts.
 */
export type LedgerLine = LedgerFact & {
  readonly sequence: number
  readonly at: string
  readonly previousHash: string
  readonly hash: string
}

export type LedgerFact =
  | {
      readonly kind: 'opened'
      readonly universe: string
      /** Whom the guarantee protects: always one person with everything about them, in every year. */
      readonly unit: 'person'
      readonly capEpsilon: number
      readonly delta: number
      readonly capRho: number
    }
  | ({ readonly kind: 'charged'; readonly rhoBefore: number; readonly rhoAfter: number } & Charge)
  | { readonly kind: 'completed'; readonly release: string; readonly manifestHash: string }
  | { readonly kind: 'abandoned'; readonly release: string; readonly reason: 'failed' | 'cancelled' | 'withdrawn' }

export interface Charge {
  /** The release's own id; charging it twice charges it once. */
  readonly release: string
  readonly mechanism: string
  readonly rho: number
  /** What this charge by itself stands for at its delta. Earlier versions wrote that of the whole release to each of its parts. */
  readonly epsilon: number
  readonly delta: number
  readonly approvedBy: string
}

export type LedgerFailure = Failure<
  | 'disclosure.ledger_not_open'
  | 'disclosure.ledger_damaged'
  | 'disclosure.ledger_other_universe'
  | 'disclosure.ledger_other_cap'
  | 'disclosure.budget_exceeded'
  | 'disclosure.release_differs'
  | 'disclosure.release_unknown'
>

/** Where the lines are kept. `exclusively` lets one writer at a time read and append. */
export interface LedgerStore {
  read(): Promise<readonly LedgerLine[]>
  /** Adds lines, all at once. */
  append(...lines: readonly LedgerLine[]): Promise<void>
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>
}

export interface LedgerContext {
  readonly store: LedgerStore
  readonly digest: (text: string) => string
  readonly now: () => Date
}

export interface LedgerState {
  readonly universe: string
  readonly capEpsilon: number
  readonly capRho: number
  readonly delta: number
  readonly spentRho: number
  /** The epsilon that everything together stands for, at the ledger's delta. */
  readonly spentEpsilon: number
  readonly releases: number
}

/** The cap of a ledger that is opened without one: far above what should be published. */
export const USUAL_CAP_EPSILON = 20

/** Whose ledger it is, and what it is opened with where there is none yet. */
export interface LedgerOpening {
  readonly universe: string
  readonly capEpsilon?: number | undefined
  readonly delta: number
}

/**
 * What the ledger of a universe holds, or would hold once it is opened; nothing is written. One that is open stays as it is: another cap than its own is
 * refused, and without one its own stands.
 */
export function lookIntoLedger(
  context: LedgerContext,
  opening: LedgerOpening,
): Promise<Result<LedgerState & { readonly isNew: boolean }, LedgerFailure>> {
  return context.store.exclusively(async () => {
    const lines = await linesFor(context, opening)
    return lines.ok ? ok({ ...stateOf(lines.value.opened)!, isNew: lines.value.isNew }) : lines
  })
}

/** The lines of an open ledger, or the first one of a ledger that is not there yet, which is not written. */
async function linesFor(
  context: LedgerContext,
  { universe, capEpsilon, delta }: LedgerOpening,
): Promise<Result<{ readonly opened: readonly LedgerLine[]; readonly isNew: boolean }, LedgerFailure>> {
  const read = await readLines(context)
  if (!read.ok) return read
  const [first] = read.value
  if (first === undefined) {
    const cap = capEpsilon ?? USUAL_CAP_EPSILON
    const fact = {
      kind: 'opened',
      universe,
      unit: 'person',
      capEpsilon: cap,
      delta,
      capRho: rhoOf(cap, delta),
    } as const
    return ok({ opened: [seal(context, [], fact)], isNew: true })
  }
  if (first.kind !== 'opened' || first.universe !== universe) return err(failure('disclosure.ledger_other_universe'))
  if (capEpsilon !== undefined && capEpsilon !== first.capEpsilon) {
    return err(failure('disclosure.ledger_other_cap', { params: { capEpsilon: first.capEpsilon } }))
  }
  return ok({ opened: read.value, isNew: false })
}

/**
 * Charges a release, or refuses it where the cap would be passed. `whole` is what the release may come to with what it charges
 * afterwards: where that does not fit, nothing is charged, for a part of a release is of no use. What is left is told as an epsilon
 * of the whole, at its delta. With `opening` a ledger that is not there yet is opened with its first charge, both lines at once, so
 * that a release that is refused leaves none behind.
 */
export function charge(
  context: LedgerContext,
  wanted: Charge,
  whole: { readonly rho: number; readonly delta: number } = wanted,
  opening?: LedgerOpening,
): Promise<Result<LedgerLine, LedgerFailure>> {
  return context.store.exclusively(async () => {
    const read = opening ? await linesFor(context, opening) : await openLines(context)
    if (!read.ok) return read
    const { opened, isNew } = read.value
    const state = stateOf(opened)
    if (!state) return err(failure('disclosure.ledger_not_open'))
    if (!(wanted.rho > 0) || !Number.isFinite(wanted.rho)) throw new RangeError('a release costs something')
    for (const line of opened) {
      if (line.kind !== 'charged' || line.release !== wanted.release) continue
      const same = line.rho === wanted.rho && line.mechanism === wanted.mechanism && line.delta === wanted.delta
      return same ? ok(line) : err(failure('disclosure.release_differs'))
    }
    const left = Math.max(0, state.capRho - state.spentRho)
    if (Math.max(wanted.rho, whole.rho) > left) {
      return err(
        failure('disclosure.budget_exceeded', {
          params: {
            spentEpsilon: rounded(state.spentEpsilon),
            capEpsilon: state.capEpsilon,
            delta: state.delta,
            leftEpsilon: roundedDown(epsilonOf(left, whole.delta)),
          },
        }),
      )
    }
    const rhoAfter = state.spentRho + wanted.rho
    const line = seal(context, opened, { kind: 'charged', ...wanted, rhoBefore: state.spentRho, rhoAfter })
    await context.store.append(...(isNew ? opened : []), line)
    return ok(line)
  })
}

/** Says what happened to a charged release: done, with the hash of its manifest, or abandoned; the charge stands either way. */
export function conclude(
  context: LedgerContext,
  fact: Extract<LedgerFact, { kind: 'completed' | 'abandoned' }>,
): Promise<Result<LedgerLine, LedgerFailure>> {
  return context.store.exclusively(async () => {
    const read = await readLines(context)
    if (!read.ok) return read
    const known = read.value.some((line) => line.kind === 'charged' && line.release === fact.release)
    if (!known) return err(failure('disclosure.release_unknown'))
    const line = seal(context, read.value, fact)
    await context.store.append(line)
    return ok(line)
  })
}

/** What a ledger's lines add up to; undefined before it is opened. */
export function stateOf(lines: readonly LedgerLine[]): LedgerState | undefined {
  const [first] = lines
  if (first?.kind !== 'opened') return undefined
  const charges = lines.filter((line) => line.kind === 'charged')
  const spentRho = charges.reduce((sum, { rho }) => sum + rho, 0)
  return {
    universe: first.universe,
    capEpsilon: first.capEpsilon,
    capRho: first.capRho,
    delta: first.delta,
    spentRho,
    spentEpsilon: epsilonOf(spentRho, first.delta),
    releases: charges.length,
  }
}

/** The lines, once their chain holds: a line that was changed, dropped or put between shows. */
async function readLines({
  store,
  digest,
}: LedgerContext): Promise<Result<readonly LedgerLine[], Failure<'disclosure.ledger_damaged'>>> {
  const lines = await store.read()
  let previousHash = ''
  for (const [index, line] of lines.entries()) {
    const { hash, ...content } = line
    const holds =
      line.sequence === index && line.previousHash === previousHash && digest(canonicalJson(content)) === hash
    if (!holds || (line.kind === 'opened') !== (index === 0)) {
      return err(failure('disclosure.ledger_damaged', { params: { line: index + 1 } }))
    }
    previousHash = hash
  }
  return ok(lines)
}

async function openLines(
  context: LedgerContext,
): Promise<Result<{ readonly opened: readonly LedgerLine[]; readonly isNew: boolean }, LedgerFailure>> {
  const read = await readLines(context)
  return read.ok ? ok({ opened: read.value, isNew: false }) : read
}

function seal({ digest, now }: LedgerContext, lines: readonly LedgerLine[], fact: LedgerFact): LedgerLine {
  const content = {
    ...fact,
    sequence: lines.length,
    at: now().toISOString(),
    previousHash: lines.at(-1)?.hash ?? '',
  }
  return { ...content, hash: digest(canonicalJson(content)) }
}

const rounded = (epsilon: number): number => Math.round(epsilon * 1000) / 1000
/** Never more than can be used, whatever the sums lost in their last digits. */
const roundedDown = (epsilon: number): number => Math.max(0, Math.floor(epsilon * 1000 - 1e-6) / 1000)
