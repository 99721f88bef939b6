import { objectionToValues, SUSPICIONS, suspicionOf } from '@gloact/disclosure'
import {
  missedLinksIn,
  objectionToStrata,
  readDraws,
  readDrawsTable,
  readInput,
  readOwnModel,
  readResidents,
  type CaptureHistories,
  type EstimationInput,
  type MissedLinks,
  type OwnModel,
  type Residents,
} from '@gloact/estimation'
import { err, ok, type Result } from '@gloact/kernel'
import { readPickedTable, tooLarge, type PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { EstimateAsked } from './estimate-task.ts'

/** The table as it was asked for, with what was chosen beside it. */
export interface ReadAsked {
  readonly input: EstimationInput
  readonly residents: Residents | undefined
  readonly own: OwnModel | undefined
}

export async function readAsked(table: PickedTable, asked: EstimateAsked): Promise<Result<ReadAsked, TaskProblem>> {
  const { strata, trend, method, model } = asked
  const isSuspected = (name: string, values: ReadonlyMap<string, number>) =>
    objectionToValues(name, values) !== undefined
  const read = await readInput(table, { strata, ...(trend !== null && { trend }), isSuspected })
  if (!read.ok) return read
  const objection = objectionToStrata(read.value, {
    objectionTo: objectionToValues,
    suspicionOf,
    ownValues: SUSPICIONS.own_values,
  })
  if (objection) {
    const message = `“${objection.name}”: ${objection.objection}.`
    return err({ code: 'disclosure.identifying_column', params: { column: objection.name }, message })
  }
  const own = method === 'fixed' ? readOwnModel(model, read.value) : undefined
  if (own && !own.ok) return own
  const drawn = await drawsIn(asked, read.value.histories)
  if (!drawn.ok) return drawn
  const { draws, missedLinks } = drawn.value
  const input = { ...read.value, ...(draws && { draws }), ...(missedLinks && { missedLinks }) }
  const residents = await residentsIn(asked, input)
  return residents.ok ? ok({ input, residents: residents.value, own: own?.value }) : residents
}

interface Drawn {
  readonly draws?: readonly CaptureHistories[]
  readonly missedLinks?: MissedLinks | undefined
}

/** The tables drawn from the linkage: the JSON that is written beside the counts, or a CSV file. */
async function drawsIn(
  { draws: file, strata }: EstimateAsked,
  histories: CaptureHistories,
): Promise<Result<Drawn, TaskProblem>> {
  if (file === null) return ok({})
  if (strata.length > 0) return err({ code: 'estimation.draws_with_groups' })
  if (!file.name.toLowerCase().endsWith('.json')) {
    const table = await readPickedTable(file)
    if (!table.ok) return table
    const draws = await readDrawsTable(table.value, histories)
    return draws.ok ? ok({ draws: draws.value }) : draws
  }
  const large = tooLarge(file)
  if (large) return err(large)
  let json: unknown
  try {
    json = JSON.parse(await file.text())
  } catch (error) {
    if (error instanceof SyntaxError) return err({ code: 'estimation.draws_not_json' })
    throw error
  }
  const draws = readDraws(json, histories)
  return draws.ok ? ok({ draws: draws.value, missedLinks: missedLinksIn(json) }) : draws
}

async function residentsIn(
  { residents: file }: EstimateAsked,
  input: EstimationInput,
): Promise<Result<Residents | undefined, TaskProblem>> {
  if (file === null) return ok(undefined)
  const table = await readPickedTable(file)
  return table.ok ? readResidents(table.value, input) : table
}
