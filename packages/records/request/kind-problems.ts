import type { RequestKind, StepDefinition } from './definition.ts'

/** What is wrong with a declaration, in sentences for the engineer who wrote it; nothing where it can be meant. */
export function problemsOfKind(kind: RequestKind): readonly string[] {
  return [...undeclared(kind), ...badStates(kind), ...blindSteps(kind), ...badClocks(kind), ...badSeconds(kind)]
}

const stepsOf = (kind: RequestKind): readonly (readonly [string, StepDefinition])[] => Object.entries(kind.steps)

/** The states that a step can lead to, from where it is taken. */
export const targetsOf = (step: StepDefinition): readonly string[] =>
  step.to !== 'same' ? [step.to] : step.from === 'new' ? [] : step.from

const startsIn = (step: StepDefinition, state: string): boolean => step.from !== 'new' && step.from.includes(state)

function undeclared(kind: RequestKind): string[] {
  const problems: string[] = []
  const known = (what: string, names: readonly string[], among: readonly string[], where: string): void => {
    for (const name of names)
      if (!among.includes(name)) problems.push(`${where} names the ${what} ${name}, which is not declared`)
  }
  if (!/^[a-z_]+\.[a-z_]+$/.test(kind.kind)) problems.push('its name is not module.name')
  if (kind.parties.includes('system')) problems.push('system is no party')
  const parties = [...kind.parties, 'system']
  const [states, clocks, steps] = [Object.keys(kind.states), Object.keys(kind.clocks), Object.keys(kind.steps)]
  for (const [name, { turn, hiddenFrom = [] }] of Object.entries(kind.states)) {
    if (name === 'new' || name === 'same') problems.push(`${name} is no name of a state`)
    known('party', turn === null ? [] : [turn], parties, `state ${name}`)
    known('party', hiddenFrom, kind.parties, `state ${name}`)
  }
  for (const [name, clock] of Object.entries(kind.clocks)) {
    known('party', [clock.of], parties, `clock ${name}`)
    known('step', clock.runsOut === undefined ? [] : [clock.runsOut], steps, `clock ${name}`)
  }
  for (const [name, step] of stepsOf(kind)) {
    const where = `step ${name}`
    known('state', [...(step.from === 'new' ? [] : step.from), ...(step.to === 'same' ? [] : [step.to])], states, where)
    known('party', step.by, parties, where)
    known('party', step.passes === undefined ? [] : [step.passes], kind.parties, where)
    if (step.passes !== undefined && step.by.some((party) => party !== 'system')) {
      problems.push(`${where} passes a party on, and is not the platform's alone`)
    }
    if (step.passes !== undefined && step.from === 'new') problems.push(`${where} opens the request, and passes it on`)
    known('party', [...(step.tells ?? []), ...(step.seenBy ?? [])], kind.parties, where)
    known('step', step.notBy ?? [], steps, where)
    for (const list of [step.starts, step.stops, step.pauses, step.resumes]) known('clock', list ?? [], clocks, where)
    if (step.by.length === 0) problems.push(`${where} is taken by nobody`)
    if (step.from === 'new' && step.to === 'same') problems.push(`${where} opens the request and leads nowhere`)
    if (step.from !== 'new' && step.from.length === 0) problems.push(`${where} starts nowhere`)
  }
  return problems
}

/** States that a set of states leads to, itself included. */
function reachable(kind: RequestKind, from: readonly string[]): ReadonlySet<string> {
  const reached = new Set(from)
  for (const state of reached) {
    for (const [, step] of stepsOf(kind)) if (step.to !== 'same' && startsIn(step, state)) reached.add(step.to)
  }
  return reached
}

function badStates(kind: RequestKind): string[] {
  const opened = stepsOf(kind).flatMap(([, step]) => (step.from === 'new' && step.to !== 'same' ? [step.to] : []))
  const problems = opened.length === 0 ? ['no step opens it'] : []
  const reached = reachable(kind, opened)
  const ends = new Set(Object.keys(kind.states).filter((state) => kind.states[state]?.turn === null))
  if (ends.size === 0) problems.push('it never ends')
  for (const [state, { turn }] of Object.entries(kind.states)) {
    const leaving = stepsOf(kind).filter(([, step]) => startsIn(step, state) && step.to !== 'same')
    if (!reached.has(state)) problems.push(`no step reaches ${state}`)
    if (turn === null) {
      // What has ended stays so; the platform may say that something later took its place.
      const [out] = leaving.filter(([, step]) => step.by.some((party) => party !== 'system') || !ends.has(step.to))
      if (out) problems.push(`${state} has ended, and ${out[0]} leads out of it`)
      continue
    }
    if (![...reachable(kind, [state])].some((later) => ends.has(later)))
      problems.push(`no end is reached from ${state}`)
    if (!leaving.some(([, step]) => step.by.includes(turn))) {
      problems.push(`it is the turn of ${turn} in ${state}, who has no step out of it`)
    }
  }
  return problems
}

/** The person who takes a step sees the outcome: a request that vanished from under its taker would look like one that is lost. */
function blindSteps(kind: RequestKind): string[] {
  return stepsOf(kind).flatMap(([name, step]) =>
    targetsOf(step).flatMap((state) =>
      (kind.states[state]?.hiddenFrom ?? [])
        .filter((party) => step.by.includes(party))
        .map((party) => `${name} leads ${party} to ${state}, which is hidden from them`),
    ),
  )
}

function badClocks(kind: RequestKind): string[] {
  const ends = Object.keys(kind.states).filter((state) => kind.states[state]?.turn === null)
  return Object.keys(kind.clocks).flatMap((clock) => {
    const problems: string[] = []
    const touching = (of: 'starts' | 'stops' | 'pauses' | 'resumes') =>
      stepsOf(kind).filter(([, step]) => step[of]?.includes(clock))
    if (touching('starts').length === 0) problems.push(`nothing starts the clock ${clock}`)
    if (touching('pauses').length > 0 && touching('resumes').length === 0) {
      problems.push(`the clock ${clock} is paused and never goes on`)
    }
    for (const [name, step] of touching('starts')) {
      // From wherever it runs, a step that stops it or an end lies ahead.
      for (const state of targetsOf(step)) {
        const ahead = reachable(kind, [state])
        const stopped = touching('stops').some(([, stop]) => [...ahead].some((later) => startsIn(stop, later)))
        if (!stopped && !ends.some((end) => ahead.has(end)))
          problems.push(`the clock ${clock} that ${name} starts can never stop`)
      }
    }
    const runsOut = kind.clocks[clock]?.runsOut
    const step = runsOut === undefined ? undefined : kind.steps[runsOut]
    if (step && !step.by.includes('system'))
      problems.push(`${runsOut} is taken when ${clock} runs out, but not by the system`)
    return problems
  })
}

/** A second person is another than the first only where somebody takes the first step, and it comes before. */
function badSeconds(kind: RequestKind): string[] {
  return stepsOf(kind).flatMap(([name, step]) =>
    (step.notBy ?? []).flatMap((first) => {
      const before = kind.steps[first]
      if (!before) return []
      if (first === name && step.to !== 'same') return [`${name} cannot be its own second person`]
      if (step.from === 'new') return [`${name} opens the request, and nobody came before`]
      const ahead = reachable(kind, targetsOf(before))
      return step.from.some((state) => ahead.has(state)) ? [] : [`${first} never comes before ${name}`]
    }),
  )
}
