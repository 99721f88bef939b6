import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, openRequest, requestTables, takeStep, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import type { endLink as ending, linkFiles as linking, SiblingShown } from '../contract/siblings.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { lastOf, sameWords, told } from '../domain/said.ts'
import { fileLinkKind, type SiblingHeld } from '../domain/siblings.ts'
import { lockChild, recordsOf, type OpenedRecord, type RequestsByKind } from './child-records.ts'
import { asThemselves } from './as-themselves.ts'
import { may, scopeOf, systemFor, type ChildrenContext } from './children-context.ts'
import { sameId } from './same-id.ts'

/** Links between children's files as the engine runs them: two for each, one in each file, under a key of its own. */
export const fileLinks = ({ db, vault, clock, country, calendar }: ChildrenContext): RequestsOf => ({
  kind: fileLinkKind,
  schema: 'children',
  db,
  vault,
  clock,
  country,
  calendar,
  forms: CHILDREN_FORMS,
  codeLists: CHILDREN_LISTS,
  sealedBy: 'own',
  audited: 'children.step_taken',
  clockRule: () => null,
})

/** The link in the other child's file, by the one in this. */
const mirrored = (linkId: string): string => sameId(`link ${linkId}`)

/** A brother or sister who has a file here, with what gates and pages ask of them. */
export interface Sibling extends SiblingHeld {
  readonly id: string
  readonly fileId: string
  readonly number: string
}

/** What a link says lies in both files; `other` is whose file the other one is. */
interface LinkRow {
  readonly id: string
  readonly other: string
}

const linksOf = async (trx: ScopedTransaction, fileId: string): Promise<readonly LinkRow[]> =>
  (
    await requestTables(trx, 'children')
      .selectFrom('request')
      .select(['id', 'facts'])
      .where('kind', '=', fileLinkKind.kind)
      .where('file_id', '=', fileId)
      .where('state', '=', 'current')
      // Those of the agency that keeps the files: one with which both are shared was not given what is decided about them.
      .where(sql<boolean>`parties ->> 'officer' = app.agency_id()::text`)
      .where('erased_at', 'is', null)
      .orderBy('opened_at')
      .orderBy('id')
      .execute()
  ).map(({ id, facts }) => ({ id, other: String(facts['other']) }))

/**
 * Brothers and sisters of a child, of those whose files the person who acts sees too: to anyone else the other child is not there, on no
 * page and in no refusal. In the system's scope.
 */
export async function siblingsOf(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  fileId: string,
): Promise<readonly Sibling[]> {
  const links = await linksOf(trx, fileId)
  if (links.length === 0) return []
  const numbers = await asThemselves(trx, () =>
    context.files.numbers(
      trx,
      links.map(({ other }) => other),
    ),
  )
  const siblings: Sibling[] = []
  for (const { id, other } of links) {
    const number = numbers.get(other)
    // Who is no child any more is kept together with nobody.
    if (number === undefined || (await context.files.onPath(trx, other)) === null) continue
    const link = await loadRequest(trx, fileLinks(context), id)
    const [first] = link.ok ? link.value.log : []
    if (!link.ok || !first) continue
    const { answers } = openPayload(link.value.key, 'children', first)
    const records = await recordsOf(trx, of, other, ['care', 'solution'])
    siblings.push({
      id,
      fileId: other,
      number,
      relation: String(valueOf(answers['relation']) ?? ''),
      shownBy: String(valueOf(answers['shown_by']) ?? ''),
      carer: carerOf(records),
      planned: records
        .filter(
          ({ kind, state }) =>
            kind === 'solution' && ['planned', 'decided', 'handed_over', 'under_way'].includes(state),
        )
        .map((solution) => {
          const plan = lastOf(solution, 'plan')
          return { option: told(plan, 'option'), place: told(plan, 'place'), adult: told(plan, 'adult') }
        }),
    })
  }
  return siblings
}

const carerOf = (records: readonly OpenedRecord[]): string | null => {
  const care = records.findLast(({ kind, state }) => kind === 'care' && state !== 'ended')
  return told(lastOf(care, 'place', 'record_irregular'), 'carer') ?? null
}

/** The same as a page shows it, with whether they live with the same people. */
export function presentSiblings(siblings: readonly Sibling[], records: readonly OpenedRecord[]): SiblingShown[] {
  const own = carerOf(records)
  return siblings.map(({ id, fileId, number, relation, shownBy, carer }) => ({
    id,
    fileId,
    number,
    relation,
    shownBy,
    together: own === null || carer === null ? 'not_known' : sameWords(own, carer) ? 'yes' : 'no',
  }))
}

/** Links two files in both of them. Another number, one that is not the asker's to work on, and the child's own are answered alike. */
export async function linkFiles(
  context: ChildrenContext,
  who: Principal,
  fileId: string,
  body: HandlerInput<typeof linking>['body'],
): Promise<Result<{ id: string }, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const said = valueOf(body.answers['number'])
  const asked = typeof said === 'string' ? said : ''
  const found = await inScope<{ number: string; other: string; otherNumber: string }, Failure>(
    context.db,
    scopeOf(who),
    async (trx) => {
      const other = (await context.files.openByNumber(trx, [asked])).get(asked)
      const numbers = new Map<string, string | null>()
      // Always in one order: of two who link the same files at once neither waits for the other.
      for (const id of [...new Set(other === undefined ? [fileId] : [fileId, other])].toSorted())
        numbers.set(id, await context.files.toWorkOn(trx, who, id))
      const number = numbers.get(fileId) ?? null
      if (number === null) return err(failure('children.no_file'))
      const otherNumber = other === undefined || other === fileId ? null : (numbers.get(other) ?? null)
      if (other === undefined || otherNumber === null) return err(failure('children.no_such_child'))
      return ok({ number, other, otherNumber })
    },
  )
  if (!found.ok) return found
  const { number, other, otherNumber } = found.value
  const links = fileLinks(context)
  const actor = { userId: who.userId, agencyId: who.agencyId, may: () => true }
  return inScope<{ id: string }, Failure>(context.db, systemFor(who), async (trx) => {
    for (const id of [fileId, other].toSorted()) await lockChild(trx, id)
    const there = await linksOf(trx, fileId)
    if (there.some((link) => link.other === other && link.id !== body.linkId)) return err(failure('children.already'))
    for (const one of [
      { linkId: body.linkId, id: body.id, of: fileId, number, other, otherNumber },
      {
        linkId: mirrored(body.linkId),
        id: sameId(`step ${body.id}`),
        of: other,
        number: otherNumber,
        other: fileId,
        otherNumber: number,
      },
    ]) {
      const opened = await openRequest(trx, links, actor, {
        requestId: one.linkId,
        id: one.id,
        step: 'link',
        happenedAt: asInstant(body.happenedAt),
        parties: { officer: who.agencyId },
        fileId: one.of,
        facts: { number: one.number.toLowerCase(), other: one.other },
        payload: { answers: { ...body.answers, number: { value: one.otherNumber } } },
      })
      if (!opened.ok) return opened
    }
    return ok({ id: body.linkId })
  })
}

/** Ends a link in both files. Anyone who does not see both finds none. */
export async function endLink(
  context: ChildrenContext,
  who: Principal,
  linkId: string,
  body: HandlerInput<typeof ending>['body'],
): Promise<Result<{ id: string }, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const files = await readInScope(context.db, scopeOf(who), async (trx) => {
    const row = await requestTables(trx, 'children')
      .selectFrom('request')
      .select(['file_id', 'facts', 'parties'])
      .where('id', '=', linkId)
      .where('kind', '=', fileLinkKind.kind)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (!row || row.file_id === null || row.parties['officer'] !== who.agencyId) return []
    const both = [row.file_id, String(row.facts['other'])]
    return (await context.files.numbers(trx, both)).size === both.length ? both.toSorted() : []
  })
  if (files.length === 0) return err(failure('records.not_found'))
  const links = fileLinks(context)
  const actor = { userId: who.userId, agencyId: who.agencyId, may: () => true }
  return inScope<{ id: string }, Failure>(context.db, systemFor(who), async (trx) => {
    for (const id of files) await lockChild(trx, id)
    const happenedAt = asInstant(body.happenedAt)
    const own = { id: body.id, step: 'end', happenedAt, payload: { answers: body.answers } }
    const ended = await takeStep(trx, links, actor, linkId, own)
    if (!ended.ok) return ended
    const [other] = await otherLink(trx, linkId)
    if (other !== undefined) {
      const twin = await takeStep(trx, links, actor, other, { ...own, id: sameId(`step ${body.id}`) })
      if (!twin.ok) return twin
    }
    return ok({ id: linkId })
  })
}

/** The link that was made with this one, if the other child was not erased since. */
async function otherLink(trx: ScopedTransaction, linkId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select other.id from children.request own
    join children.request other on other.kind = own.kind and other.file_id = (own.facts ->> 'other')::uuid
      and other.facts ->> 'other' = own.file_id::text
    where own.id = ${linkId} and other.erased_at is null and other.ended_at is null`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Of these files, those that are brothers or sisters of a child and the asker's to work on: for whom a panel decides together. */
export async function siblingsToWorkOn(
  trx: ScopedTransaction,
  context: ChildrenContext,
  who: Principal,
  fileId: string,
  asked: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  const linked = new Set((await linksOf(trx, fileId)).map(({ other }) => other))
  const numbers = new Map<string, string>()
  for (const id of [...new Set(asked)].toSorted()) {
    const number = linked.has(id) ? await context.files.toWorkOn(trx, who, id) : null
    if (number === null) return null
    numbers.set(id, number)
  }
  return numbers
}
