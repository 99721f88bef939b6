/** What a law is, apart from its words (FRBR): a work of a country, and one of its expressions. */
export interface LawIdentity {
  readonly type: 'act' | 'bill'
  /** ISO 3166-1 alpha-2: `PK`. */
  readonly country: string
  /** `2018`, or the day on which it was made. */
  readonly date: string
  /** Its number within the year; empty where it has none. */
  readonly number: string
  readonly title: string
  /** From when on it says so: `2018-06-02`. */
  readonly expressionDate: string
  /** Whether the words include amendments. */
  readonly amends?: boolean
}

/** `/akn/pk/act/2018/34`, by the Akoma Ntoso naming convention. */
export const workUri = ({ country, type, date, number, title }: LawIdentity): string =>
  `/akn/${country.toLowerCase()}/${type}/${date.slice(0, 4)}/${slug(number === '' ? title : number)}`

/** `/akn/pk/act/2018/34/eng@2018-06-02`. */
export const expressionUri = (identity: LawIdentity, language: string): string =>
  `${workUri(identity)}/${language}@${identity.expressionDate}`

const slug = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'nn'
