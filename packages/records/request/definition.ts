/** Who takes a step: a party of the request, or the platform itself when a time has come or something else happened. */
export type StepBy<Party extends string> = Party | 'system'

export interface StateDefinition<Party extends string = string> {
  /** Whose turn it is. Nobody's only where the request has ended: a request that waits for nobody is lost. */
  readonly turn: StepBy<NoInfer<Party>> | null
  /** Nothing waits here unless a clock runs: it is how things stand, and no task of anybody's. */
  readonly isSettled?: true
  /** Parties for whom the request is not there while it stands here: a draft for its receiver. */
  readonly hiddenFrom?: readonly NoInfer<Party>[]
}

/**
 * One step from state to state. What it `needs` is a form of the module, by its id; which clocks it starts and stops is read
 * by the same function on the server, on screen and on a device without signal.
 */
export interface StepDefinition<
  Party extends string = string,
  State extends string = string,
  Clock extends string = string,
  Step extends string = string,
> {
  /** `new` opens the request. */
  readonly from: 'new' | readonly NoInfer<State>[]
  /** `same`: the request stays where it is (a remark, a correction, more material). */
  readonly to: NoInfer<State> | 'same'
  readonly by: readonly StepBy<NoInfer<Party>>[]
  /** The permission that the module's policy is asked for, besides being of the party. */
  readonly permission?: string
  /** It takes back what was done: open to the one who did it, but nobody waits for it, and it is no task by itself. */
  readonly retreats?: true
  /** Steps whose taker may not take this one: the second of two people. The latest taker of each counts. */
  readonly notBy?: readonly NoInfer<Step>[]
  /** The id of the form that is filled in. */
  readonly needs?: string
  readonly starts?: readonly NoInfer<Clock>[]
  /** Where the request ends, every clock stops without being named. */
  readonly stops?: readonly NoInfer<Clock>[]
  readonly pauses?: readonly NoInfer<Clock>[]
  readonly resumes?: readonly NoInfer<Clock>[]
  /** Parties who hear of it. */
  readonly tells?: readonly NoInfer<Party>[]
  /**
   * Another agency takes the place of this party, and the file that it is about is that agency's own. The platform alone does it: the
   * agencies have agreed elsewhere. The one that leaves sees nothing of it any more, and the one that comes nothing of what was said inside before.
   */
  readonly passes?: NoInfer<Party>
  /** Parties who see that the step was taken and what its form says; all who see the request where nothing is named. */
  readonly seenBy?: readonly NoInfer<Party>[]
}

export interface ClockDefinition<Party extends string = string, Step extends string = string> {
  /** What is at stake while it runs: tasks of it stand before others. */
  readonly stakes?: 'life' | 'guardian' | 'law'
  /** It has a sentence of its own for tasks (`due.<clock>`), where its name does not say what to do. */
  readonly says?: true
  /** Whose deadline it is. */
  readonly of: StepBy<NoInfer<Party>>
  /** The step that the system takes when it has run out, where one is open then. */
  readonly runsOut?: NoInfer<Step>
}

/** A record whose steps are data: parties, states, steps and clocks. Declared by `requestKind`. */
export interface RequestKind<
  Party extends string = string,
  State extends string = string,
  Clock extends string = string,
  Step extends string = string,
> {
  /** `module.name`: a referral is `referral.referral`. */
  readonly kind: string
  readonly parties: readonly Party[]
  readonly states: Readonly<Record<State, StateDefinition<Party>>>
  readonly clocks: Readonly<Record<Clock, ClockDefinition<Party, Step>>>
  readonly steps: Readonly<Record<Step, StepDefinition<Party, State, Clock, Step>>>
}

/** Whether a request has ended here: it is nobody's turn. */
export const isEnd = (kind: RequestKind, state: string): boolean => kind.states[state]?.turn === null
