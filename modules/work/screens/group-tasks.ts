import type { TaskView, Urgency } from '../contract/my-work.ts'

/** The parts of the page, in the order in which they are shown. */
export const WORK_GROUPS = ['today', 'this_week', 'later'] as const
export type WorkGroup = (typeof WORK_GROUPS)[number]

const GROUP_OF: Readonly<Record<Urgency, WorkGroup>> = {
  overdue: 'today',
  today: 'today',
  this_week: 'this_week',
  later: 'later',
}

type Pressing = Pick<TaskView, 'urgency'>

/** Tasks by when they need somebody, each group in the order in which they came. */
export const groupTasks = <Task extends Pressing>(
  tasks: readonly Task[],
): Readonly<Record<WorkGroup, readonly Task[]>> => ({
  today: tasks.filter(({ urgency }) => GROUP_OF[urgency] === 'today'),
  this_week: tasks.filter(({ urgency }) => GROUP_OF[urgency] === 'this_week'),
  later: tasks.filter(({ urgency }) => GROUP_OF[urgency] === 'later'),
})

/** More than anybody does in a day; the rest opens on demand. */
const MOST_SHOWN = 12
/** Of one kind, where there are others: ninety of one kind hide no other. */
const MOST_OF_A_KIND = 4

/** What of a group is shown at first, in its order: of each kind the most pressing, then whatever there is room for. */
export function firstShown<Task extends Pick<TaskView, 'module' | 'kind' | 'about' | 'details'>>(
  tasks: readonly Task[],
): readonly Task[] {
  if (tasks.length <= MOST_SHOWN) return tasks
  const counted = new Map<string, number>()
  const first = tasks.filter((task) => {
    const kind = [task.module, task.kind, task.about.kind, task.details['about'] ?? task.details['state']].join('.')
    const count = (counted.get(kind) ?? 0) + 1
    counted.set(kind, count)
    return count <= MOST_OF_A_KIND
  })
  const shown = new Set(first.slice(0, MOST_SHOWN))
  for (const task of tasks) {
    if (shown.size >= MOST_SHOWN) break
    shown.add(task)
  }
  return tasks.filter((task) => shown.has(task))
}
