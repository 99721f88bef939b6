import { CODE_LISTS, codesOf, HTCDS_CODE_LISTS, labelOf } from '@gloact/codes'
import type { HtcdsCodedKey } from './htcds-fields.ts'

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Where IOM's label is neither its code spelt out nor our own English words. */
const PUBLISHED_LABELS: Readonly<Partial<Record<HtcdsCodedKey, Readonly<Record<string, string>>>>> = {
  prs_Gender: { NonSpecifiedUnknown: 'Not Specified/Unknown' },
  vic_MethodsOfControl: { ThreatsLawEnforcement: 'Threats of law enforcement' },
  vic_ForcedLabourIndustry: {
    E_WaterSupplySewerageWasteManagement: 'Water supply; sewerage, waste management and remediation',
    G_WholesaleAndRetailTradeRepairOfMotorVehicles:
      'Wholesale and retail trade; repair of motor vehicles and motorcycles',
    O_PublicAdministrationAndDefence: 'Public administration and defence; compulsory social security',
    T_ActivitiesOfHouseholdsAsEmployers:
      'Activities of households as employers; undifferentiated goods- and services- producing activities of households for own use',
    U_ActivitiesOfExtraterritorialOrganizations: 'Activities of extraterritorial organizations and bodies',
  },
}

const indexes = new Map<HtcdsCodedKey, ReadonlyMap<string, string>>()

/** What a column's codes may be written as, compared without case, blanks and punctuation: the code, or a label. */
function spellings(key: HtcdsCodedKey): ReadonlyMap<string, string> {
  let index = indexes.get(key)
  if (!index) {
    const list = CODE_LISTS[HTCDS_CODE_LISTS[key]]
    if (!list) throw new Error(`no code list for ${key}`)
    const made = new Map<string, string>()
    for (const code of codesOf(list)) {
      const spelt = [labelOf(list, code, 'en'), code.replace(/^[A-U]_/, ''), PUBLISHED_LABELS[key]?.[code], code]
      for (const spelling of spelt) if (spelling) made.set(plain(spelling), code)
    }
    index = made
    indexes.set(key, index)
  }
  return index
}

/** The code that a text means in a column; undefined where it is none. */
export const htcdsCodeOf = (key: HtcdsCodedKey, text: string): string | undefined => spellings(key).get(plain(text))

/**
 * Several codes in one cell. IOM separates them by `;`, and four labels of its own contain one: the longest run of parts
 * that is a label counts. Blanks separate as well in what a survey tool exports.
 * @returns the codes, each once, or the first part that is none
 */
export function splitCodes(
  text: string,
  codeOf: (part: string) => string | undefined,
  survey: boolean,
): { readonly codes: readonly string[] } | { readonly unknown: string } {
  const parts = text.split(';')
  const codes = new Set<string>()
  for (let start = 0; start < parts.length;) {
    let end = parts.length
    let code: string | undefined
    for (; end > start && code === undefined; end--) code = codeOf(parts.slice(start, end).join(';').trim())
    const part = parts[start]!.trim()
    if (code !== undefined) {
      codes.add(code)
      start = end + 1
      continue
    }
    start++
    if (part === '') continue
    const words = survey ? part.split(/\s+/) : [part]
    for (const word of words) {
      const found = words.length > 1 ? codeOf(word) : undefined
      if (found === undefined) return { unknown: word }
      codes.add(found)
    }
  }
  return { codes: [...codes] }
}
