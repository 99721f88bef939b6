/* What the records say of an invented child who is taken from parents who are against it. */

import { ALL_HEARD, group, said } from './invented.ts'

/** With the parents, found here; the visits show that it is not safe. */
export const WITH_PARENTS = said({
  type: 'parents',
  carer: 'Mother and father',
  agency: 'Child Protection Office',
  child_view: 'unsure',
  carer_assessment: 'not_done',
  ...ALL_HEARD,
  siblings: 'none_known',
})

export const UNSAFE_VISIT = said({
  alone: 'yes',
  safe: 'no',
  going: 'Afraid of the evenings. Works in a shop at night.',
})

/** The child leaves the parents, who are against it: a panel has to say so. */
export const AGAINST_PARENTS = said({
  reason: 'not_safe',
  child_view: 'agrees',
  parents_view: 'against',
  ...ALL_HEARD,
})

export const SEPARATION_REQUEST = said({
  purpose: 'separation',
  priority: 'high',
  priority_reasons: 'The parents ask every day for the child to come back.',
  separation_status: 'with_parent',
  short_form: 'no',
  history: 'Works at night for a debt of the parents; said by the child, seen at two visits.',
  situation: 'In a small home since last week; the parents visit, with the officer present.',
})

export const SEPARATION_PAPERS = {
  ...group('options', 24, [
    {
      option: 'separation',
      place: 'House Linden',
      adult: 'Head of House Linden',
      safety: 'for',
      view: 'for',
      family: 'against',
      development: 'for',
      health: 'for',
      education: 'for',
      lasting: 'mixed',
      follow_up: 'for',
      evidence: 'Two visits, and what the child says.',
    },
    {
      option: 'remain',
      safety: 'against',
      view: 'against',
      family: 'for',
      development: 'against',
      health: 'against',
      education: 'against',
      lasting: 'unknown',
      follow_up: 'mixed',
      evidence: 'The debt is not paid.',
    },
  ]),
  ...said({
    child_view: 'I want to see my mother, and I do not want to work at night.',
    parents_asked: 'given',
    parents_view: 'Both are against it: the child belongs at home and helps the family.',
    carer_asked: 'given',
    carer_view: 'Sleeps through for the first time.',
    siblings_asked: 'nobody',
    guardian_asked: 'given',
    guardian_view: 'For it, with visits of the mother.',
    tracing_result: 'found',
  }),
}

export const SEPARATION_PLAN = said({
  option: 'separation',
  place: 'House Linden',
  adult: 'Head of House Linden',
  relative: 'no',
})
