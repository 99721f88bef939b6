/** Why a column looks as if it told who somebody is. */
export type SuspicionKind = 'name' | 'identifier' | 'contact' | 'date' | 'free_text' | 'own_values'

export interface Suspicion {
  readonly kind: SuspicionKind
  /** By its heading, or by what stands in it. */
  readonly by: 'heading' | 'content'
}

/**
 * Headings, as words or pairs of words, in the languages of the platform. A heading that says of what it is the name
 * (`region name`) is no person's.
 */
const HEADINGS: readonly (readonly [SuspicionKind, RegExp])[] = [
  [
    'name',
    /^(?:(?:full|first|last|given|family|middle|maiden|sur|fore|nick|birth|person|victim|client|child|mother|father)s? ?)?names?$|^(?:initials|surname|alias(?:es)?|aka|nom|pr[ée]noms?|nombres?|apellidos?|nome|sobrenome|apelido|имя|фамилия|отчество|фио|الاسم|اسم|اللقب|اسم العائلة)(?: .{1,20})?$/u,
  ],
  [
    'contact',
    /\b(?:e ?mail|phone|telephone|mobile|cell ?phone|whatsapp|telegram|address|street|t[ée]l[ée]phone|correo|tel[ée]fono|direcci[óo]n|adresse|endere[çc]o)\b|телефон|адрес|почта|هاتف|عنوان|بريد/u,
  ],
  [
    'identifier',
    /^(?:id|ids|identifier|case ?id|person ?id|record ?id|client ?id|file ?id|uuid|guid)$|\b(?:passport|national id|identity (?:card|number)|social security|case (?:number|no)|file (?:number|no)|serial|passeport|pasaporte|passaporte|c[ée]dula|dni)\b|паспорт|جواز/u,
  ],
  [
    'date',
    /\b(?:birth ?da(?:te|y)|date of birth|dob|born on|date de naissance|fecha de nacimiento|data de nascimento)\b|дата рождения|تاريخ الميلاد/u,
  ],
  [
    'free_text',
    /^(?:notes?|comments?|remarks?|description|narrative|story|testimony|observaciones|remarques|комментарий|ملاحظات)$/u,
  ],
]

/** Given names that very many people have, in Latin letters; none of them a place. */
const COMMON_NAMES = new Set(
  (
    'maria jose juan ana luis carlos antonio francisco pedro manuel jorge miguel rosa carmen joao paulo lucia elena sofia ' +
    'mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein omar ibrahim yusuf youssef abdul abdullah fatima aisha khadija zainab maryam ' +
    'amina layla john james robert michael david william richard joseph thomas daniel peter paul mark mary elizabeth sarah anna emma jennifer linda susan ' +
    'jean pierre marie michel nathalie isabelle catherine sophie ivan sergei sergey alexander dmitri dmitry andrei andrey vladimir nikolai olga natalia tatiana ' +
    'svetlana elena irina oleksandr andriy wei ming mei yan jing hong nguyen kumar raj sunita anita ram krishna sita bibek gita samuel emmanuel blessing ' +
    'grace chinedu ngozi ibrahima moussa aminata fatou mamadou ousmane kofi kwame abebe tesfaye almaz'
  ).split(' '),
)

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+?[\d\s().-]{7,20}$/
const WHOLE_DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[T ].*)?$/
const CODED_NUMBER = /^(?=.*\d)[\p{L}\d_-]{4,}$/u
const CAPITALISED = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]*\.?){1,4}$/u

/** So many persons, each with a value that hardly anybody else has, are no category. */
const FEWEST_OWN_VALUES = 12

/**
 * Whether a column may tell who somebody is: by its heading, or by what stands in it, since a bare file knows no form.
 * `values` are the distinct values, each with how many persons have it; what is missing is not among them. It errs on the side
 * of refusing; nothing of a value is in its answer.
 */
export function suspectColumn(heading: string, values: ReadonlyMap<string, number>): Suspicion | undefined {
  const words = heading
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[_\s./-]+/g, ' ')
    .trim()
  for (const [kind, pattern] of HEADINGS) if (pattern.test(words)) return { kind, by: 'heading' }
  let persons = 0
  for (const count of values.values()) persons += count
  if (persons === 0) return undefined
  const shareOf = (matches: (value: string) => boolean): { share: number; distinct: number } => {
    let held = 0
    let distinct = 0
    for (const [value, count] of values) {
      if (!matches(value.trim())) continue
      held += count
      distinct++
    }
    return { share: held / persons, distinct }
  }
  const content = (kind: SuspicionKind): Suspicion => ({ kind, by: 'content' })
  if (shareOf((value) => EMAIL.test(value)).share > 0.2) return content('contact')
  const dates = shareOf((value) => WHOLE_DATE.test(value))
  if (dates.share > 0.5 && dates.distinct >= FEWEST_OWN_VALUES) return content('date')
  const phones = shareOf((value) => PHONE.test(value) && !WHOLE_DATE.test(value))
  if (phones.share > 0.5 && phones.distinct >= FEWEST_OWN_VALUES) return content('contact')
  if (shareOf((value) => value.length > 60 || value.split(/\s+/).length > 9).share > 0.3) return content('free_text')
  const named = shareOf((value) =>
    value
      .toLowerCase()
      .split(/[\s,'’-]+/)
      .some((word) => COMMON_NAMES.has(word)),
  )
  if (named.share > 0.15 && named.distinct >= 3) return content('name')
  let own = 0
  for (const count of values.values()) if (count <= 2) own += count
  if (own / persons <= 0.5 || own < FEWEST_OWN_VALUES) return undefined
  if (shareOf((value) => CAPITALISED.test(value)).share > 0.5) return content('name')
  if (shareOf((value) => CODED_NUMBER.test(value)).share > 0.5) return content('identifier')
  return content('own_values')
}
