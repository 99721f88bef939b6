import { z } from 'zod'
import { route, words } from '@gloact/http/contract'
import { EXERCISE_IDS } from '../domain/exercises.ts'

const tag = 'practice'
const instant = z.iso.datetime()

/** One exercise of the person who asks. */
export const exerciseView = z.object({
  id: z.enum(EXERCISE_IDS),
  /** Where it is done: a page of the app. */
  path: z.string(),
  /** Whether it was done since it was begun; false where it was not begun. */
  done: z.boolean(),
})

export type ExerciseView = z.output<typeof exerciseView>

/**
 * A POST, since when one began an exercise is kept by one's own browser alone: the server is told for this one answer and
 * keeps nothing of it.
 */
export const listExercises = route({
  method: 'POST',
  tag,
  path: '/practice/exercises',
  summary: 'The exercises for the roles of the person who asks, and which were done since they were begun',
  body: z.strictObject({
    begun: z.partialRecord(z.enum(EXERCISE_IDS), instant),
  }),
  response: z.object({
    items: z.array(exerciseView),
    /** The server's time, to begin an exercise by. */
    now: instant,
  }),
  failures: ['practice.not_training'],
})

export const RESET_STEPS = ['stopping', 'clearing', 'preparing', 'loading'] as const

export const resetProgress = z.object({
  running: z.boolean(),
  step: z.enum(RESET_STEPS).nullable(),
  /** How many invented people are loaded so far. */
  people: z.number().int(),
  /** When the sandbox was last reset; null where it never was. */
  lastAt: instant.nullable(),
})

export type ResetProgress = z.output<typeof resetProgress>

/** What has to be typed to set the sandbox back, in every language: it is no word that slips out. */
export const RESET_WORD = 'RESET'

export const resetSandbox = route({
  method: 'POST',
  tag,
  path: '/practice/reset',
  summary: 'Reset the training sandbox to its first day; refused on an instance of any other kind',
  body: z.strictObject({ confirm: words(40) }),
  response: z.object({ begun: z.literal(true) }),
  status: 202,
  failures: ['practice.not_training', 'practice.not_allowed', 'practice.not_confirmed', 'practice.reset_running'],
})

/** Without a session: resetting ends them all. Answered by a waiting page while there is no server. */
export const readReset = route({
  method: 'GET',
  tag,
  path: '/practice/reset',
  summary: 'How far the reset of the training sandbox has come',
  session: 'none',
  response: resetProgress,
  failures: ['practice.not_training'],
})
