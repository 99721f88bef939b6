import type { PlainDate } from '@gloact/kernel'

/** A certificate of the register of training, as far as an appointment asks. */
export interface TrainingCertificate {
  readonly event: string
  readonly issuedOn: PlainDate
  readonly courses: readonly string[]
}

/** Which courses a country takes for a guardian's training; a certificate of any other counts as none. */
export interface TrainingCourses {
  readonly initial: readonly string[]
  readonly trafficking: readonly string[]
}
export const TRAINING_COURSES: TrainingCourses = {
  initial: ['child-interview', 'indicators'],
  trafficking: ['indicators', 'smuggling-trafficking'],
}

/** When a guardian was trained. */
export interface Trained {
  readonly trainedOn: PlainDate | null
  readonly trainedTraffickingOn: PlainDate | null
  readonly refreshedOn: PlainDate | null
}

/** When somebody was trained, by the certificates that stand: the first of each kind, and the latest of any as what refreshed it. */
export function trainedBy(certificates: readonly TrainingCertificate[], courses: TrainingCourses): Trained {
  const days = (wanted: readonly string[]) =>
    certificates
      .filter((certificate) => certificate.courses.some((course) => wanted.includes(course)))
      .map(({ issuedOn }) => issuedOn)
      .toSorted()
  return {
    trainedOn: days(courses.initial)[0] ?? null,
    trainedTraffickingOn: days(courses.trafficking)[0] ?? null,
    refreshedOn: days([...courses.initial, ...courses.trafficking]).at(-1) ?? null,
  }
}
