export type Parent = 'father' | 'mother'

/** Names of a child’s relatives on one record: parents as parents, also where the relative is one. */
export interface Relatives {
  readonly father: readonly number[]
  readonly mother: readonly number[]
  /** A relative who is no parent, or of whom nothing is said. */
  readonly other: readonly number[]
  /** All of them. */
  readonly anyone: readonly number[]
}

/** What a record says of relatives, column by column. */
interface Named {
  readonly father: readonly number[]
  readonly mother: readonly number[]
  readonly relative: readonly number[]
}

/** Sorts the names of relatives by the relation of the inquirer, or of the adult the child lived with. */
export function sortRelatives(record: Named, relation: string | undefined): Relatives {
  const { relative } = record
  const [isFather, isMother] = [relation === 'father', relation === 'mother']
  const father = isFather ? [...record.father, ...relative] : record.father
  const mother = isMother ? [...record.mother, ...relative] : record.mother
  const other = isFather || isMother ? [] : relative
  return { father, mother, other, anyone: [...father, ...mother, ...other] }
}
