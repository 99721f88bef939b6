/** What a module holds of an agency that leaves, as a file of the export: one line an object, nothing of it sealed. */
export interface ExportPart {
  /** Of small letters, such as `accounts`: the file is `<module>-accounts.jsonl`. */
  readonly name: string
  /** What a line is, for anybody who takes it into the next system: plain English, one sentence or two. */
  readonly about: string
  readonly lines: AsyncIterable<object> | Iterable<object>
}
