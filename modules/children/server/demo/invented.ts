/* What the invented records of children say. Nobody here exists; who the children are is in `invented-children.ts`. */

const value = (given: unknown) => ({ value: given }) as never
const id = (number: number) => `00000000-0000-7000-8043-${String(number).padStart(12, '0')}`

export type Answers = Readonly<Record<string, never>>

export const group = (name: string, first: number, rows: readonly Readonly<Record<string, string>>[]): Answers =>
  Object.fromEntries(
    rows.flatMap((row, index) => [
      [`${name}/${id(first + index)}`, value(true)],
      ...Object.entries(row).map(([field, said]) => [`${name}/${id(first + index)}/${field}`, value(said)]),
    ]),
  ) as Answers

export const said = (answers: Readonly<Record<string, unknown>>): Answers =>
  Object.fromEntries(Object.entries(answers).map(([field, given]) => [field, value(given)]))

export const AGE = (from: string, to: string, basis = 'declared') =>
  said({ basis, born_from: from, born_to: to, evidence: ['statement'] })

export const NEED = {
  ...said({ reason: 'unaccompanied', asylum: 'no', wishes: 'Somebody who listens and speaks my language.' }),
  ...group('keep_away', 1, [{ name: 'Viktor Sandu', role: 'carrier' }]),
}

/** What everybody is asked who is to act for a child. */
const CHECKED = {
  related: 'no',
  lives_with: 'no',
  works_for: 'no',
  carried: 'no',
  decides_stay: 'no',
  carer_employed: 'no',
  against: 'no',
  sought: 'no',
  same_household: 'no',
  objected: 'no',
  otherwise: 'no',
  child_view: 'She is kind.',
  complaint_explained: 'yes',
} as const

export const appointment = (guardianId: string): Answers =>
  said({ guardian: guardianId, decision: 'No. 114 of the authority', scope: ['all'], ...CHECKED })
export const cover = (guardianId: string, until: string): Answers => ({
  ...appointment(guardianId),
  ...said({ why: 'On leave.', until }),
})
export const STAND_IN = said({
  stand_in: 'Nadia Kolb',
  employer: 'Child Protection Office',
  why: 'A hospital asks for a yes tonight.',
  ...CHECKED,
})

export const VISIT = said({ place: 'home', alone: 'yes', going: 'Sleeps better, asks about school.' })
export const COMPLAINT = said({
  how: 'picture',
  safety: 'no',
  alleged_of: 'guardian',
  said: 'Nobody comes when I call.',
})

/** The authority found that the child was right: one of two that suspend. */
export const UPHELD = said({
  outcome: 'upheld',
  of_guardian: 'yes',
  told: 'yes',
  words: 'You were right. Your guardian has to come when you call.',
})

export const WHY = (why: string, band: string) => said({ why, band })

/** Whether guardian and child were informed and heard, as every decision says. */
export const ALL_HEARD = {
  guardian_informed: 'yes',
  guardian_heard: 'heard',
  child_informed: 'yes',
  child_heard: 'heard',
  child_heard_by: 'Child protection officer',
  child_heard_language: 'ar',
  child_view_weight: 'followed',
} as const

export const assessment = (on: string, next: string): Answers => ({
  ...said({
    seen_on: on,
    alone: 'yes',
    method: 'conversation',
    age_group: 'from_12',
    assent: 'yes',
    others: ['guardian'],
    child_views: 'I want to go to school here, and I want to hear my mother.',
    tracing_wish: 'yes_as_soon_as_possible',
    guardian_views: 'Agrees.',
    ...ALL_HEARD,
    safety: 'concern',
    family: 'strength',
    care: 'neutral',
    health: 'neutral',
    education: 'concern',
    status: 'serious',
    place: 'neutral',
    vulnerability: 'not_known',
    recommended: 'Stay in the small home; begin tracing; school from next month.',
    next_review: next,
  }),
  ...group('options', 10, [
    { option: 'No change', weighed: 'Safe for now, but no school.' },
    { option: 'Foster family', weighed: 'A family of the same language is near.' },
  ]),
})

export const PLACEMENT = said({
  type: 'small_residential',
  carer: 'House Linden',
  agency: 'Child Protection Office',
  child_view: 'agrees',
  carer_assessment: 'licensed',
  ...ALL_HEARD,
  siblings: 'none_known',
})
/** With a foster family, whose assessment, home and household were looked at. */
export const fostered = (assessedOn: string, registered: { readonly id: string; readonly name: string }) =>
  said({
    type: 'foster',
    registered_carer: registered.id,
    carer: registered.name,
    agency: 'Child Protection Office',
    child_view: 'agrees',
    carer_assessment: 'with_support',
    carer_assessed_on: assessedOn,
    carer_identity_seen: 'yes',
    carer_relation_shown: 'No kin; foster family of the office since 2023.',
    home_visited: 'yes',
    other_children: 'no',
    work_expected: 'no',
    debts: 'no',
    suspects_near: 'no',
    willing_for: 'A year',
    ...ALL_HEARD,
    siblings: 'none_known',
  })
/** Every second one was so urgent that nobody was heard; they have to be heard afterwards. */
export const irregular = (type: string, number: number) =>
  said({
    type,
    ...ALL_HEARD,
    ...(number % 40 < 20 && { guardian_informed: 'no', guardian_heard: 'urgent' }),
    carer: 'A family met on the way',
    agency: 'Child Protection Office',
    child_view: 'unsure',
    reason: 'Nowhere else that night. A place in a small home is sought.',
  })
export const CARE_VISIT = said({ alone: 'yes', safe: 'yes', going: 'Eats well, plays football.' })

export const interview = (on: string): Answers =>
  said({
    held_on: on,
    topics: ['journey', 'family'],
    purpose: 'best_interests',
    agency: 'Child Protection Office',
    minutes: 35,
    present: ['guardian', 'interpreter'],
    suspects_kin: 'no',
    recording: 'notes',
    stopped: 'no',
  })

export const REQUEST = said({
  purpose: 'family_reunification',
  priority: 'medium',
  priority_reasons: 'She is safe where she is; school begins in a month.',
  separation_status: 'unaccompanied',
  short_form: 'no',
  history: 'Left with a neighbour; told by the child twice alike, and by the aunt.',
  situation: 'In a small home, at school, with a guardian.',
})
const WEIGHTS = {
  family: 'for',
  development: 'for',
  health: 'mixed',
  education: 'for',
  lasting: 'for',
  follow_up: 'for',
}
export const PAPERS = {
  ...group('options', 20, [
    {
      option: 'reunification_here',
      place: 'Port Isa',
      adult: 'Hanan Idris',
      safety: 'for',
      view: 'for',
      ...WEIGHTS,
      evidence: 'Home visit, papers seen.',
    },
    { option: 'remain', safety: 'for', view: 'mixed', ...WEIGHTS, evidence: 'The home says so.' },
  ]),
  ...said({
    child_view: 'I want to live with my aunt.',
    parents_asked: 'not_found',
    carer_asked: 'given',
    carer_view: 'She speaks of her aunt every day.',
    siblings_asked: 'nobody',
    guardian_asked: 'given',
    guardian_view: 'For it, with visits.',
    tracing_result: 'found',
  }),
}
export const vote = (profession: string, sitsFor: string): Answers =>
  said({
    profession,
    sits_for: sitsFor,
    conflict: 'no',
    outcome: 'approve',
    option: 'reunification_here',
    reasons: 'The aunt is known, able, and the child asks for her.',
  })
export const decision = (review: string): Answers =>
  said({
    option: 'reunification_here',
    place: 'Port Isa',
    adult: 'Hanan Idris',
    reasons: 'All three are for it: the child’s wish, the visit, the papers.',
    ...ALL_HEARD,
    review_on: review,
  })
export const PLAN = said({ option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris', relative: 'yes' })
export const RISK = said({
  level: 'low',
  agreed: 'yes',
  able: 'yes',
  confirmed: 'yes',
  household_checked: 'yes',
  open_case: 'no',
  words: 'A busy street; the school is near, the aunt is home.',
})
export const VERIFIED = said({
  finding: 'reunification',
  words: 'Asked apart, the same answers to the same questions.',
})
export const HEARD = said({
  ...ALL_HEARD,
  child_view: 'agrees',
  child_words: 'Yes. Today too. Asked alone, with pictures.',
  guardian_words: 'For it.',
})
export const REASONS = said({ reasons: 'As the panel determined.' })
export const HANDED = said({
  place: 'Port Isa',
  handed_over_by: 'Samuel Banda',
  identity_seen: 'yes',
  asked_again: 'yes',
  papers: 'yes',
})
export const FOLLOWED = said({
  alone: 'yes',
  safe: 'yes',
  school: 'yes',
  suspects_near: 'no',
  result: 'going_well',
  words: 'I have a friend now.',
})
export const IN_PLACE = said({
  stay: 'yes',
  cared_for: 'yes',
  school_or_work: 'yes',
  health: 'yes',
  safe: 'yes',
  words: 'Permit until 18, seen; the aunt, the school and the doctor agree. She says that she is at home.',
})
export const HOME = said({ reason: 'reunified', child_view: 'agrees', ...ALL_HEARD })
export const REUNIFIED = said({ reason: 'reunified' })
export const ELSEWHERE = said({
  option: 'third_country',
  by: 'A court',
  document: 'Return order, district court, 114/26',
  document_on: '2026-11-20',
  words: 'Told by the lawyer after the hearing.',
})
export const DOUBT = said({
  raised_by: 'border',
  raised_agency: 'Border Police',
  raised_function: 'asylum',
  reason: 'claims_child_other_signs',
  child_told: 'yes',
  guardian_told: 'yes',
})
export const AGREED = said({
  asked_by: 'The reception officer',
  ordered_by: 'Child Protection Office',
  agreed: 'yes',
  language: 'Tigrinya',
  interpreter: 'present',
  explained: 'With drawings; said back.',
  guardian_present: 'yes',
})
export const DOCUMENTS = said({
  step: 'documents',
  professions: 2,
  people: 2,
  from_months: 190,
  to_months: 214,
  margin_months: 12,
})
export const SCHOOL = (from: string) =>
  said({
    kind: 'bridging',
    school: 'Harbour School',
    from,
    language_support: 'yes',
    child_says: 'Mathematics is the same everywhere.',
  })
export const NO_SCHOOL = (again: string) =>
  said({ reason: 'no_place', done: 'Two schools were asked; the third answers next month.', again_on: again })
export const SCHOOL_OVER = said({ reason: 'reunified' })

export const CHANGE = said({ changed: ['household'], words: 'A cousin has moved in.' })
export const BACK = said({ reasons: 'What the child says about the uncle is missing.' })

/** Guardians of the register: one signs in; of the others one may not be appointed, and says why by what is missing. */
/** Carers of the child-protection office: five foster families, a small home, and a family that is suspended. */
export const CARERS: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  {
    number: 'FC-01',
    name: 'Family Achterberg',
    area: 'North district',
    languages: 'Arabic, English',
    phone: '+41000000461',
  },
  { number: 'FC-02', name: 'Family Solano', area: 'Harbour', languages: 'Spanish' },
  { number: 'FC-03', name: 'Family Diop', area: 'North district', languages: 'Fula, French' },
  { number: 'FC-04', name: 'Family Petrov', area: 'Old town', languages: 'Russian, Ukrainian' },
  { number: 'FC-05', name: 'Family Osman', area: 'Hill villages', languages: 'Arabic, Turkish' },
  {
    number: 'SH-01',
    kind: 'small_residential',
    name: 'House by the mill',
    area: 'Old town',
    languages: 'English, Tigrinya',
    takes: ['boys', 'from_12', 'from_16'],
  },
  { number: 'FC-06', name: 'Family Lind', area: 'Harbour', languages: 'English', status: 'suspended' },
]
/** One of the office's registry in CPIMS+, with a category of its own. */
export const IN_REGISTRY = {
  registry_id: 'demo-registry-1',
  registry_no: 'R-17',
  status: 'open',
  registry_category: 'registry_category2',
  registration_date: '2026-02-11',
  name: 'Family Haile',
  sex: 'female',
  location_current: 'Hill villages',
  telephone_current: '+41000000462',
}
export const GUARDIANS: readonly Readonly<Record<string, unknown>>[] = [
  { name: 'Yara Mansour', languages: 'Arabic, French, English', max_children: 20 },
  { name: 'Ivan Petrenko', languages: 'Ukrainian, Russian', max_children: 20 },
  { name: 'Lucía Herrera', languages: 'Spanish, Portuguese', max_children: 10, status: 'paused' },
  { name: 'Abebe Girma', languages: 'Amharic, Tigrinya', max_children: 12, record_seen_on: '2023-01-10' },
  { name: 'Fatou Ndiaye', languages: 'Fula, French', max_children: 20 },
  { name: 'Chantal Weber', languages: 'French, English', max_children: 20 },
]
