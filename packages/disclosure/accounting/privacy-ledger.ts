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
  readonly epsilon: number
  readonly delta: number
  readonly approvedBy: string
}

export type LedgerFailure = Failure<
  | 'disclosure.ledger_not_open'
  | 'disclosure.ledger_damaged'
  | 'disclosure.ledger_other_universe'
  | 'disclosure.budget_exceeded'
  | 'disclosure.release_differs'
  | 'disclosure.release_unknown'
>

/** Where the lines are kept. `exclusively` lets one writer at a time read and append. */
export interface LedgerStore {
  read(): Promise<readonly LedgerLine[]>
  append(line: LedgerLine): Promise<void>
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>
}

export interface LedgerContext {
  readonly store: LedgerStore
  readonly digest: (text: string) => string
  readonly now: () => Date
}

export interface LedgerState {
  readonly universe: string
  readonly capRho: number
  readonly delta: number
  readonly spentRho: number
  /** The epsilon that everything together stands for, at the ledger's delta. */
  readonly spentEpsilon: number
  readonly releases: number
}

/** Opens the ledger of a universe with a cap that later releases cannot exceed; an open one stays as it is. */
export function openLedger(
  context: LedgerContext,
  { universe, capEpsilon, delta }: { universe: string; capEpsilon: number; delta: number },
): Promise<Result<LedgerState, LedgerFailure>> {
  return context.store.exclusively(async () => {
    const read = await readLines(context)
    if (!read.ok) return read
    const [first] = read.value
    if (first === undefined) {
      const capRho = rhoOf(capEpsilon, delta)
      const line = seal(context, read.value, { kind: 'opened', universe, unit: 'person', capEpsilon, delta, capRho })
      await context.store.append(line)
      return ok(stateOf([line])!)
    }
    if (first.kind !== 'opened' || first.universe !== universe) return err(failure('disclosure.ledger_other_universe'))
    return ok(stateOf(read.value)!)
  })
}

/** Charges a release, or refuses it where the cap would be passed. */
export function charge(context: LedgerContext, wanted: Charge): Promise<Result<LedgerLine, LedgerFailure>> {
  return context.store.exclusively(async () => {
    const read = await readLines(context)
    if (!read.ok) return read
    const state = stateOf(read.value)
    if (!state) return err(failure('disclosure.ledger_not_open'))
    if (!(wanted.rho > 0) || !Number.isFinite(wanted.rho)) throw new RangeError('a release costs something')
    for (const line of read.value) {
      if (line.kind !== 'charged' || line.release !== wanted.release) continue
      const same = line.rho === wanted.rho && line.mechanism === wanted.mechanism && line.delta === wanted.delta
      return same ? ok(line) : err(failure('disclosure.release_differs'))
    }
    const rhoAfter = state.spentRho + wanted.rho
    if (rhoAfter > state.capRho) {
      const left = Math.max(0, state.capRho - state.spentRho)
      return err(
        failure('disclosure.budget_exceeded', {
          params: {
            spentEpsilon: rounded(state.spentEpsilon),
            capEpsilon: rounded(epsilonOf(state.capRho, state.delta)),
            leftEpsilon: rounded(epsilonOf(left, state.delta)),
          },
        }),
      )
    }
    const line = seal(context, read.value, { kind: 'charged', ...wanted, rhoBefore: state.spentRho, rhoAfter })
    await context.store.append(line)
    return ok(line)
  })
}

/** Says what became of a charged release: done, with the hash of its manifest, or abandoned; the charge stands either way. */
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
