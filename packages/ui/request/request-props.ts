import type { CodeLists } from '@gloact/codes'
import type { FormAnswers, FormDefinition } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import type { Instant } from '@gloact/kernel'
import type { RequestKind } from '@gloact/records'
import type { RequestShown } from '@gloact/records/contract'
import type { ReactNode } from 'react'
import type { ReferenceSource } from '../fields/reference-field.tsx'

/** A step as somebody sends it. */
export interface StepToSend {
  /** Made once for what stands in the form: sent again after a lost answer, it is recorded once. */
  readonly id: string
  readonly step: string
  readonly happenedAt: Instant
  readonly answers: FormAnswers
}

export interface RequestPageProps {
  readonly kind: RequestKind
  /** As the server shows it to the person looking. */
  readonly request: RequestShown
  /** The usual way through it, for the bar on top; where it stands beside that way, it is shown at its end. */
  readonly way: readonly string[]
  readonly forms?: Readonly<Record<string, FormDefinition>>
  readonly codeLists?: CodeLists
  /** What a step's form begins with, by step. */
  readonly initial?: Readonly<Record<string, FormAnswers>>
  readonly now: Instant
  /** The agency of a party, by name. */
  readonly agencyName?: (agencyId: string) => string | undefined
  readonly staffName?: (userId: string) => string | undefined
  /** Takes a step; gives what kept it from being recorded. `opens`: an id, made as the step's own is, for a request that the step opens. */
  readonly onTake: (step: StepToSend, opens: string) => Promise<Problem | null>
  /** Where fields find the rows of registers that they refer to. */
  readonly references?: ReferenceSource
  /** The question of a form that says on which day it was: where a form has it, no other day is asked for. */
  readonly dayIn?: string
  /** Steps that record what is written for another as far as it is: a button beside sending, and no form of their own. Step → its part. */
  readonly inPart?: Readonly<Record<string, string>>
  /** Why a step was refused, in more words than its code has: what is missing, and how to get it. */
  readonly problemText?: (problem: Problem) => ReactNode
  /** Steps that have a screen of their own, in place of a form. */
  readonly apart?: Readonly<Record<string, ReactNode>>
  /** Between where it stands and what can be done: what is particular to this kind. */
  readonly children?: ReactNode
}
