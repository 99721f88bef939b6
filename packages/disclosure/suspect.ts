import { foldName } from '@gloact/names/fold'
import { holdsCommonName } from './person-names.ts'

/** Why a column looks as if it told who somebody is. */
export type SuspicionKind = 'name' | 'identifier' | 'contact' | 'date' | 'free_text' | 'own_values'

export interface Suspicion {
  readonly kind: SuspicionKind
  /** By its heading, or by what stands in it. */
  readonly by: 'heading' | 'content'
}

/** Words by which a heading says that a name stands below it, folded. */
const NAME_WORDS = new Set(
  (
    'name names nom noms nombre nombres nome nomes naam namn nama jina имя имена імя аты اسم الاسم اسماء الاسماء نام نامها نوم नाम नामहरू ' +
    "নাম ຊື່ ชื่อ 姓名 名字 名前 이름 성명 სახელი անուն ім'я adi isim"
  )
    .split(' ')
    .map(foldName),
)

/** Words that say so whatever stands beside them. */
const ONLY_NAMES = new Set(
  (
    'surname surnames forename forenames firstname lastname fullname givenname familyname middlename nickname initials alias aliases aka ' +
    'prenom prenoms apellido apellidos sobrenome sobrenomes apelido vorname vornamen nachname familienname cognome фамилия фамилии ' +
    'отчество фио прізвище фамилиясы اللقب لقب उपनाम थर ນາມສະກຸນ นามสกุล გვარი soyadi'
  )
    .split(' ')
    .map(foldName),
)

/**
 * What may stand beside a word for name in a heading so that it is still a person's. A heading that says of what else it is the
 * name (`region name`, `nombre de hijos`, `اسم المنطقة`) is none.
 */
const OF_A_PERSON = new Set(
  (
    'full first last given family middle maiden birth legal real true known other former complete original latin english local person ' +
    'persons people victim victims survivor survivors client clients child children minor mother father parent guardian spouse husband ' +
    'wife brother sister partner beneficiary applicant patient respondent witness suspect trafficker perpetrator offender caseworker ' +
    'interviewer officer contact of the s in and or 1 2 3 4 ' +
    'complet complete victime personne enfant mere pere tuteur famille naissance jeune fille epoux epouse usage de du des d la le l et ' +
    'completo completos victima persona nino nina madre padre tutor familia paciente menor beneficiario beneficiaria y del los las el pila ' +
    'vitima pessoa crianca mae pai da do e social civil nascimento familiar ' +
    'жертвы жертва пострадавшего пострадавшей лица ребенка матери отца опекуна полное полные клиента человека заявителя родителя при ' +
    'рождении потерпілого особи дитини жабырлануучунун ' +
    'الضحيه ضحيه الشخص شخص الطفل الطفله الام الاب الوصي الكامل الاول الاخير الثاني الثلاثي الرباعي العائله عائله المستفيد العميل الزوج ' +
    'الزوجه المريض الناجيه الناجي قرباني كامل خانوادگی خانوادگي پدر مادر طفل والد والده متاثره خاندان بچه کا كا کی كي ' +
    'पीडित पीडितको पीड़ित पीडितका व्यक्ति व्यक्तिको पूरा पुरा बालक बालकको बच्चा बच्चे माता पिता का को की के पहिलो पहला ' +
    'der des kindes person opfer opfers voll vollstandiger'
  )
    .split(' ')
    .map(foldName),
)

/** Whether a heading says that persons' names stand below it, in one of many languages. */
function headsNames(words: string): boolean {
  const folded = words.split(/ |(?<=\p{Script=Latin})['’]/u).map(foldName)
  if (folded.some((word) => ONLY_NAMES.has(word))) return true
  const others = folded.filter((word) => !NAME_WORDS.has(word))
  return others.length < folded.length && others.every((word) => word === '' || OF_A_PERSON.has(word))
}

/** Other headings, as words or pairs of words, in the languages of the platform. */
const HEADINGS: readonly (readonly [SuspicionKind, RegExp])[] = [
  [
    'contact',
    /\b(?:e ?mail|phone|telephone|mobile|cell ?phone|whatsapp|telegram|address|street|t[ée]l[ée]phone|correo|tel[ée]fono|direcci[óo]n|adresse|endere[çc]o)\b|телефон|адрес|почта|هاتف|عنوان|بريد/u,
  ],
  [
    'contact',
    /\b(?:lat|lon|lng|latitudes?|longitudes?|gps|geo ?(?:location|point)|coordinates?|coords?|coordonn[ée]es|coordenadas|latitud|longitud)\b|координат|широта|долгота|احداثيات|إحداثيات/u,
  ],
  [
    'identifier',
    /^(?:ids?|identifier|(?:case|person|record|client|file|victim|child|survivor|beneficiary|unique|national) ?(?:id|identifier)|uuid|guid)$|\b(?:passport|national id|(?:id|identity|identification) (?:card|number|no)|social security|case (?:number|no)|file (?:number|no)|serial|passeport|pasaporte|passaporte|c[ée]dula|dni)\b|паспорт|جواز/u,
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

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+?[\d\s().-]{7,20}$/
/** An amount or a share: two decimals at most and no zero before other digits. More may be a place on the map, or a phone. */
const DECIMAL = /^[-+]?(?:0|[1-9]\d*)\.\d{1,2}$/
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
  if (headsNames(words)) return { kind: 'name', by: 'heading' }
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
  const phones = shareOf((value) => PHONE.test(value) && !WHOLE_DATE.test(value) && !DECIMAL.test(value))
  if (phones.share > 0.5 && phones.distinct >= FEWEST_OWN_VALUES) return content('contact')
  if (shareOf((value) => value.length > 60 || value.split(/\s+/).length > 9).share > 0.3) return content('free_text')
  const named = shareOf(holdsCommonName)
  if (named.share > 0.15 && named.distinct >= 3) return content('name')
  let own = 0
  for (const count of values.values()) if (count <= 2) own += count
  if (own / persons <= 0.5 || own < FEWEST_OWN_VALUES) return undefined
  if (shareOf((value) => CAPITALISED.test(value)).share > 0.5) return content('name')
  if (shareOf((value) => CODED_NUMBER.test(value)).share > 0.5) return content('identifier')
  return content('own_values')
}
