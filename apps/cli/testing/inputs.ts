import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkageSchema } from './private-linkage.ts'

/** A word that stands in every cell about a person, and may stand in no message. */
export const MARK = /zq/i

const GIVEN = ['Zqamina', 'Zqbakyt', 'Zqchinara', 'Zqdaniyar', 'Zqelena', 'Zqfarida', 'Zqhamza']
const FAMILY = ['Zqabdy', 'Zqbeish', 'Zqchern', 'Zqdzhum', 'Zqegor', 'Zqfedor', 'Zqgalim', 'Zqhakim', 'Zqisa']
const two = (value: number): string => String(value).padStart(2, '0')

/** Invented people: a letter more or less in a second list, so that they are linked by more than equality. */
const person = (number: number, id: string): string =>
  [
    id,
    `${GIVEN[number % GIVEN.length]!}${'aeiou'[number % 5]!}`,
    `${FAMILY[(number * 7) % FAMILY.length]!}${'ovnikaski'.slice(number % 6)}`,
    number % 2 ? 'male' : 'female',
    `${1960 + (number % 50)}-${two(1 + (number % 12))}-${two(1 + ((number * 5) % 28))}`,
  ].join(',')

const COLUMNS = ['given_name', 'family_name', 'sex', 'date_of_birth']
const HEADER = ['id', ...COLUMNS].join()
const people = (from: number, prefix: string): string =>
  [HEADER, ...Array.from({ length: 60 }, (_, at) => person(from + at, `${prefix}${from + at}`))].join('\n')

const PEOPLE = `${people(0, 'zqa')}\n`
const OTHERS = `${people(30, 'zqb')}\n`
const HISTORIES = `police,shelter,hotline,count
1,0,0,220
0,1,0,180
0,0,1,140
1,1,0,45
1,0,1,30
0,1,1,22
1,1,1,8
`
const CASES = `sex,age,region
${Array.from({ length: 240 }, (_, row) => `${row % 7 < 3 ? 'zqwoman' : 'zqman'},${['zqchild', 'zqadult', 'zqold'][(row * row) % 3]!},${['zqnorth', 'zqsouth'][row % 2]!}`).join('\n')}
`
const CODES = {
  version: '1',
  columns: { sex: ['zqwoman', 'zqman'], age: ['zqchild', 'zqadult', 'zqold'], region: ['zqnorth', 'zqsouth'] },
}

/** A command on a CSV file that can be made wrong. */
export interface Tried {
  readonly name: string
  /** A file that is right. */
  readonly text: string
  /** The option that names what is written. */
  readonly writes: string
  /** The arguments but for where it writes. */
  args(file: string): readonly string[]
}

/** The commands on CSV files, each with a file that it takes; what else they read is written into the folder. */
export function commandsOnFiles(folder: string): readonly Tried[] {
  const given = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  const others = given('others.csv', OTHERS)
  const schema = given('schema.json', JSON.stringify(linkageSchema(COLUMNS, { bits: 256, bitsPerFeature: 30 })))
  const cases = given('cases.csv', CASES)
  const secret = given('secret', 's'.repeat(40))
  const codes = given('lists.json', JSON.stringify(CODES))
  return [
    {
      name: 'estimate',
      text: HISTORIES,
      writes: 'report',
      args: (file) => ['estimate', file, '--interval', 'none', '--method', 'bic', '--assume', 'kept apart'],
    },
    { name: 'link', text: PEOPLE, writes: 'out', args: (file) => ['link', file, others] },
    {
      name: 'dedupe',
      text: `${PEOPLE}${OTHERS.slice(HEADER.length + 1)}`,
      writes: 'out',
      args: (file) => ['dedupe', file],
    },
    { name: 'trace', text: PEOPLE, writes: 'out', args: (file) => ['trace', file, others] },
    {
      name: 'encode',
      text: PEOPLE,
      writes: 'out',
      // So few are found now and then by an attack that is as good as guessing.
      args: (file) => ['encode', file, '--schema', schema, '--secret-file', secret, '--despite-attacks'],
    },
    {
      name: 'protect table',
      text: CASES,
      writes: 'out',
      args: (file) => ['protect', 'table', file, '--rows', 'age', '--columns', 'sex'],
    },
    { name: 'compare', text: CASES, writes: 'report', args: (file) => ['compare', file, cases] },
    {
      name: 'protect records',
      text: CASES,
      writes: 'out',
      args: (file) => ['protect', 'records', file, '--by', 'age,sex', '--keep', 'region'],
    },
    {
      name: 'synthesize',
      text: CASES,
      writes: 'out',
      args: (file) => ['synthesize', file, '--codes', codes, '--ledger', join(folder, 'ledger.jsonl')],
    },
  ]
}

/** A table with its rows made again; the header is row 0. */
export const mapped = (text: string, make: (cells: readonly string[], row: number) => readonly string[]): string =>
  `${text
    .trimEnd()
    .split('\n')
    .map((line, row) => make(line.split(','), row).join(','))
    .join('\n')}\n`
