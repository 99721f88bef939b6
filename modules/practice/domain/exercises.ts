/** What staff practise. The order is that of a file's life. */
export const EXERCISE_IDS = ['screen', 'consent', 'identity', 'decide', 'risk', 'service', 'close', 'offline'] as const

export type ExerciseId = (typeof EXERCISE_IDS)[number]

/** Something a person did in a file, as its log or the audit log tells: no more than a tick needs. */
export interface Activity {
  /** A type of action, or `identity_opened`. */
  readonly what: string
  /** Recorded on the device before the server had it: there was no connection. */
  readonly waitedOnDevice: boolean
}

/** Where a role practises it: an invented file by the number of its story and a section of it; or a page. */
export type ExercisePlace = { readonly story: number; readonly section: string } | { readonly page: string }

export interface Exercise {
  readonly id: ExerciseId
  readonly places: Readonly<Record<string, ExercisePlace>>
  /** Each of these has to have been done; within one, any of its activities counts. */
  readonly done: readonly ((activity: Activity) => boolean)[]
}

const did =
  (...types: readonly string[]) =>
  ({ what }: Activity): boolean =>
    types.includes(what)

/**
 * The exercises. A tick says that something was done, never how well: what was entered is not looked at, and doing it in
 * another file than the one that is proposed counts as well.
 */
export const EXERCISES: readonly Exercise[] = [
  {
    id: 'screen',
    places: { frontline_worker: { page: '/contact' }, caseworker: { page: '/contact' } },
    done: [did('screening_recorded')],
  },
  {
    id: 'consent',
    places: {
      caseworker: { story: 1, section: 'consent' },
      child_protection_officer: { story: 6, section: 'consent' },
    },
    done: [did('consent_recorded'), did('refusal_recorded', 'consent_withdrawn')],
  },
  {
    id: 'identity',
    places: {
      caseworker: { story: 3, section: 'identity' },
      supervisor: { story: 3, section: 'identity' },
      child_protection_officer: { story: 6, section: 'identity' },
      competent_authority: { story: 2, section: 'identity' },
    },
    done: [did('identity_opened')],
  },
  {
    id: 'decide',
    places: { competent_authority: { story: 2, section: 'decisions' } },
    done: [did('decision_recorded')],
  },
  {
    id: 'risk',
    places: { caseworker: { story: 2, section: 'risk' }, child_protection_officer: { story: 6, section: 'risk' } },
    done: [did('risk_assessed')],
  },
  {
    id: 'service',
    places: {
      caseworker: { story: 3, section: 'services' },
      child_protection_officer: { story: 6, section: 'services' },
    },
    done: [did('service_recorded', 'service_result_recorded')],
  },
  {
    id: 'close',
    places: { caseworker: { story: 3, section: 'closure' }, supervisor: { story: 4, section: 'closure' } },
    done: [did('closure_requested', 'closure_approved', 'closure_returned')],
  },
  {
    id: 'offline',
    places: {
      caseworker: { story: 3, section: 'notes' },
      supervisor: { story: 3, section: 'notes' },
      child_protection_officer: { story: 6, section: 'notes' },
    },
    done: [({ waitedOnDevice }) => waitedOnDevice],
  },
]

/** The exercises of somebody with these roles, each with the place of the first role that has it. */
export function exercisesOf(
  roles: readonly string[],
): readonly { readonly exercise: Exercise; readonly place: ExercisePlace }[] {
  return EXERCISES.flatMap((exercise) => {
    const place = roles.map((role) => exercise.places[role]).find((one) => one !== undefined)
    return place ? [{ exercise, place }] : []
  })
}

/** Whether these activities make up the exercise. */
export const isDone = ({ done }: Exercise, activities: readonly Activity[]): boolean =>
  done.every((part) => activities.some(part))
