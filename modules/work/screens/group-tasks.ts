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
