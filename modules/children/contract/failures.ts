import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const CHILDREN_FAILURES = {
  'children.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'children.no_file': { status: 404, title: 'There is no such child’s file that you may work on.' },
  'children.no_guardian': { status: 404, title: 'There is no such guardian in the register that you keep.' },
  'children.no_referral': { status: 404, title: 'There is no such referral of a child that your service has now.' },
  'children.no_such_child': {
    status: 422,
    title: 'There is no other child with this number whose file you may work on.',
  },
  'children.agency_unknown': { status: 422, title: 'No such authority or panel is there.' },
  'children.already': { status: 409, title: 'This child has one already that has not ended.' },
  'children.no_period': { status: 422, title: 'The figures of this month are not there, or not yet.' },
  'children.gate': { status: 409, title: '`missing` names what has to be there first. Nothing was recorded.' },
} as const satisfies FailureCatalogue
