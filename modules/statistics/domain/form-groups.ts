import { exploitationFormToPurpose } from '@gloact/codes'
import { codesOfFamily, FAMILIES, SEVERAL, SEVERAL_LABOUR, SEX_AND_LABOUR, UNKNOWN } from './canon.ts'
import { ctdcColumnOf, ctdcPlaceOf, isKindOfLabour } from './ctdc-columns.ts'

/* How returns group the forms of exploitation: each group is a figure of its own, near its own count. */

export interface FormGroup {
  readonly id: string
  readonly codes: readonly string[]
}

const FORM_CODES = FAMILIES['form_detail'] ? codesOfFamily(FAMILIES['form_detail']) : []
const SINGLE = FORM_CODES.filter((code) => ![UNKNOWN, SEVERAL, SEVERAL_LABOUR, SEX_AND_LABOUR].includes(code))
const TO_PURPOSE = new Map<string, string>(exploitationFormToPurpose.pairs.map(({ from, to }) => [from, to]))

/** The forms as IC-TIP’s purposes, and what no purpose stands for under its own code. */
export const PURPOSES: readonly FormGroup[] = [...Map.groupBy(FORM_CODES, (code) => TO_PURPOSE.get(code) ?? code)].map(
  ([id, codes]) => ({ id, codes }),
)

/**
 * Types of exploitation by the columns of CTDC, in which a person is marked in every one that applies: who was exploited sexually and for
 * labour counts in both columns and in that of the combination.
 */
export const CTDC_TYPES: readonly FormGroup[] = [...Map.groupBy(SINGLE, ctdcColumnOf)].map(([id, codes]) => ({
  id,
  codes: [
    ...codes,
    ...(['isSexualExploit', 'isForcedLabour'].includes(id) ? [SEX_AND_LABOUR] : []),
    ...(id === 'isForcedLabour' ? [SEVERAL_LABOUR] : []),
  ],
}))

/** Kinds of labour that the forms name; others are not recorded. */
export const CTDC_LABOUR: readonly FormGroup[] = [...Map.groupBy(SINGLE, ctdcPlaceOf)].flatMap(([id, codes]) =>
  isKindOfLabour(id) ? [{ id, codes }] : [],
)

/** Those of whom any form is recorded. */
export const FORM_RECORDED: FormGroup = { id: 'recorded', codes: FORM_CODES.filter((code) => code !== UNKNOWN) }

/** What returns add up of the forms in detail. */
export const FORM_GROUPS: readonly FormGroup[] = [...PURPOSES, ...CTDC_TYPES, ...CTDC_LABOUR, FORM_RECORDED]
