import { asId, type Answer, type Id, type PlainDate } from '@gloact/kernel'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'

/** One thing that happens in a file of the demonstration, so many days before today. */
export interface Step {
  readonly daysAgo: number
  readonly type: ActionType
  readonly payload: (on: PlainDate) => Payloads[ActionType]
}

export const step = <Type extends ActionType>(
  daysAgo: number,
  type: Type,
  payload: (on: PlainDate) => Payloads[Type],
): Step => ({ daysAgo, type, payload })

/** Ids are made of the story's and the step's number, so that loading twice records once. */
export const idOf = <Name extends string>(kind: number, story: number, place: number): Id<Name> =>
  asId<Name>(
    `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(story).padStart(6, '0')}${String(place).padStart(6, '0')}`,
  )

export const answers = (daysAgo: number, form: string, edits: (on: PlainDate) => Record<string, Answer>) =>
  step(daysAgo, 'answers_recorded', (on) => ({ form, version: '1', edits: edits(on) }))

export const value = (content: string | number | boolean | readonly string[]): Answer => ({ value: content })
