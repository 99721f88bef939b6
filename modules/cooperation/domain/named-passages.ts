/*
 * Passages that read like the name of a person, where no file says which name to look for: after words that introduce one, and two or
 * three capitalised words in a row none of which belongs to an institution, a law or a place. It says where to look; a person decides.
 */

const NAME_WORD = String.raw`(?:\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}'’]+)*|\p{Lu}\.)`
const LATIN_CUE = String.raw`(?:name (?:is|was)|named|called|known as|alias|a\.?k\.?a\.?|mr\.?|mrs\.?|ms\.?|miss|se llama(?:ba)?|llamad[oa]|su nombre es|chama-se|chamad[oa]|seu nome é|s['’]appelle|nommée?s?|prénommée?|mme|sra?\.?|dona|doña|зовут|звали|по имени|г-н|г-жа|гражданк[аиуе]|гражданин[ауе]?)`
const INTRODUCED = new RegExp(
  String.raw`(?<![\p{L}\p{M}])(?:${cased(LATIN_CUE)})[\s:]+(${NAME_WORD}(?:[\s-]+${NAME_WORD}){0,3})`,
  'gu',
)
const ARABIC_INTRODUCED =
  /(?<![\p{L}\p{M}])(?:و?اسمها|و?اسمه|تدعى|يدعى|المدعوة?|السيدة?)[\s:]+([\p{Script=Arabic}]{2,}(?:\s+[\p{Script=Arabic}]{2,})?)/gu
const IN_A_ROW = new RegExp(String.raw`(?<![\p{L}\p{M}'’-])${NAME_WORD}(?:[ -]${NAME_WORD}){1,3}(?![\p{L}\p{M}])`, 'gu')

/** A cue may begin a sentence, or stand in capitals. */
function cased(cue: string): string {
  return cue.replaceAll(/(?<![\\\p{L}[])(\p{Ll})/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
}

/** Words that make of a row of capitals an institution, a law, a place or a day. */
const NO_NAME = new Set(
  `act acts affairs agency airlines airport annex art article articles association authority authorities avenue bank bay border branch
  bureau central centre center chapter city civil clause coast coastal code commission committee company convention cooperation council
  country court criminal crime crown customs data department directorate district division east eastern embassy europol european eurojust
  farm federal federation financial fishing force forum foundation frontex fund general government group harbour highway hill hospital hotel
  house human immigration inc institute intelligence international interpol investigation iom island islands judge judicial justice kingdom
  labour lake law legal limited ltd llc magistrate maritime mechanism minister ministry mobile municipal national nations north northern
  notice office officer officers organisation organization organised organized palermo paragraph park parliament party penal pier plc police
  port ports president procedure programme project prosecutor prosecution protection protocol protocols province public quay red referral
  region regional register registry registration relations republic rescue river road rule safe school sea section security service services
  shelter shipping smuggling social south southern square state states station statute street supreme tel tower trafficking transnational
  transport treaty tribunal union unit united university untoc vessel victim victims village west western women yard
  january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday
  sunday the this that these those his her their our your its she he they we you it in on at of for from by with to and or as if when while
  after before during since until between under over no not any all both each every some one two three four five six seven eight nine ten
  please there here where who whom what which why how is are was were has had have will would may must can shall new old
  код статья суд министерство прокуратура республика область город улица полиция банк
  ministère code pénal cour tribunal république convention protocole article police office ministerio código penal juzgado corte república
  convenio protocolo artículo policía ministério código tribunal república convenção`
    .split(/\s+/)
    .filter(Boolean),
)
const WORDS_IN = /[\p{L}\p{M}'’]+/gu

/** The runs of two words and more in a row of capitals that none of these words interrupts. */
function runsOf(row: string): readonly string[] {
  const all = [...row.matchAll(WORDS_IN)].map(([word]) => word)
  // In capitals throughout it is a code or a heading.
  if (all.every((word) => word === word.toUpperCase())) return []
  const runs: string[][] = [[]]
  for (const word of all) {
    const small = word.toLowerCase()
    if (NO_NAME.has(small) || COUNTRIES.has(small)) runs.push([])
    else runs.at(-1)?.push(word)
  }
  return runs.filter(({ length }) => length > 1).map((run) => run.join(' '))
}

const CODES =
  `AF AL DZ AR AM AU AT AZ BD BB BY BE BJ BO BA BR BG BF KH CM CA TD CL CN CO CR HR CU CY CZ DO EC EG SV ER EE ET FI FR GE DE GH
  GR GT GN HT HN HU IN ID IR IQ IE IL IT JM JP JO KZ KE KG KW LA LV LB LR LY LT MG MW MY ML MT MR MX MD MN MA MZ MM NP NL NI NE NG NO OM PK PA
  PY PE PH PL PT QA RO RU RW SA SN RS SL SG SK SI SO ZA ES LK SD SE CH SY TJ TH TL TG TN TR TM UG UA AE GB UY UZ VE VN YE ZM ZW`
    .split(/\s+/)
    .filter(Boolean)
const COUNTRIES: ReadonlySet<string> = new Set(
  ['en', 'fr', 'es', 'pt', 'ru'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    return CODES.flatMap((code) => [...(names.of(code) ?? '').matchAll(WORDS_IN)].map(([word]) => word.toLowerCase()))
  }),
)

/** The passages, each once. */
export function namedPassages(text: string): readonly string[] {
  const introduced = [...text.matchAll(INTRODUCED), ...text.matchAll(ARABIC_INTRODUCED)].map((match) => match[1] ?? '')
  const told = introduced.filter((words) => {
    const [first = ''] = [...words.matchAll(WORDS_IN)].map(([word]) => word)
    return !NO_NAME.has(first.toLowerCase())
  })
  const row = [...text.matchAll(IN_A_ROW)].flatMap(([words]) => runsOf(words))
  const rows = row.filter((words) => !told.some((each) => each.includes(words) || words.includes(each)))
  return [...new Set([...told, ...rows])]
}
