import type { Principal } from '@gloact/identity/contract/principal'
import type { ServedTo } from '@gloact/records/server'
import { asInstant, failure } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import type { KindName } from '../domain/kinds.ts'
import { notNow } from '../domain/offered.ts'
import type { ChildrenAction } from '../domain/policy.ts'
import { may, recordScope, systemFor, type ChildrenContext } from './children-context.ts'

/** The party that sees a record with the child's file alone: anyone else who is a party was asked, and sees what they were asked. */
const ASKED: Readonly<Partial<Record<KindName, 'authority' | 'panel' | 'keeper'>>> = {
  guardianship: 'authority',
  determination: 'panel',
  kin: 'keeper',
}

/** The permission by which somebody is of that party's side, besides being of its agency. */
const SIDE: Readonly<Record<'authority' | 'panel' | 'keeper', ChildrenAction>> = {
  authority: 'children.appoint',
  panel: 'children.sit',
  keeper: 'children.work',
}

/** Whose records of a kind are: their agency's, on the officer's side only with the file; a view of the panel is its member's until all are in. */
export const servedTo = (context: ChildrenContext, kind: KindName): ServedTo<Principal> => ({
  scopeOf: recordScope,
  writesAs: systemFor,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as ChildrenAction),
  }),
  mayRead: (who) => {
    const asked = ASKED[kind]
    const allowed = may(who, 'children.work') || (asked !== undefined && may(who, SIDE[asked]))
    return allowed ? null : failure('children.not_allowed')
  },
  sees: async (trx, who, rows) => {
    const works = may(who, 'children.work')
    const own = rows.filter(({ parties }) => parties['officer'] === who.agencyId)
    const files = await context.files.numbers(trx, works ? own.flatMap(({ file_id: fileId }) => fileId ?? []) : [])
    const asked = ASKED[kind]
    // Of an agency that keeps files, those alone who see the file that is asked about, and those who decide where nobody's is asked about.
    const seen =
      kind === 'kin' && works && !may(who, 'children.approve')
        ? await context.files.openByNumber(
            trx,
            rows.flatMap(({ facts }) => (typeof facts['theirs'] === 'string' ? facts['theirs'] : [])),
          )
        : null
    return new Set(
      rows.flatMap(({ id, parties, facts, file_id: fileId }) => {
        const theirs =
          asked !== undefined &&
          parties[asked] === who.agencyId &&
          may(who, SIDE[asked]) &&
          (seen === null || seen.has(String(facts['theirs'])))
        return theirs || (fileId !== null && files.has(fileId)) ? [id] : []
      }),
    )
  },
  presented: (view) => offeredNow(kind, view),
  ...(kind === 'determination' && {
    presentedRow: (row, who) => ({ ...row, facts: factsFor(who, row.facts) }),
    presented: (view, who) => ({
      ...view,
      facts: factsFor(who, view.facts),
      steps:
        view.state === 'with_panel'
          ? view.steps.filter(({ step, by }) => step !== 'vote' || by === who.userId)
          : view.steps,
    }),
  }),
})

/** The same without steps that would be refused as the record stands. */
function offeredNow(kind: KindName, view: RequestShown): RequestShown {
  const not = notNow(kind, {
    steps: view.steps.map((said) => ({ ...said, happenedAt: asInstant(said.happenedAt) })),
    running: new Set(
      view.clocks.flatMap(({ clock, dueAt, stoppedAt }) => (dueAt !== null && stoppedAt === null ? [clock] : [])),
    ),
  })
  return not.size === 0 ? view : { ...view, open: view.open.filter(({ step }) => !not.has(step)) }
}

/** That it is decided with a brother's or sister's is the panel's to know: an officer reads it on the child's page, where they see both. */
export const factsFor = <Facts extends Readonly<Record<string, unknown>>>(who: Principal, facts: Facts): Facts => {
  if (!may(who, 'children.work')) return facts
  const { together: _, ...rest } = facts
  return rest as Facts
}
