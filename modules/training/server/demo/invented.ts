import type { Profession } from '../../domain/nomination.ts'

/** The seven agencies whose staff were trained, each with the professions that it has. */
export const EMPLOYERS: readonly { readonly name: string; readonly professions: readonly Profession[] }[] = [
  { name: 'National Police, Isa district', professions: ['police'] },
  { name: 'Border Guard, northern sector', professions: ['border_guard'] },
  { name: 'Prosecutor’s Office of Isa', professions: ['prosecutor'] },
  { name: 'Labour Inspectorate', professions: ['labour_inspector'] },
  { name: 'Child Protection Office', professions: ['social_worker'] },
  { name: 'Clinic Isa', professions: ['health_worker'] },
  { name: 'Shelter North', professions: ['shelter_staff', 'social_worker'] },
]

/** Names that belong together: in one script each, with numbers of given and family names that have no common divisor. */
const NAMES = {
  latin: {
    given: [
      'Amina',
      'Bekzat',
      'Carlos',
      'Daria',
      'Emre',
      'Farah',
      'Gulnara',
      'Hassan',
      'Irina',
      'João',
      'Kofi',
      'Leila',
      'Mateus',
      'Nadia',
      'Zoé',
      'Étienne',
      'Inés',
      'Ramón',
    ],
    family: [
      'Abdullaeva',
      'Banda',
      'Cardoso',
      'Diallo',
      'Erkinov',
      'Fernández',
      'Haidar',
      'Juma',
      'Keita',
      'Lefèvre',
      'Moreau',
      'Nkemelu',
      'Osei',
      'Petrov',
      'Quispe',
      'Rahimi',
      'Thapa',
      'Vieira',
      'Yıldız',
    ],
  },
  cyrillic: { given: ['Олег', 'Салтанат', 'Тимур'], family: ['Гришин', 'Иманалиева', 'Ким', 'Мусаев'] },
  arabic: { given: ['ليلى', 'سامر', 'هدى', 'يوسف'], family: ['حداد', 'منصور', 'العلي', 'خليل', 'سالم'] },
} as const

/** Ninety names, each once: of ten, one in Cyrillic and one in Arabic. */
export function inventedName(index: number): string {
  const [script, at] =
    index % 10 === 8
      ? (['cyrillic', Math.floor(index / 10)] as const)
      : index % 10 === 9
        ? (['arabic', Math.floor(index / 10)] as const)
        : (['latin', index - 2 * Math.floor(index / 10)] as const)
  const { given, family } = NAMES[script]
  return `${given[at % given.length]!} ${family[at % family.length]!}`
}

/** Three events of two years, one today. Days are counted from today; months back for those that are over. */
export const EVENTS = [
  {
    title: 'Indicators and first contact',
    place: 'Port Isa, Police Academy',
    language: 'en',
    monthsAgo: 22,
    participants: 30,
    from: 0,
    sessions: ['Indicators', 'First contact', 'Referral'],
    gain: 0.22,
  },
  {
    title: 'المقابلة الأولى مع الأطفال',
    place: 'إيسا، مركز التدريب',
    language: 'ar',
    monthsAgo: 13,
    participants: 30,
    from: 25,
    sessions: ['المقابلة', 'الموافقة والسرية'],
    gain: 0.15,
  },
  {
    title: 'Investigating trafficking without the victim’s testimony',
    place: 'Port Isa, Ministry of Justice',
    language: 'en',
    monthsAgo: 6,
    participants: 32,
    from: 50,
    sessions: ['Evidence', 'Financial traces', 'Protection of witnesses'],
    gain: 0.28,
  },
] as const

export const TODAY = {
  title: 'Consent and data protection for first responders',
  place: 'Port Isa, Office of the National Coordinator',
  language: 'en',
  sessions: ['Why consent matters', 'What may be shared', 'Exercises'],
  selected: 18,
  undecided: 5,
  from: 66,
} as const
