import type { Crosswalk } from './crosswalk.ts'
import * as controlCrosswalks from './crosswalks/control.ts'
import * as exploitationCrosswalks from './crosswalks/exploitation.ts'
import * as personCrosswalks from './crosswalks/person.ts'
import * as recruitmentCrosswalks from './crosswalks/recruitment.ts'

/** Every crosswalk by its id, `<from>_to_<to>`. */
export const CROSSWALKS: Readonly<Record<string, Crosswalk>> = Object.fromEntries(
  [
    ...Object.values(controlCrosswalks),
    ...Object.values(exploitationCrosswalks),
    ...Object.values(personCrosswalks),
    ...Object.values(recruitmentCrosswalks),
  ].map((crosswalk) => [crosswalk.id, crosswalk]),
)
