/*
 * Sixty children of the invented country, in five scripts. Everybody here is invented: names, places in other countries and numbers are
 * put together from common ones. Care, guardianship and tracing of the demonstration are about the same children, by their number.
 */

/** A name as it is written at home, and as somebody here wrote it. */
export interface InventedName {
  readonly native: string
  readonly latin: string
}

export interface InventedChild {
  /** From 1 to 60. */
  readonly number: number
  /** The same in every demonstration. The file is on the child path, of the agency for the protection of children. */
  readonly fileId: string
  readonly personId: string
  readonly given: InventedName
  readonly family: InventedName
  readonly nickname: InventedName | null
  readonly sex: 'female' | 'male'
  /** In years, on the day the demonstration is loaded. */
  readonly age: number
  /** Tells children of the same age apart: the month of birth. */
  readonly month: number
  readonly citizenship: string
  /** ISO 639. */
  readonly language: string
  readonly father: InventedName
  readonly mother: InventedName
  readonly grandfather: InventedName
  /** Whom the child lived with, and what that person is to the child. */
  readonly lived: {
    readonly relation: 'mother' | 'father' | 'aunt' | 'uncle' | 'grandmother'
    readonly name: InventedName
  }
  /** Brothers and sisters by name, those who are among the sixty as well. */
  readonly siblings: readonly InventedName[]
  /** Numbers of those who are among the sixty. */
  readonly siblingNumbers: readonly number[]
  readonly origin: string
  readonly separationPlace: string
  /** Months before the demonstration is loaded. */
  readonly separatedMonthsAgo: number
  readonly lastPlace: string
  readonly telephone: string
}

const named = (text: string): InventedName => {
  const [native = '', latin = native] = text.split('=').map((part) => part.replaceAll('_', ' '))
  return { native, latin }
}

type Line = readonly [
  citizenship: string,
  language: string,
  family: string,
  father: string,
  mother: string,
  grandfather: string,
  places: string,
  /** Given name, F or M, age, and a nickname where there is one. */
  children: string,
  others: string,
]

/** A family a line. */
const FAMILIES: readonly Line[] = [
  [
    'SY',
    'ar',
    'الحمصي=Al-Homsi',
    'فادي=Fadi',
    'رانيا=Rania',
    'جورج=Georges',
    'Homs/Qusayr/Arsal',
    'لين=Leen F 9 لولو=Loulou; يزن=Yazan M 13',
    'تيم=Taim',
  ],
  [
    'SY',
    'ar',
    'الدرعاوي=Al-Daraawi',
    'منصور=Mansour',
    'سناء=Sanaa',
    'عوض=Awad',
    'Daraa/Nasib/Mafraq',
    'عهد=Ahd F 15; ورد=Ward M 7',
    'ريان=Rayan',
  ],
  [
    'YE',
    'ar',
    'السقاف=Al-Saqqaf',
    'هاشم=Hashem',
    'أروى=Arwa',
    'علوي=Alawi',
    'Tarim/Mukalla/Bosaso',
    'سبأ=Saba F 12; حمزة=Hamza M 8 حمّودي=Hammoudi',
    'زينب=Zainab',
  ],
  [
    'IQ',
    'ar',
    'الجبوري=Al-Jubouri',
    'ثامر=Thamer',
    'هناء=Hanaa',
    'محسن=Muhsin',
    'Mosul/Sinjar/Dohuk',
    'أوس=Aws M 16; رفل=Rafal F 10',
    '',
  ],
  [
    'SD',
    'ar',
    'بابكر=Babiker',
    'الطيب=Eltayeb',
    'آمنة=Amna',
    'إدريس=Idris',
    'El Fasher/Tina/Abeche',
    'مناهل=Manahil F 11 منّو=Mannou; مزمل=Muzammil M 14',
    'تسنيم=Tasneem, وائل=Wael',
  ],
  [
    'SD',
    'ar',
    'كوكو=Kuku',
    'يوسف=Yousif',
    'حليمة=Halima',
    'تيه=Tia',
    'Kadugli/El Obeid/Metema',
    'رماز=Ramaz F 7',
    'نهى=Nuha',
  ],
  [
    'LY',
    'ar',
    'الغرياني=Al-Gheryani',
    'عبد_السلام=Abdulsalam',
    'مبروكة=Mabrouka',
    'سالم=Salem',
    'Gharyan/Zuwara/Sfax',
    'أنس=Anas M 15',
    'ملاك=Malak',
  ],
  [
    'MA',
    'ar',
    'بنجلون=Benjelloun',
    'إدريس=Driss',
    'لطيفة=Latifa',
    'العربي=Larbi',
    'Oujda/Nador/Melilla',
    'إلياس=Ilyas M 16 لياس=Lyas',
    'هبة=Hiba',
  ],
  [
    'AF',
    'fa',
    'رحیمی=Rahimi',
    'نجیب=Najib',
    'فرشته=Fereshta',
    'غلام=Ghulam',
    'Herat/Islam Qala/Van',
    'پریسا=Parisa F 10; فرهاد=Farhad M 14',
    'مهتاب=Mahtab',
  ],
  [
    'AF',
    'fa',
    'نظری=Nazari',
    'سخی=Sakhi',
    'گلثوم=Gulsum',
    'حیدر=Haidar',
    'Ghazni/Nimroz/Zahedan',
    'روح‌الله=Ruhullah M 16',
    '',
  ],
  [
    'UA',
    'uk',
    'Кравчук=Kravchuk',
    'Остап=Ostap',
    'Соломія=Solomiia',
    'Левко=Levko',
    'Izium/Lyman/Przemysl',
    'Злата=Zlata F 8 Златка=Zlatka; Назар=Nazar M 12',
    '',
  ],
  [
    'UA',
    'uk',
    'Гнатюк=Hnatiuk',
    'Тарас=Taras',
    'Оксана=Oksana',
    'Юхим=Yukhym',
    'Kherson/Mykolaiv/Palanca',
    'Мілана=Milana F 14; Яринка=Yarynka F 6',
    'Матвій=Matvii',
  ],
  [
    'KG',
    'ky',
    'Токтогулов=Toktogulov',
    'Нурбек=Nurbek',
    'Айнура=Ainura',
    'Сатыбалды=Satybaldy',
    'Osh/Batken/Uralsk',
    'Бегимай=Begimai F 13; Эмир=Emir M 9',
    'Адилет=Adilet',
  ],
  [
    'KG',
    'ky',
    'Жээнбеков=Jeenbekov',
    'Талант=Talant',
    'Гүлмира=Gulmira',
    'Асан=Asan',
    'Jalal-Abad/Bishkek/Almaty',
    'Нурай=Nurai F 15 Нурайым=Nuraiym',
    '',
  ],
  [
    'TJ',
    'tg',
    'Раҳмонов=Rahmonov',
    'Файзулло=Faizullo',
    'Мавҷуда=Mavjuda',
    'Саид=Said',
    'Khujand/Tashkent/Orenburg',
    'Сомон=Somon M 16',
    'Зебо=Zebo',
  ],
  [
    'UZ',
    'uz',
    'Юлдашев=Yuldashev',
    'Шавкат=Shavkat',
    'Нигора=Nigora',
    'Эргаш=Ergash',
    'Andijan/Osh/Samara',
    'Шахзода=Shahzoda F 12; Жавохир=Javohir M 10',
    'Мадина=Madina',
  ],
  [
    'RU',
    'ru',
    'Магомедов=Magomedov',
    'Арсен=Arsen',
    'Патимат=Patimat',
    'Омар=Omar',
    'Derbent/Makhachkala/Baku',
    'Саида=Saida F 9',
    '',
  ],
  [
    'NP',
    'ne',
    'तामाङ=Tamang',
    'बुद्धि=Buddhi',
    'फूलमाया=Phulmaya',
    'सानु=Sanu',
    'Nuwakot/Birgunj/Raxaul',
    'सम्झना=Samjhana F 14 सानी=Sani; बिशाल=Bishal M 11',
    'कमला=Kamala',
  ],
  [
    'NP',
    'ne',
    'चौधरी=Chaudhary',
    'रामकुमार=Ramkumar',
    'सुनिता=Sunita',
    'लक्ष्मण=Laxman',
    'Dhangadhi/Gauriphanta/Lucknow',
    'आशिका=Ashika F 16',
    'सन्तोष=Santosh',
  ],
  [
    'NP',
    'ne',
    'विश्वकर्मा=Bishwakarma',
    'धनबहादुर=Dhanbahadur',
    'मनमाया=Manmaya',
    'हर्के=Harke',
    'Surkhet/Nepalgunj/Rupaidiha',
    'सुजन=Sujan M 13; अस्मिता=Asmita F 9',
    '',
  ],
  [
    'IN',
    'hi',
    'मुर्मू=Murmu',
    'सोमाय=Somay',
    'फुलमनी=Phulmani',
    'चुनका=Chunka',
    'Dumka/Ranchi/Delhi',
    'सरिता=Sarita F 13 सरी=Sari',
    'बबलू=Bablu, रेखा=Rekha',
  ],
  [
    'IN',
    'hi',
    'पासवान=Paswan',
    'महेश=Mahesh',
    'गीता=Geeta',
    'रामजी=Ramji',
    'Gaya/Patna/Jaipur',
    'राहुल=Rahul M 11; चंदन=Chandan M 8',
    '',
  ],
  [
    'IN',
    'hi',
    'कुमारी=Kumari',
    'दिनेश=Dinesh',
    'शांति=Shanti',
    'बलदेव=Baldev',
    'Muzaffarpur/Raxaul/Mumbai',
    'काजल=Kajal F 15',
    'नेहा=Neha',
  ],
  [
    'LA',
    'lo',
    'ພົມມະວົງ=Phommavong',
    'ບຸນມີ=Bounmy',
    'ຈັນທາ=Chantha',
    'ຄຳ=Kham',
    'Savannakhet/Mukdahan/Bangkok',
    'ນ້ອຍ=Noy F 14 ນ້ອຍໜ່ອຍ=Noynoy; ສົມສັກ=Somsack M 12',
    '',
  ],
  [
    'LA',
    'lo',
    'ໄຊຍະວົງ=Xayavong',
    'ສີສຸກ=Sisouk',
    'ມະນີ=Many',
    'ທອງ=Thong',
    'Champasak/Chong Mek/Rayong',
    'ດາວ=Dao F 16',
    'ພອນ=Phone',
  ],
  [
    'LA',
    'lo',
    'ວົງສາ=Vongsa',
    'ຄຳແພງ=Khamphaeng',
    'ບົວລາ=Bouala',
    'ສຸກ=Souk',
    'Bokeo/Huay Xai/Chiang Rai',
    'ຕຸ້ຍ=Touy M 10; ແກ້ວ=Keo F 13',
    'ໂຈ=Jo',
  ],
  [
    'LA',
    'lo',
    'ສີວິໄລ=Sivilay',
    'ວັນນາ=Vanna',
    'ສອນ=Sone',
    'ເພັດ=Phet',
    'Khammouane/Nakhon Phanom/Pattaya',
    'ມິນາ=Mina F 15',
    '',
  ],
  [
    'CD',
    'fr',
    'Kabongo',
    'Tshimanga',
    'Mujinga',
    'Kalonji',
    'Kananga/Dilolo/Luanda',
    'Gloria F 12 Gloire; Dieumerci M 15',
    'Exaucé',
  ],
  ['CD', 'fr', 'Bahati', 'Amani', 'Furaha', 'Heri', 'Rutshuru/Bunagana/Kampala', 'Espérance F 10', 'Baraka, Neema'],
  ['ML', 'fr', 'Traoré', 'Bakary', 'Fatoumata', 'Seydou', 'Kayes/Gao/Tamanrasset', 'Moussa M 16 Vieux', 'Awa'],
  ['CI', 'fr', 'Kouassi', 'Yao', 'Affoué', 'Konan', 'Daloa/Agadez/Sabha', 'Aya F 16', 'Koffi'],
  [
    'NG',
    'en',
    'Osaro',
    'Osagie',
    'Blessing',
    'Igbinosa',
    'Benin City/Agadez/Tripoli',
    'Precious F 16 Presh; Destiny M 13',
    '',
  ],
  ['ET', 'am', 'Tesfaye', 'Girma', 'Almaz', 'Bekele', 'Wollo/Galafi/Obock', 'Hana F 15', 'Dawit'],
  [
    'HT',
    'ht',
    'Pierre-Louis',
    'Wilner',
    'Rose-Marie',
    'Dieuseul',
    'Gonaives/Ouanaminthe/Santiago',
    'Ti-Jean M 11 Ti-Jo; Nadège F 8',
    '',
  ],
  [
    'VE',
    'es',
    'Rangel',
    'Wilmer',
    'Yusmary',
    'Hernán',
    'Maracaibo/Cúcuta/Ipiales',
    'Yorgelis F 14 Yoyi; Kleiver M 9',
    'Yeferson',
  ],
  ['GT', 'es', 'Xol', 'Mateo', 'Candelaria', 'Sebastián', 'Cobán/Tecún Umán/Tapachula', 'Marisol F 13', 'Domingo'],
  ['VN', 'vi', 'Nguyễn', 'Văn Hùng', 'Thị Lan', 'Văn Tư', 'Nghe An/Lao Cai/Dunkirk', 'Minh M 16', 'Thảo'],
  [
    'PH',
    'fil',
    'Dela Cruz',
    'Rodel',
    'Maricel',
    'Crisanto',
    'Zamboanga/Sandakan/Lahad Datu',
    'Angelica F 12 Jica; Jhon Rey M 15',
    '',
  ],
  ['AL', 'sq', 'Hoxha', 'Agim', 'Vjollca', 'Besnik', 'Kukës/Durrës/Bari', 'Ardit M 16', 'Erza'],
  ['BD', 'bn', 'Sardar', 'Rafiqul', 'Rahima', 'Kasem', 'Satkhira/Bongaon/Kolkata', 'Sumi F 14 Sumaiya', 'Rakib'],
]

/** Aunts, uncles and grandmothers with whom children lived: written as one hears them. */
const OTHER_CARERS: readonly InventedName[] = ['Salma', 'Hind', 'Nuria', 'Sabina', 'Devi', 'Boun', 'Mado'].map(named)

const LIVED = ['mother', 'father', 'mother', 'aunt', 'grandmother', 'mother', 'uncle'] as const

const id = (kind: number, at: number): string => `00000000-0000-7000-8060-${kind}${String(at).padStart(11, '0')}`

interface Begun {
  readonly line: Line
  readonly place: number
  readonly given: InventedName
  readonly sex: 'female' | 'male'
  readonly age: number
  readonly nickname: InventedName | null
}

/** "Jhon Rey M 15 Jay": a name may have two words, so it ends before the letter. */
function begun(line: Line, place: number, text: string): Begun {
  const [, given = '', sex, age, nickname] = /^(.+?) ([FM]) (\d+)(?: (.+))?$/u.exec(text.trim()) ?? []
  return {
    line,
    place,
    given: named(given),
    sex: sex === 'F' ? 'female' : 'male',
    age: Number(age),
    nickname: nickname === undefined ? null : named(nickname),
  }
}

const BEGUN: readonly Begun[] = FAMILIES.flatMap((line, place) =>
  line[7].split(';').map((text) => begun(line, place, text)),
)

/** Sixty children, brothers and sisters next to one another. */
export const INVENTED_CHILDREN: readonly InventedChild[] = BEGUN.map(
  ({ line, place, given, sex, age, nickname }, at): InventedChild => {
    const [citizenship, language, family, father, mother, grandfather, places, , others] = line
    const [origin = '', separationPlace = '', lastPlace = ''] = places.split('/')
    const siblings = BEGUN.flatMap((other, number) =>
      other.place === place && number !== at ? [{ number: number + 1, name: other.given }] : [],
    )
    const relation = LIVED[place % LIVED.length]!
    const parents = { mother: named(mother), father: named(father) }
    return {
      number: at + 1,
      fileId: id(1, at + 1),
      personId: id(2, at + 1),
      given,
      family: named(family),
      nickname,
      sex,
      age,
      month: 1 + ((at * 5) % 12),
      citizenship,
      language,
      ...parents,
      grandfather: named(grandfather),
      lived: {
        relation,
        name:
          relation === 'mother' || relation === 'father'
            ? parents[relation]
            : OTHER_CARERS[place % OTHER_CARERS.length]!,
      },
      siblings: [
        ...siblings.map(({ name }) => name),
        ...others
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
          .map(named),
      ],
      siblingNumbers: siblings.map(({ number }) => number),
      origin,
      separationPlace,
      separatedMonthsAgo: 2 + ((place * 3) % 16),
      lastPlace,
      // From the block of numbers that telephone companies set apart for films.
      telephone: `+4477009${String(10_000 + place * 37).slice(-5)}`,
    }
  },
)
