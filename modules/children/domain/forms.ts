import type { CodeLists } from '@gloact/codes'
import type { FormDefinition } from '@gloact/forms'
import { AGE_FORMS } from './forms/age-forms.ts'
import { AGE_LISTS } from './forms/age-lists.ts'
import { ALLEGED_LISTS } from './forms/alleged.ts'
import { ASSESSMENT_FORMS, ASSESSMENT_LISTS } from './forms/assessment-forms.ts'
import { CARE_FORMS, CARE_LISTS } from './forms/care-forms.ts'
import { DETERMINATION_FORMS, DETERMINATION_LISTS } from './forms/determination-forms.ts'
import { GUARDIAN_FORMS, GUARDIAN_LISTS } from './forms/guardian-forms.ts'
import { HEARD_LISTS } from './forms/heard.ts'
import { INTERVIEW_FORMS, INTERVIEW_LISTS } from './forms/interview-forms.ts'
import { SCHOOL_FORMS, SCHOOL_LISTS } from './forms/school-forms.ts'
import { SIBLING_FORMS, SIBLING_LISTS } from './forms/sibling-forms.ts'
import { SOLUTION_FORMS, SOLUTION_LISTS } from './forms/solution-forms.ts'
import { TRANSITION_FORMS, TRANSITION_LISTS } from './forms/transition-forms.ts'

/** Every form of this module's records, by its id. */
export const CHILDREN_FORMS: Readonly<Record<string, FormDefinition>> = {
  ...AGE_FORMS,
  ...GUARDIAN_FORMS,
  ...ASSESSMENT_FORMS,
  ...CARE_FORMS,
  ...INTERVIEW_FORMS,
  ...DETERMINATION_FORMS,
  ...SOLUTION_FORMS,
  ...TRANSITION_FORMS,
  ...SCHOOL_FORMS,
  ...SIBLING_FORMS,
}

export const CHILDREN_LISTS: CodeLists = {
  ...AGE_LISTS,
  ...GUARDIAN_LISTS,
  ...ASSESSMENT_LISTS,
  ...ALLEGED_LISTS,
  ...CARE_LISTS,
  ...HEARD_LISTS,
  ...INTERVIEW_LISTS,
  ...DETERMINATION_LISTS,
  ...SOLUTION_LISTS,
  ...TRANSITION_LISTS,
  ...SCHOOL_LISTS,
  ...SIBLING_LISTS,
}
