import { runReplicates, type ReplicateTask } from '../bootstrap.ts'
import { answerTasks } from './threads.ts'

answerTasks(({ plan, from, to }: ReplicateTask) => runReplicates(plan, from, to))
