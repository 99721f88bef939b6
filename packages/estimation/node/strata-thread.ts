import { runStrataTask, type StrataTask } from '../strata/bootstrap-strata.ts'
import { answerTasks } from './threads.ts'

answerTasks((task: StrataTask) => runStrataTask(task))
