import { createHash } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, failure, newId, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { changedPaths } from '@gloact/registers'
import { lockRow, rowById, titleOf, type StoredRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import type {
  compareVersions as comparing,
  listVersions as listing,
  PlanVersion,
  takeVersion as taking,
} from '../contract/planned.ts'
import { actions, plans } from '../contract/registers.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

interface Counted {
  readonly id: string
  readonly version: number
}

interface Row extends Omit<PlanVersion, 'actions'> {
  readonly planId: string
  readonly actions: readonly Counted[]
}

const COLUMNS = sql.raw(`id, plan_id as "planId", label, why, actions, sha256, taken_at as "takenAt"`)

const present = ({ id, label, why, takenAt, actions: counted, sha256 }: Row): PlanVersion => ({
  id,
  label,
  why,
  takenAt,
  actions: counted.length,
  sha256,
})

/** Freezes a plan: which version of each of its actions counts now. Gives undefined where the id is taken. */
export async function freeze(
  trx: ScopedTransaction,
  context: Pick<StrategyContext, 'clock' | 'country'>,
  who: Principal,
  frozen: { readonly id: string; readonly planId: string; readonly label: string; readonly why: PlanVersion['why'] },
): Promise<Row | undefined> {
  const { rows: counted } = await sql<Counted>`
    select id, version from strategy.action where k_plan = ${frozen.planId} and archived_at is null order by id`.execute(
    trx,
  )
  const listed = counted.map(({ id, version }) => ({ id, version }))
  const sha256 = createHash('sha256').update(canonicalJson(listed)).digest('hex')
  const { rows } = await sql<Row>`
    insert into strategy.plan_version (id, country, agency_id, plan_id, label, why, actions, sha256, taken_by, taken_at)
    values (${frozen.id}, ${context.country}, ${who.agencyId}, ${frozen.planId}, ${frozen.label}, ${frozen.why},
      ${JSON.stringify(listed)}::jsonb, ${sha256}, ${who.userId}, ${context.clock.now()})
    on conflict (id) do nothing returning ${COLUMNS}`.execute(trx)
  if (rows[0])
    await recordAudit(trx, {
      action: 'strategy.plan_frozen',
      object: { kind: 'strategy.plan_version', id: frozen.id },
      detail: { plan: frozen.planId, hash: `sha256.${sha256}` },
    })
  return rows[0]
}

/** A plan that is adopted is frozen as it was adopted, whatever is changed afterwards. */
export async function freezeOnAdoption(
  trx: ScopedTransaction,
  context: Pick<StrategyContext, 'clock' | 'country'>,
  plan: StoredRow,
  who: Principal,
): Promise<void> {
  if (valueOf(plan.answers['state']) !== 'adopted') return
  const { rows } = await sql`
    select from strategy.plan_version where plan_id = ${plan.id} and why = 'adopted' limit 1`.execute(trx)
  if (rows.length > 0) return
  const label = String(valueOf(plan.answers['adopted_by']) ?? '').slice(0, 120) || String(plan.version)
  await freeze(trx, context, who, { id: newId<string>(), planId: plan.id, label, why: 'adopted' })
}

export async function takeVersion(
  context: StrategyContext,
  who: Principal,
  planId: string,
  { versionId, label, why }: HandlerInput<typeof taking>['body'],
): Promise<Result<PlanVersion, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return inScope<PlanVersion, Failure>(context.db, scopeOf(who), async (trx) => {
    const plan = await lockRow(trx, plans, planId)
    if (!plan) return err(failure('strategy.unknown'))
    if (!may(who, 'strategy.edit', plan)) return err(failure('strategy.not_allowed'))
    const frozen = await freeze(trx, context, who, { id: versionId, planId, label, why })
    if (frozen) return ok(present(frozen))
    const before = await versionById(trx, planId, versionId)
    return before?.label === label && before.why === why ? ok(present(before)) : err(failure('strategy.id_used'))
  })
}

async function versionById(trx: Database, planId: string, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from strategy.plan_version where id = ${id} and plan_id = ${planId}`.execute(trx)
  return rows[0]
}

export async function listVersions(
  context: StrategyContext,
  who: Principal,
  planId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return readInScope<Result<ResponseOf<typeof listing>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const plan = await rowById(trx, plans, planId)
    if (!plan) return err(failure('strategy.unknown'))
    const { rows } = await sql<Row>`
      select ${COLUMNS} from strategy.plan_version where plan_id = ${planId} order by taken_at desc, id limit 100`.execute(
      trx,
    )
    return ok({ items: rows.map(present), mayEdit: may(who, 'strategy.edit', plan) })
  })
}

interface Stood {
  readonly id: string
  readonly answers: FormAnswers
}

/** The actions of a frozen version, as they stood; without one, as they stand. */
async function stood(trx: Database, planId: string, version: Row | null): Promise<readonly Stood[]> {
  if (version === null) {
    const { rows } = await sql<Stood>`
      select id, answers from strategy.action where k_plan = ${planId} and archived_at is null`.execute(trx)
    return rows
  }
  const { rows } = await sql<Stood>`
    select history.row_id as id, history.answers from jsonb_to_recordset(${JSON.stringify(version.actions)}::jsonb)
      as counted (id uuid, version integer)
    join strategy.action_history as history on history.row_id = counted.id and history.version = counted.version`.execute(
    trx,
  )
  return rows
}

export async function compareVersions(
  context: StrategyContext,
  who: Principal,
  planId: string,
  { from, to }: HandlerInput<typeof comparing>['query'],
): Promise<Result<ResponseOf<typeof comparing>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return readInScope<Result<ResponseOf<typeof comparing>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const earlier = await versionById(trx, planId, from)
    const later = to === undefined ? null : await versionById(trx, planId, to)
    if (!earlier || later === undefined) return err(failure('strategy.unknown'))
    const before = new Map((await stood(trx, planId, earlier)).map((row) => [row.id, row]))
    const after = new Map((await stood(trx, planId, later)).map((row) => [row.id, row]))
    const shown = ({ id, answers }: Stood) => ({
      id,
      title: { ...titleOf(actions, answers) },
      code: String(valueOf(answers['code']) ?? ''),
    })
    const changed = [...after.values()].flatMap((row) => {
      const was = before.get(row.id)
      const fields = was ? changedPaths(was.answers, row.answers) : []
      return fields.length > 0 ? [{ ...shown(row), fields: [...fields] }] : []
    })
    const added = [...after.values()].filter(({ id }) => !before.has(id)).map(shown)
    return ok({
      added,
      removed: [...before.values()].filter(({ id }) => !after.has(id)).map(shown),
      changed,
      same: after.size - added.length - changed.length,
    })
  })
}
