import { ALLEGATIONS } from './forms/alleged.ts'
import { lastOf, told, type Recorded, type Said } from './said.ts'

/** Whether two names are likely one, in whatever scripts they are written. */
export type Alike = (one: string | undefined, other: string) => boolean

/**
 * Whether an incident or a complaint tells of the adult or the household that this determination chose. `household` are the names of those
 * with whom the child lives. If nobody knows who it is about, it does not count against them.
 */
export function isAboutChosen(
  determination: Recorded,
  said: Said,
  { household, alike }: { readonly household: readonly string[]; readonly alike: Alike },
): boolean {
  const decision = lastOf(determination, 'approve')
  const [option, place, adult] = ['option', 'place', 'adult'].map((question) => told(decision, question))
  if (option === undefined || !alleges(said)) return false
  const of = told(said, 'alleged_of')
  const isChosen = (name: string) => alike(adult, name) || alike(place, name)
  if (of === 'chosen') return true
  const name = told(said, 'alleged_name')
  if (name !== undefined && (isChosen(name) || (option === 'remain' && household.some((each) => alike(each, name)))))
    return true
  // An allegation counts as one against the carer, even if nobody was asked who it is about.
  const ofCarer = of === 'carer' || (of === undefined && told(said, 'kind') === 'allegation')
  return ofCarer && (option === 'remain' || household.some(isChosen))
}

/** A complaint always does; of incidents, those in which somebody did something. */
const alleges = (said: Said): boolean => said.step === 'complain' || ALLEGATIONS.includes(told(said, 'kind') ?? '')
