import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import type { ExerciseView } from '../contract/practice.ts'
import { exercisesOf, isDone, type ExerciseId, type ExercisePlace } from '../domain/exercises.ts'
import type { PracticeContext } from './context.ts'

/**
 * The exercises of the person who asks, with a tick where one was done since it was begun. When it was begun the caller says, and
 * nothing is kept: there is no record of who practised, and none of who did not manage.
 */
export async function listExercises(
  context: PracticeContext,
  principal: Principal,
  begun: Readonly<Partial<Record<ExerciseId, string>>>,
): Promise<Result<{ items: ExerciseView[]; now: Instant }, Failure>> {
  if (!context.training) return err(failure('practice.not_training'))
  const since = Object.values(begun).map((at) => asInstant(at))
  const activities =
    since.length === 0
      ? []
      : await context.doneSince(
          principal,
          since.reduce((first, at) => (at < first ? at : first)),
        )
  const items = exercisesOf(principal.roles).map(({ exercise, place }) => {
    const from = begun[exercise.id]
    return {
      id: exercise.id,
      path: pathOf(context, place),
      done:
        from !== undefined &&
        isDone(
          exercise,
          activities.filter(({ at }) => at >= asInstant(from)),
        ),
    }
  })
  return ok({ items, now: context.clock.now() })
}

const pathOf = ({ fileOf }: PracticeContext, place: ExercisePlace): string =>
  'page' in place ? place.page : `/files/${fileOf(place.story)}/${place.section}`
