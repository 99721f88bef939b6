import { asInstant, type Instant } from '@gloact/kernel'
import { inOrder, urgencyOf, type Placed, type Urgency } from './urgency.ts'

/** What was told last, as a device keeps it. */
export interface ToldLast<Task> {
  readonly tasks: readonly Task[]
  readonly foresight: Readonly<Record<string, unknown>>
}

/** A task as a module works it out; how pressing it is is not the module's to say where it has a date. */
export interface WorkedOut extends Omit<Placed, 'urgency' | 'module'> {
  readonly presses?: 'today' | 'this_week' | 'later'
}

/** How a module works its tasks out of what was told of them last; most have no such function: their tasks stay as they were told. */
export type TasksAt<Task> = (known: readonly Task[], foresight: unknown, now: Instant) => readonly (Task | WorkedOut)[]

/** The tasks of a moment without signal, most pressing first: a task that was for this week is overdue in the end. */
export function tasksWithoutSignal<Task extends WorkedOut & Placed>(
  told: ToldLast<Task>,
  now: Instant,
  timeZone: string,
  tasksAtOf: (module: string) => TasksAt<Task> | undefined,
): readonly Task[] {
  const modules = new Set([...told.tasks.map(({ module }) => module), ...Object.keys(told.foresight)])
  const tasks = [...modules].flatMap((module) => {
    const known = told.tasks.filter((task) => task.module === module)
    return (tasksAtOf(module)?.(known, told.foresight[module], now) ?? known).map((worked) => {
      const { presses, ...task } = worked
      // What has no date is as pressing as it was told.
      const pressed: Urgency | undefined = 'urgency' in worked ? worked.urgency : undefined
      const said = pressed === undefined || pressed === 'overdue' ? presses : pressed
      return {
        ...task,
        module,
        urgency: urgencyOf({ dueAt: task.dueAt, presses: said, stakes: task.stakes }, now, timeZone),
      } as Task
    })
  })
  return inOrder(tasks)
}

/** Whether a moment lies so far back that what was told then is no longer shown: a device that heard nothing for a week forgets it. */
export const isTooOld = (toldAt: number, now: Instant): boolean => Date.parse(asInstant(now)) - toldAt > 7 * 86_400_000
