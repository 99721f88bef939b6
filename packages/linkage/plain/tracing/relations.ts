import { foldText } from '../fields/text-field.ts'

// What a relative is to the child, as it is written in the six languages, marks left out.
const RELATIONS: readonly (readonly [string, RegExp])[] = [
  ['mother', /^(mother|mom|mum|mere|maman|madre|mama|mae|мать|мама|ام|الام|والده|والدته|والدتها)$/u],
  ['father', /^(father|dad|pere|papa|padre|pai|отец|папа|اب|الاب|والد|والده الاب)$/u],
  ['brother', /^(brother|frere|hermano|irmao|брат|اخ|الاخ|شقيق)$/u],
  ['sister', /^(sister|s(o|œ)eur|hermana|irma|сестра|اخت|الاخت|شقيقه)$/u],
  [
    'aunt',
    /^((paternal|maternal) )?(aunt|tante|tia|тетя|тетка|عمه|العمه|خاله|الخاله)( (paternal|maternal|paternelle|maternelle))?$/u,
  ],
  [
    'uncle',
    /^((paternal|maternal) )?(uncle|oncle|tio|дядя|عم|العم|خال|الخال)( (paternal|maternal|paternel|maternel))?$/u,
  ],
  ['grandmother', /^((paternal|maternal) )?(grandmother|grandma|grand mere|abuela|avo|бабушка|جده|الجده)$/u],
  ['grandfather', /^((paternal|maternal) )?(grandfather|grandpa|grand pere|abuelo|дедушка|дед|جد|الجد)$/u],
]

/** One word for a relation that is written in many ways; anything else as it stands, folded. Empty where none is given. */
export function foldRelation(text: string): string {
  const folded = foldText(text).replace(/[أإآ]/g, 'ا').replace(/ة/g, 'ه')
  return RELATIONS.find(([, pattern]) => pattern.test(folded))?.[0] ?? folded
}
