/** Tags put on a file and taken off. Ids of the agency's or the country's list: never words of one's own. */
export interface Tagged {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}
