import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const STRATEGY_FAILURES = {
  'strategy.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'strategy.unknown': { status: 404, title: 'There is no such action or document, or you may not see it.' },
  'strategy.feed_not_found': { status: 404, title: 'There is no such calendar.' },
  'strategy.no_owner': { status: 409, title: 'The action has no lead agency, or belongs to no plan of an office.' },
  'strategy.done_before_start': { status: 422, title: 'It cannot be done before the day on which the action begins.' },
  'strategy.not_open': { status: 409, title: 'The action has been reported already, is verified or was dropped.' },
  'strategy.evidence_refused': {
    status: 422,
    title: 'The document is of a type that is not accepted, or is not what it says it is.',
  },
  'strategy.evidence_too_large': { status: 413, title: 'The document is larger than is allowed.' },
  'strategy.evidence_differs': { status: 409, title: 'Another document was sent under this id.' },
  'strategy.evidence_missing': {
    status: 409,
    title: 'There is no such document of this action, or it was used before.',
  },
  'strategy.no_record': {
    status: 422,
    title: 'This is not the address of a record that can show that something was done.',
  },
  'strategy.id_used': { status: 409, title: 'Another version was frozen under this id.' },
  'strategy.same_plan': { status: 409, title: 'A plan is not carried to itself.' },
  'strategy.no_items': { status: 409, title: 'The framework has no items to assess against.' },
  'strategy.own_reviewer': { status: 409, title: 'Another agency reviews.' },
  'strategy.items_amiss': {
    status: 422,
    title: 'Each item of the standard is answered once, and no other.',
  },
  'strategy.no_goal': { status: 409, title: 'The framework names no goal that its gaps become actions of.' },
  'strategy.no_room': { status: 507, title: 'There is no room left for documents. Nothing was recorded.' },
} as const satisfies FailureCatalogue

/** What may be wrong with an action beside its form: codes of fields. */
export const ACTION_PROBLEMS = [
  'strategy.state_by_claim',
  'strategy.outside_plan',
  'strategy.goal_of_other_plan',
  'strategy.nothing_secured',
  'strategy.circular',
  'strategy.two_levels',
  'strategy.no_currency',
  'strategy.small_number',
  'strategy.parts_exceed',
  'strategy.works_out',
  'strategy.lessons_open',
] as const
