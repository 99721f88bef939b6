import { FORM_PARTS, type FormDefinition, type FormPart } from '@gloact/forms'
import type { FileView } from '../contract/reading/files.ts'

/** One section of a file page: what every country has, or one of its forms, or both under one name. */
export interface FileSection {
  readonly id: string
  /** The form that is drawn in it. */
  readonly form?: string
  /** Whether every file has it, whatever the country asks. */
  readonly builtIn: boolean
}

const CASEWORK = ['action.path_changed', 'action.path_confirmed', 'action.guardian_appointed']
const STAFFING = ['action.assigned', 'action.audience_set']
const CLOSING = [
  'action.closure_requested',
  'action.closure_approved',
  'action.closure_returned',
  'action.file_reopened',
]

/** Forms that stand among the built-in sections; the others stand in the country's order between consent and the plan. */
const FIRST_FORMS = ['identity', 'contact']
const LAST_FORMS = ['risk', 'plan', 'assessment']

/**
 * What says the same thing has one section: what a person needs stands with what threatens them, and the services with the plan that
 * they belong to. Under the earlier name it is still found.
 */
const JOINED: Readonly<Record<string, string>> = { assessment: 'risk', services: 'plan' }

/** The section in which something is found, whatever it was called when a link to it was made. */
export const sectionNamed = (id: string): string => JOINED[id] ?? id

/**
 * The sections of a file for its reader, in the order of the work. What the reader has nothing to do with and nothing to
 * read in is left out.
 */
export function sectionsOf(
  file: Pick<
    FileView,
    | 'may'
    | 'path'
    | 'guardian'
    | 'status'
    | 'forms'
    | 'plans'
    | 'attachments'
    | 'risks'
    | 'reviews'
    | 'services'
    | 'appointments'
  >,
): readonly FileSection[] {
  const forms = file.forms.map(({ form }) => form)
  const may = (permissions: readonly string[]) => permissions.some((one) => file.may.includes(one))
  const ofForm = (id: string): FileSection[] => (forms.includes(id) ? [{ id, form: id, builtIn: false }] : [])
  const when = (condition: boolean, id: string, form = forms.find((one) => one === id)): FileSection[] =>
    condition ? [{ id, builtIn: true, ...(form === undefined ? {} : { form }) }] : []
  const needsForm = forms.find((one) => one === 'assessment' || one === 'risk')
  const between = forms.filter((id) => ![...FIRST_FORMS, ...LAST_FORMS].includes(id))
  return [
    ...when(true, 'summary'),
    ...when(forms.includes('identity'), 'identity'),
    ...ofForm('contact'),
    ...when(true, 'consent'),
    ...between.flatMap(ofForm),
    ...when(needsForm !== undefined || file.risks.length > 0 || may(['action.risk_assessed']), 'risk', needsForm),
    ...when(
      forms.includes('plan') ||
        file.plans.length > 0 ||
        file.services.length > 0 ||
        may(['action.plan_agreed', 'action.service_recorded']),
      'plan',
    ),
    ...when(file.appointments.length > 0 || may(['action.appointment_made']), 'appointments'),
    ...when(file.reviews.length > 0 || may(['action.review_held']), 'reviews'),
    ...when(may(CASEWORK) || file.path === 'child' || file.guardian !== null, 'age'),
    ...when(true, 'decisions'),
    ...when(true, 'notes'),
    ...when(file.attachments.length > 0 || may(['action.attachment_added']), 'attachments'),
    ...when(may(STAFFING), 'people'),
    ...when(may(CLOSING) || file.status !== 'open', 'closure'),
    ...when(true, 'history'),
  ]
}

/** Where the sections that every country has belong; the summary is of all parts. */
const PART_OF: Readonly<Record<string, FormPart>> = {
  identity: 'person',
  consent: 'person',
  age: 'person',
  risk: 'assessment',
  plan: 'support',
  appointments: 'support',
  reviews: 'support',
  decisions: 'procedure',
  closure: 'procedure',
  notes: 'file',
  attachments: 'file',
  people: 'file',
  history: 'file',
}

export interface PlacedSection extends FileSection {
  readonly part?: FormPart
}

/** The sections by the part of the file that they belong to, each part in the order of the work; the country says it of its forms. */
export function inParts(
  sections: readonly FileSection[],
  forms: readonly Pick<FormDefinition, 'id' | 'part'>[],
): readonly PlacedSection[] {
  const placed = sections.map((section): PlacedSection => {
    const part =
      PART_OF[section.id] ??
      (section.form === undefined ? undefined : (forms.find(({ id }) => id === section.form)?.part ?? 'assessment'))
    return part === undefined ? section : { ...section, part }
  })
  return [undefined, ...FORM_PARTS].flatMap((part) => placed.filter((section) => section.part === part))
}
