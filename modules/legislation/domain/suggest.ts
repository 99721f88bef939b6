/** Terms of the treaties, as beginnings of words, in the languages that laws of the library are written in. */
const TERMS: readonly Readonly<Record<string, string>>[] = [
  {
    en: 'traffick',
    fr: 'traite',
    es: 'trata',
    pt: 'tráfico',
    ar: 'اتجار',
    ru: 'торговл',
    ms: 'pemerdagang',
    de: 'menschenhandel',
  },
  {
    en: 'smuggl',
    fr: 'trafic illicite',
    es: 'tráfico ilícito',
    pt: 'contrabando',
    ar: 'تهريب',
    ru: 'незаконн ввоз',
    ms: 'penyeludup',
    de: 'einschleus',
  },
  {
    en: 'consent',
    fr: 'consentement',
    es: 'consentimiento',
    pt: 'consentimento',
    ar: 'رضا',
    ru: 'соглас',
    ms: 'persetujuan',
    de: 'einwillig',
  },
  {
    en: 'exploit',
    fr: 'exploit',
    es: 'explot',
    pt: 'explor',
    ar: 'استغلال',
    ru: 'эксплуат',
    ms: 'eksploit',
    de: 'ausbeut',
  },
  {
    en: 'recruit',
    fr: 'recrut',
    es: 'captaci',
    pt: 'recrut',
    ar: 'تجنيد',
    ru: 'вербовк',
    ms: 'merekrut',
    de: 'anwirb',
  },
  {
    en: 'transport',
    fr: 'transport',
    es: 'transport',
    pt: 'transport',
    ar: 'نقل',
    ru: 'перевозк',
    ms: 'mengangkut',
    de: 'beförder',
  },
  {
    en: 'harbour',
    fr: 'héberge',
    es: 'acogida',
    pt: 'alojamento',
    ar: 'إيواء',
    ru: 'укрывательств',
    ms: 'melindung',
    de: 'beherberg',
  },
  { en: 'child', fr: 'mineur', es: 'niñ', pt: 'criança', ar: 'طفل', ru: 'ребен', ms: 'kanak', de: 'kind' },
  { en: 'victim', fr: 'victime', es: 'víctima', pt: 'vítima', ar: 'ضحي', ru: 'жертв', ms: 'mangsa', de: 'opfer' },
  { en: 'force', fr: 'force', es: 'fuerza', pt: 'força', ar: 'قوة', ru: 'сил', ms: 'paksa', de: 'gewalt' },
  { en: 'threat', fr: 'menace', es: 'amenaza', pt: 'ameaça', ar: 'تهديد', ru: 'угроз', ms: 'ancam', de: 'droh' },
  { en: 'fraud', fr: 'fraude', es: 'fraude', pt: 'fraude', ar: 'احتيال', ru: 'мошеннич', ms: 'penipu', de: 'täusch' },
  {
    en: 'vulnerab',
    fr: 'vulnérab',
    es: 'vulnerab',
    pt: 'vulnerab',
    ar: 'استضعاف',
    ru: 'уязвим',
    ms: 'kelemahan',
    de: 'hilflos',
  },
  {
    en: 'confiscat',
    fr: 'confisc',
    es: 'decomiso',
    pt: 'perda',
    ar: 'مصادرة',
    ru: 'конфиск',
    ms: 'lucuthak',
    de: 'einzieh',
  },
  {
    en: 'compensat',
    fr: 'indemnis',
    es: 'indemniz',
    pt: 'indemniz',
    ar: 'تعويض',
    ru: 'компенсац',
    ms: 'pampasan',
    de: 'entschädig',
  },
  {
    en: 'attempt',
    fr: 'tentative',
    es: 'tentativa',
    pt: 'tentativa',
    ar: 'شروع',
    ru: 'покушен',
    ms: 'cubaan',
    de: 'versuch',
  },
  {
    en: 'accomplice',
    fr: 'complic',
    es: 'cómplice',
    pt: 'cúmplice',
    ar: 'شريك',
    ru: 'соучаст',
    ms: 'bersubahat',
    de: 'beihilfe',
  },
  {
    en: 'organi',
    fr: 'organis',
    es: 'organiz',
    pt: 'organiz',
    ar: 'منظم',
    ru: 'организ',
    ms: 'mengatur',
    de: 'organis',
  },
  {
    en: 'privacy',
    fr: 'vie privée',
    es: 'privacidad',
    pt: 'privacidade',
    ar: 'خصوصية',
    ru: 'частн',
    ms: 'peribadi',
    de: 'privat',
  },
  {
    en: 'shelter',
    fr: 'hébergement',
    es: 'alojamiento',
    pt: 'abrigo',
    ar: 'مأوى',
    ru: 'приют',
    ms: 'tempat perlindungan',
    de: 'unterkunft',
  },
  {
    en: 'repatriat',
    fr: 'rapatri',
    es: 'repatri',
    pt: 'repatri',
    ar: 'إعادة',
    ru: 'репатри',
    ms: 'pulang',
    de: 'rückführ',
  },
  {
    en: 'residen',
    fr: 'séjour',
    es: 'residencia',
    pt: 'residência',
    ar: 'إقامة',
    ru: 'прожив',
    ms: 'mastautin',
    de: 'aufenthalt',
  },
  {
    en: 'document',
    fr: 'document',
    es: 'documento',
    pt: 'documento',
    ar: 'وثيق',
    ru: 'документ',
    ms: 'dokumen',
    de: 'dokument',
  },
  {
    en: 'legal person',
    fr: 'personne morale',
    es: 'persona jurídica',
    pt: 'pessoa coletiva',
    ar: 'شخص اعتباري',
    ru: 'юридическ',
    ms: 'pertubuhan perbadanan',
    de: 'juristisch',
  },
  {
    en: 'extradit',
    fr: 'extrad',
    es: 'extradi',
    pt: 'extradi',
    ar: 'تسليم',
    ru: 'выдач',
    ms: 'ekstradisi',
    de: 'auslieferung',
  },
  {
    en: 'jurisdiction',
    fr: 'compétence',
    es: 'jurisdicción',
    pt: 'jurisdição',
    ar: 'اختصاص',
    ru: 'юрисдикц',
    ms: 'bidang kuasa',
    de: 'gerichtsbarkeit',
  },
  { en: 'organ', fr: 'organe', es: 'órgano', pt: 'órgão', ar: 'أعضاء', ru: 'орган', ms: 'organ', de: 'organ' },
  { en: 'slave', fr: 'esclav', es: 'esclav', pt: 'escrav', ar: 'رق', ru: 'рабств', ms: 'perhambaan', de: 'sklaver' },
  { en: 'labour', fr: 'travail', es: 'trabajo', pt: 'trabalho', ar: 'عمل', ru: 'труд', ms: 'buruh', de: 'arbeit' },
  {
    en: 'prostitut',
    fr: 'prostitu',
    es: 'prostitu',
    pt: 'prostitu',
    ar: 'دعارة',
    ru: 'проститу',
    ms: 'pelacur',
    de: 'prostitu',
  },
]

const COMMON = new Set(
  'about after also and any are because been being both but can each for from has have how into its law may must not only other over own person persons same shall should some such than that the their them then there these they this those through under use used when where which who whom with within without must cover definition offence state states party parties article measure measures'.split(
    ' ',
  ),
)

/** What a suggestion is made from. */
export interface Suggestible {
  readonly eId: string
  readonly heading: string
  readonly text: readonly string[]
  readonly after: readonly string[]
}

const MOST = 5
const STEM = 6

/** Beginnings of the words that an element is about: its own where the law is in English, and the treaty's terms in the law's language. */
export function termsOf(element: string, language: string): readonly string[] {
  const small = element.toLowerCase()
  const treaty = TERMS.filter(({ en = '' }) => small.includes(en)).flatMap((term) => {
    const word = term[language]
    return word === undefined ? [] : [word]
  })
  if (language !== 'en') return treaty
  const own = (small.match(/\p{L}{4,}/gu) ?? []).filter((word) => !COMMON.has(word)).map((word) => word.slice(0, STEM))
  return [
    ...new Set([...treaty, ...own.filter((word) => !treaty.some((term) => word.startsWith(term.slice(0, STEM))))]),
  ]
}

/**
 * Provisions that may answer an element, the likeliest first: those that hold its rarer terms, in few words. They are suggestions;
 * a person reads them, and they set no status.
 */
export function suggested<Provision extends Suggestible>(
  element: string,
  provisions: readonly Provision[],
  language: string,
): readonly Provision[] {
  const terms = termsOf(element, language)
  const texts = provisions.map(({ heading, text, after }) =>
    [heading, heading, ...text, ...after].join(' ').toLowerCase(),
  )
  const weights = terms.map((term) => {
    const often = texts.filter((text) => text.includes(term)).length
    return often === 0 ? 0 : Math.log(1 + provisions.length / often)
  })
  return provisions
    .map((provision, at) => {
      const text = texts[at] ?? ''
      const score = terms.reduce((sum, term, which) => sum + (text.includes(term) ? (weights[which] ?? 0) : 0), 0)
      return { provision, score: score / (1 + text.length / 2000) }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ provision }) => provision)
}
