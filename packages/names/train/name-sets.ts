/** The open sets of name pairs that the tables are learned from. They are fetched by anyone who trains; none is kept here. */
export interface NameSet {
  /** The script, and the name of the table's file. */
  readonly script: 'arabic' | 'cyrillic' | 'hebrew' | 'devanagari'
  /** The file of pairs, `latin,native,count` under a heading. */
  readonly file: string
  readonly source: string
  readonly licence: string
  /** How many words are put aside to measure on. */
  readonly heldOut: number
  /** Letters that the set has too few of; their romanisation is counted as if it had been seen a few times. */
  readonly rareLetters: string
}

const WIKIDATA = 'Wikidata, by Merhav and Ash 2018, "Design challenges in named entity transliteration"'

export const NAME_SETS: readonly NameSet[] = [
  {
    script: 'arabic',
    file: 'arabic-train.csv',
    source: WIKIDATA,
    licence: 'CC0 1.0',
    heldOut: 2000,
    rareLetters: 'پچژگڤڨٹڈڑټډړښڼڭۇۋظذضئؤ',
  },
  {
    script: 'cyrillic',
    file: 'russian-train.csv',
    source: WIKIDATA,
    licence: 'CC0 1.0',
    heldOut: 2000,
    rareLetters: 'іїєґөүңқғҳһҗҷәӣӯұўјљњћђѓќџ',
  },
  { script: 'hebrew', file: 'hebrew-train.csv', source: WIKIDATA, licence: 'CC0 1.0', heldOut: 2000, rareLetters: '' },
  {
    script: 'devanagari',
    file: 'devanagari-train.csv',
    source: 'Indian names in Devanagari and Latin letters, by A. Parlikar, Carnegie Mellon University 2011',
    licence: 'CC BY 3.0',
    heldOut: 1500,
    rareLetters: 'ङछझञटठडढणळफघऊऐऑऔ',
  },
]
