import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, unwrap, type Answer } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import type { NewAction } from '../../contract/file/actions.ts'
import { formOf } from '../../domain/file/file-rules.ts'
import type { ProtectionContext } from '../file/context.ts'
import { idOf, value } from './demo-step.ts'
import { loadFile, NOBODY } from '../file/file-store.ts'
import { openCaseFile } from '../file/open-case-file.ts'

/** An invented child as a file begins: nobody says more of one at a border. */
export interface InventedChild {
  readonly number: number
  readonly daysAgo: number
  readonly given: string
  readonly family: string | null
  readonly citizenship: string
  readonly language: string
  readonly sex?: 'female' | 'male'
  /** Whether anybody is sure that it is a child. */
  readonly sure: boolean
  /** When needs were assessed and a plan was agreed, in days before today; null or left out where that has not happened. */
  readonly assessedDaysAgo?: number | null
  readonly planDaysAgo?: number | null
}

/** The first story number of children's files: far behind those of `demo-files.ts`. */
const FIRST = 500

export const demoChildFileId = (number: number): string => idOf<'file'>(1, FIRST + number, 0)

/** Opens an invented child's file through the use case of anybody's. Done before, it does nothing; gives the file's id. */
export async function openDemoChild(context: ProtectionContext, who: Principal, child: InventedChild): Promise<string> {
  const fileId = demoChildFileId(child.number)
  const there = await readInScope(context.db, systemScope(context.rules.country), (trx) =>
    loadFile(trx, context.vault, fileId, NOBODY),
  )
  if (there.ok) return fileId
  const dayBefore = (days: number) => addDays(context.clock.today(context.rules.calendar.timeZone), -days)
  const on = dayBefore(child.daysAgo)
  const action = (place: number, type: string, payload: object, happenedOn = on) =>
    ({
      id: idOf<'action'>(2, FIRST + child.number, place),
      type,
      replaces: [],
      happenedAt: asInstant(`${happenedOn}T09:00:00.000Z`),
      deviceTime: null,
      payload,
    }) as unknown as NewAction
  const form = formOf(context.rules, 'identity')
  const needs = formOf(context.rules, 'assessment')
  const { assessedDaysAgo: assessed = null, planDaysAgo: planned = null } = child
  const later: NewAction[] = []
  if (needs && assessed !== null) {
    const day = dayBefore(assessed)
    const answers = { assessed_on: value(day) }
    later.push(action(3, 'answers_recorded', { form: 'assessment', version: needs.version, edits: answers }, day))
  }
  if (planned !== null) {
    const day = dayBefore(planned)
    const agreed = { agreedOn: day, agreedWithPerson: true, reasons: null, review: false }
    later.push(action(4, 'plan_agreed', agreed, day))
  }
  const row = idOf<'row'>(5, FIRST + child.number, 1)
  const edits: Record<string, Answer> = {
    [`names/${row}`]: value(true),
    [`names/${row}/given`]: value(child.given),
    ...(child.family !== null && { [`names/${row}/family`]: value(child.family) }),
    citizenship: value([child.citizenship]),
    primary_language: value(child.language),
    ...(child.sex && { sex: value(child.sex) }),
  }
  unwrap(
    await openCaseFile(context, who, {
      fileId,
      personId: idOf<'person'>(3, FIRST + child.number, 0),
      actions: [
        action(1, 'file_opened', {
          age: child.sure ? 'child' : 'not_sure',
          contactOn: on,
          channel: 'police',
          teamId: null,
          assignedTo: who.userId,
        }),
        ...(form ? [action(2, 'answers_recorded', { form: 'identity', version: form.version, edits })] : []),
        ...later,
      ],
    }),
  )
  return fileId
}
