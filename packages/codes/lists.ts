import type { CodeLists } from './code-list.ts'
import * as caseCodes from './lists/case.ts'
import * as consentCodes from './lists/consent.ts'
import * as controlCodes from './lists/control.ts'
import * as countryCodes from './lists/country.ts'
import * as exploitationCodes from './lists/exploitation.ts'
import * as languageCodes from './lists/language.ts'
import * as migrationCodes from './lists/migration.ts'
import * as personCodes from './lists/person.ts'
import * as recruitmentCodes from './lists/recruitment.ts'
import * as supportCodes from './lists/support.ts'
import * as vulnerabilityCodes from './lists/vulnerability.ts'

const all = [
  ...Object.values(caseCodes),
  ...Object.values(consentCodes),
  ...Object.values(controlCodes),
  ...Object.values(countryCodes),
  ...Object.values(exploitationCodes),
  ...Object.values(languageCodes),
  ...Object.values(migrationCodes),
  ...Object.values(personCodes),
  ...Object.values(recruitmentCodes),
  ...Object.values(supportCodes),
  ...Object.values(vulnerabilityCodes),
]

/** Every canonical list by its id. */
export const CODE_LISTS: CodeLists = Object.fromEntries(all.map((list) => [list.id, list]))
