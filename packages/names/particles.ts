/**
 * Small words of names, folded (see `foldName`), in the scripts in which they are written. They carry little of who
 * is meant and come and go from one document to the next.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''))

/** Particles that stand before the part they belong to. */
export const PARTICLES = words(`
  al el ul ar as ash ad ed an at az es ech ibn bin ben bint binte binti bent banu bani abu abou abo umm um oum ould wuld walad mint
  de da do dos das du del della delle dello di degli dei la le las los lo y e i d o l san santa
  van von zu zur der den ter ten te het af av mac mc o nic ni ap ab fitz bar
  ال بن ابن بنت ابو ابا ابي ام ولد آل بو ذو ذي
  аль эль ибн бин бинт бен абу умм фон ван де да дер ди дю ла ле
  अल बिन इब्न बिन्त अबू
`)

/** Words that stand after the part they belong to: son of, daughter of. */
export const TRAILING_PARTICLES = words(`
  oglu ogly ogli ugli uly kyzy kizi qizi gyzy kyz uulu tegin
  оглы оглу огли угли улы уулу уул кызы кизи кыз тегин
`)

/** Particles that are as often a name of their own where they come first. */
export const NAMES_WHEN_FIRST = words(
  'ben bar san santa do da la le lo mac e i y o d l an as ab ap ad ed az ni te ten ван ди да',
)

/** Forms of address; only before a name. */
export const TITLES = words(`
  mr mrs ms miss mx dr prof professor sir madam mme mlle m sr sra srta dona sheikh shaikh shaykh cheikh haji hajji hadji hajj hadj alhaji mullah mulla maulana
  ustad shri sri smt kumari rev fr sister mst mosammat
  د دكتور الدكتور دكتوره الدكتوره الشيخ شيخ الحاج الحاجه السيده الانسه الاستاذ استاذ جناب اقا خانم
  господин госпожа г гн гжа др доктор пан пани мырза айым
  श्री श्रीमती सुश्री कुमारी डा डॉ
`)

/** "Servant of", which makes one name with what follows it. */
export const SERVANT_OF = words(
  'abd abdul abdel abdal abdoul abdol abdil abdur abdus عبد абд абдул абдель абдаль अब्द अब्दुल अब्दुर',
)

/** The article in a compound ("Nur al-Din"), in every assimilated form. */
export const ARTICLES = words(
  'al el ul ad ed ud ar er ur as es us az ez uz an en un at et ut ash esh ush ال аль эль अल',
)

/** "Of the faith", "of God": the end of a compound that is one name. */
export const COMPOUND_ENDS = words(
  'din deen dine eddine eddin uddin aldin eldin ddin allah ullah الدين الله дин уддин аллах दीन उद्दीन उल्लाह',
)

/** Usual abbreviations, and the name they stand for. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  ['md', 'mohd', 'muhd', 'mhd', 'mohmd', 'мухд'].map((short) => [short, 'mohamed'] as const),
)

/** Arabic names that begin with the letters of the article and do not carry it. */
export const NOT_THE_ARTICLE = words('الياس الهام الين الفت الطاف الماس اليسار اليسع اليف الاء')

/** Vietnamese family names: where one comes first, "van" and "thi" are middle names and the family name leads. */
export const VIETNAMESE_FAMILIES = words('nguyen tran pham hoang huynh phan vu vo dang bui ngo duong dinh trinh doan')

/** Particles that are one word in several spellings and scripts, each under the spelling they are known by here. */
export const PARTICLE_FORMS: ReadonlyMap<string, string> = new Map(
  [
    'al el ul ar as ash ad ed an at az es ech ال آل аль эль अल',
    'bin ibn ben بن ابن ибн бин бен बिन इब्न',
    'bint bent binte binti mint بنت бинт बिन्त',
    'abu abou abo ابو ابا ابي بو абу अबू',
    'umm um oum ام умм',
    'ould wuld walad ولد',
    'de da do di del della де да ди',
    'van ван',
    'von фон',
    'mac mc',
    'oglu ogly ogli ugli uly оглы оглу огли угли улы',
    'kyzy kizi qizi gyzy kyz кызы кизи кыз',
    'uulu уулу уул',
  ].flatMap((line) => {
    const [known, ...others] = line.split(' ') as [string, ...string[]]
    return [known, ...others].map((form) => [form, known] as const)
  }),
)
