/**
 * Common given and family names of thirteen places, and the languages spoken there, to put invented persons together
 * from. `other` are spellings of the same name in another script or transliteration, for records that name one person
 * in two ways.
 */
export interface NamePart {
  readonly name: string
  readonly other?: string
}

export interface Origin {
  /** ISO 3166-1 alpha-2 of the citizenship, as people write it and as files spell it otherwise. */
  readonly country: string
  readonly spellings: readonly string[]
  /** How many of a hundred persons. */
  readonly weight: number
  readonly languages: readonly string[]
  readonly women: readonly NamePart[]
  readonly men: readonly NamePart[]
  readonly families: readonly NamePart[]
  /** Where a family name has another form for women. */
  readonly feminine?: (family: string) => string
}

const part = (text: string): NamePart => {
  const [name, other] = text.split('=') as [string, string?]
  return other === undefined ? { name } : { name, other }
}

const parts = (text: string): readonly NamePart[] => text.split(' ').map(part)

/** Russian and Kyrgyz surnames in -ов, -ев, -ин take an а. */
const slavicFeminine = (family: string): string =>
  /(ов|ев|ин|ov|ev|in)$/.test(family) ? `${family}${/[a-z]$/.test(family) ? 'a' : 'а'}` : family

export const ORIGINS: readonly Origin[] = [
  {
    country: 'KG',
    spellings: ['KG', 'Kyrgyzstan', 'KGZ'],
    weight: 14,
    languages: ['ky', 'ru', 'Kyrgyz'],
    women: parts(
      'Айгуль=Aigul Айнура=Ainura Бермет=Bermet Гульмира=Gulmira Жылдыз=Jyldyz Мээрим=Meerim Назгуль=Nazgul Чынара=Chynara',
    ),
    men: parts('Азамат=Azamat Бакыт=Bakyt Эрлан=Erlan Нурлан=Nurlan Талант=Talant Улан=Ulan Айбек=Aibek'),
    families: parts(
      'Асанов=Asanov Бекмуратов=Bekmuratov Исаков=Isakov Токтогулов=Toktogulov Сыдыков=Sydykov Жумабаев=Jumabaev',
    ),
    feminine: slavicFeminine,
  },
  {
    country: 'UA',
    spellings: ['UA', 'Ukraine', 'UKR'],
    weight: 9,
    languages: ['uk', 'ru', 'Ukrainian'],
    women: parts('Оксана=Oksana Наталія=Nataliia Ірина=Iryna Катерина=Kateryna Людмила=Liudmyla Світлана=Svitlana'),
    men: parts('Андрій=Andrii Олександр=Oleksandr Микола=Mykola Сергій=Serhii Тарас=Taras'),
    families: parts(
      'Коваленко=Kovalenko Шевчук=Shevchuk Бондаренко=Bondarenko Мельник=Melnyk Ткаченко=Tkachenko Гнатюк=Hnatiuk',
    ),
  },
  {
    country: 'PK',
    spellings: ['PK', 'Pakistan', 'PAK'],
    weight: 9,
    languages: ['ur', 'pa', 'Urdu'],
    women: parts('عائشہ=Ayesha فاطمہ=Fatima نسرین=Nasreen صائمہ=Saima رخسانہ=Rukhsana شازیہ=Shazia'),
    men: parts('عمران=Imran فیصل=Faisal طارق=Tariq نعیم=Naeem اشفاق=Ashfaq'),
    families: parts('چوہدری=Chaudhry بھٹی=Bhatti ملک=Malik قریشی=Qureshi راجپوت=Rajput'),
  },
  {
    country: 'SY',
    spellings: ['SY', 'Syrian Arab Republic', 'Syria'],
    weight: 7,
    languages: ['ar', 'Arabic', 'ara'],
    women: parts('مريم=Maryam خديجة=Khadija سلمى=Salma ريم=Reem هدى=Huda نور=Nour'),
    men: parts('محمد=Mohammed يوسف=Youssef خالد=Khaled عمر=Omar حسن=Hassan'),
    families: parts('الخطيب=Al-Khatib النجار=Al-Najjar حداد=Haddad العلي=Al-Ali الشامي=Al-Shami'),
  },
  {
    country: 'EG',
    spellings: ['EG', 'Egypt', 'EGY'],
    weight: 5,
    languages: ['ar', 'Arabic'],
    women: parts('أمينة=Amina زينب=Zeinab سعاد=Souad نجلاء=Naglaa'),
    men: parts('مصطفى=Mostafa إبراهيم=Ibrahim أحمد=Ahmed كريم=Karim'),
    families: parts('عبدالله=Abdallah السيد=El-Sayed منصور=Mansour الجوهري=El-Gohary'),
  },
  {
    country: 'NP',
    spellings: ['NP', 'Nepal', 'NPL'],
    weight: 9,
    languages: ['ne', 'Nepali', 'mai'],
    women: parts('सीता=Sita गीता=Gita सुनिता=Sunita मञ्जु=Manju कमला=Kamala अनिता=Anita रमा=Rama'),
    men: parts('राम=Ram कृष्ण=Krishna सुरेश=Suresh दीपक=Dipak हरि=Hari'),
    families: parts('तामाङ=Tamang गुरुङ=Gurung थापा=Thapa श्रेष्ठ=Shrestha चौधरी=Chaudhary विश्वकर्मा=Bishwakarma'),
  },
  {
    country: 'PH',
    spellings: ['PH', 'Philippines', 'PHL'],
    weight: 10,
    languages: ['fil', 'ceb', 'en'],
    women: parts('Maricel Rosalie Jocelyn Analyn Cristina Lorna'),
    men: parts('Rodel Jomar Arnel Reynaldo Danilo'),
    families: parts('Delacruz=Dela-Cruz Villanueva Magsaysay Bautista Ocampo Salonga Catacutan'),
  },
  {
    country: 'LA',
    spellings: ['LA', "Lao People's Democratic Republic", 'LAO'],
    weight: 6,
    languages: ['lo', 'Lao'],
    women: parts('Khamla Bouasone Chanthala Souksavanh Phonesy'),
    men: parts('Bounmy Khamphone Somchit Thongsavath'),
    families: parts('Phommachanh=Phommachan Sisavath=Sisavat Keomany Vongphachanh Inthavong'),
  },
  {
    country: 'CO',
    spellings: ['CO', 'Colombia', 'COL'],
    weight: 7,
    languages: ['es', 'Spanish'],
    women: parts('Yuliana Paola Marisol Leidy Angélica=Angelica'),
    men: parts('Andrés=Andres Jhon Wilmer Camilo'),
    families: parts('Restrepo Cárdenas=Cardenas Quiñones=Quinones Mosquera Zapata'),
  },
  {
    country: 'BR',
    spellings: ['BR', 'Brazil', 'BRA'],
    weight: 5,
    languages: ['pt', 'Portuguese'],
    women: parts('Luciana Tatiane Rosângela=Rosangela Jéssica=Jessica'),
    men: parts('João=Joao Edilson Rafael Valdir'),
    families: parts('Nascimento Conceição=Conceicao Barbosa Araújo=Araujo Teixeira'),
  },
  {
    country: 'ML',
    spellings: ['ML', 'Mali', 'MLI'],
    weight: 6,
    languages: ['bm', 'fr', 'French'],
    women: parts('Aminata Fatoumata Oumou=Umu Kadiatou Mariam'),
    men: parts('Moussa=Musa Seydou Ibrahima Modibo'),
    families: parts('Coulibaly=Kulibali Traoré=Traore Keïta=Keita Diarra Sangaré=Sangare'),
  },
  {
    country: 'MW',
    spellings: ['MW', 'Malawi', 'MWI'],
    weight: 6,
    languages: ['ny', 'en'],
    women: parts('Chisomo Tadala Thokozani Mphatso Limbani'),
    men: parts('Kondwani Chikondi Blessings Madalitso'),
    families: parts('Banda Phiri Chirwa Mwale Kachingwe=Kachingwa'),
  },
  {
    country: 'NA',
    spellings: ['NA', 'Namibia', 'NA '],
    weight: 7,
    languages: ['en', 'af'],
    women: parts('Ndapewa Selma Hilma Taimi Loide'),
    men: parts('Petrus Hafeni Immanuel Tangeni'),
    families: parts('Shikongo Nangolo Haufiku Amutenya Ekandjo'),
  },
]
