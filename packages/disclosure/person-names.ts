import { cleanName, foldName, romanise, scriptOf, type NameScript } from '@gloact/names'

/**
 * Given names, and some family names, that very many people have, each in the script of where it is at home. None of them is a
 * country, a month, a colour or another word that categories are made of; some cities bear one, which does not make a column
 * suspect by itself. Cyrillic, Devanagari and Lao ones are known in Latin letters, too, and Latin ones in these.
 */
const LATIN =
  // English
  'john james robert michael william david richard joseph thomas charles daniel matthew anthony mark steven andrew joshua kenneth ' +
  'kevin brian edward ronald timothy jason jeffrey ryan jacob nicholas eric jonathan stephen larry scott brandon benjamin samuel ' +
  'gregory patrick alexander jack dennis tyler peter paul mary patricia jennifer linda elizabeth barbara susan jessica sarah karen ' +
  'lisa nancy betty margaret sandra ashley emily donna michelle amanda melissa deborah stephanie rebecca laura helen sharon cynthia ' +
  'kathleen amy angela anna emma samantha katherine nicole christine catherine rachel carolyn janet heather diane julie ruth hannah ' +
  // Spanish and Portuguese
  'maria jose juan ana luis carlos antonio francisco pedro manuel jorge miguel rosa carmen alejandro fernando sergio rafael javier ' +
  'ricardo eduardo roberto andres diego raul oscar arturo enrique gabriel hector alberto gloria leticia veronica adriana claudia ' +
  'gabriela daniela valentina camila yolanda beatriz alejandra lorena juana josefa cristina isabel lucia elena paola andrea ximena ' +
  'esteban gustavo ramiro yesenia guillermo ignacio joaquin felipe joao paulo luiz marcos lucas mateus guilherme thiago tiago vinicius ' +
  'rodrigo marcelo bruno leandro fabio anderson wellington edson jessica fernanda juliana aline bruna larissa leticia patricia vanessa ' +
  'francisca antonia adriana raimunda aparecida luciana renata tatiane silva souza oliveira ferreira gonzalez rodriguez hernandez ' +
  'martinez lopez perez sanchez ramirez ' +
  // French, and West Africa
  'jean pierre marie michel philippe nathalie isabelle sophie nicolas christophe stephane laurent frederic sebastien olivier francois ' +
  'jacques bernard thierry pascal monique francoise jacqueline sylvie valerie celine aurelie camille mathieu guillaume thibault ' +
  'mamadou moussa amadou oumar ousmane ibrahima boubacar abdoulaye souleymane seydou modibo adama sekou drissa issa bakary lassana ' +
  'aminata fatoumata mariam fatou kadiatou oumou assetou rokia hawa salimata djeneba awa aissata binta hadiza zeinabou ramatou hassane ' +
  'harouna idrissa mahamadou saidou abdou traore coulibaly diarra keita ' +
  // Southern, East and West Africa
  'thabo sipho themba bongani sibusiso nkosinathi mandla lerato nomvula thandi thandiwe zanele nomsa lindiwe palesa tshepo kagiso ' +
  'pieter johannes hendrik willem annelize tendai tinashe chipo tatenda blessing grace chinedu ngozi chioma emeka ifeanyi ikenna ' +
  'obinna uchenna adaeze amaka nneka oluwaseun olumide ayodele folake yetunde kehinde taiwo emmanuel kofi kwame kwabena akosua abena ' +
  'abebe tesfaye almaz bekele haile tigist hiwot mulugeta selam dawit yonas wanjiku njeri kamau mwangi otieno achieng akinyi ' +
  'wambui juma amina halima asha mwajuma ' +
  // Arabic, Persian, Pashto, Urdu and Bengali in Latin letters
  'mohammed muhammad mohamed mohammad mohamad ahmed ahmad ali hassan hasan hussein hussain husain omar umar ibrahim yusuf youssef yousef ' +
  'abdul abdullah abdallah abdel abdulrahman khalid khaled mahmoud mahmud mustafa mostafa hamza tariq tarek bilal osman othman fatima ' +
  'fatma aisha aicha khadija khadijah zainab zaynab zeinab maryam leila layla yasmin yasmine samira nadia salma huda hana rania dina mona ' +
  'rachid mehdi amine karim youssouf nabil hicham soukaina fatiha naima reza hossein mehdi saeed masoud zahra fatemeh masoumeh ' +
  'narges mohsen javad farhad parviz shirin gul khan bibi shah rahimullah najibullah zarghuna gulalai imran bilal usman asif nasir ' +
  'shahid rashid nadeem waqar saima shazia nasreen rubina bushra farzana ayesha begum rahim hossain akter khatun rahman uddin jahanara ' +
  'shirina sultana ' +
  // Eastern Europe, the Caucasus and Central Asia
  'ivan sergei sergey alexei dmitri dmitry dmitriy andrei andrey vladimir nikolai nikolay mikhail alexandr oleg viktor igor olga natalia ' +
  'natalya tatiana tatyana svetlana irina ekaterina yulia oksana oleksandr oleksii andriy mykola volodymyr vasyl serhii yevhen kateryna ' +
  'iryna nataliia bohdan aliaksandr siarhei dzmitry giorgi nino tamar levan ketevan zurab davit nana irakli mariam armen hayk anahit ' +
  'aibek azamat nurlan bakyt almaz ulan aigul ainura gulnara jyldyz elmira cholpon nurgul daniyar timur rustam farrukh dilshod gulnora ' +
  'zarina parvina jamshid aliya bolat yerlan ' +
  // South and East Asia
  'ram krishna sita bibek gita sunita anita kumar kumari raj bahadur prakash santosh rajesh suresh ramesh dipak deepak bishnu ' +
  'laxmi lakshmi saraswati sarita kamala binod sanjay vijay pooja priya rekha sushila radha nguyen tran thi hoang huong linh somchai ' +
  'somsak somphone bounmy khamla khamphone vilay souksavanh phetsamone chanthavong siti dewi budi agus'
const CYRILLIC =
  'иван сергей алексей дмитрий андрей владимир николай михаил александр олег виктор игорь юрий евгений павел антон максим артём роман ' +
  'константин пётр василий григорий станислав вячеслав ольга наталья наталия татьяна светлана ирина екатерина юлия оксана елена мария ' +
  'анна анастасия людмила галина марина валентина надежда лариса ксения дарья виктория полина алина кристина иванов иванова петров ' +
  'петрова смирнов смирнова кузнецов кузнецова олександр олексій андрій микола володимир василь сергій євген катерина ірина наталія ' +
  'тетяна юлія богдан тарас остап ганна оксана шевченко коваленко бондаренко аляксандр сяргей дзмітрый айбек азамат нурлан бакыт алмаз ' +
  'улан айгүл айгуль айнура гулнара жылдыз эльмира чолпон нургүл нургуль данияр тимур рустам гульнора зарина мухаммед магомед ахмед ' +
  'али хасан ибрагим фатима амина зухра исмаил'
const ARABIC =
  'محمد احمد محمود علي حسن حسين عمر ابراهيم يوسف عبدالله خالد مصطفى حمزه طارق بلال عثمان فاطمه عايشه خديجه زينب مريم ليلى ياسمين سميره ' +
  'ناديه سلمى رانيا دينا منى اسماعيل اسحاق موسى عيسى سليمان داوود حيدر عباس جعفر كاظم رضا زهراء رقيه سكينه حوراء بتول غدير رشيد مهدي ' +
  'نبيل هشام سكينه نعيمه فتيحه هاجر حميد سعاد نجاه ايوب ياسين الحسن الحسين عبدالرحمن عبدالعزيز عبدالكريم عبدالقادر فيصل سلطان فهد ' +
  'بندر مشعل نوره عبير ريم شيماء دعاء اسماء مروه نسرين رحاب عمرو كريم ' +
  // Persian, Pashto and Urdu
  'رضا حسین مهدی علیرضا محمدرضا فاطمه معصومه نرگس سعید مسعود جواد محسن فرهاد پرویز شیرین زهرا خان بیبی گلالۍ زرغونه عمران آصف ناصر شاہد ' +
  'ندیم وقار صائمہ شازیہ نسرین روبینہ بشریٰ فرزانہ عائشہ بیگم حمید حلیمہ کلثوم'
const DEVANAGARI =
  'राम कृष्ण सीता गीता सुनीता अनिता कुमार कुमारी बहादुर देवी माया प्रकाश सन्तोष संतोष राजेश सुरेश रमेश दीपक विष्णु लक्ष्मी सरस्वती सरिता कमला विनोद सञ्जय ' +
  'संजय विजय पूजा प्रिया रेखा सुशीला राधा हरि गोपाल श्याम मोहन सुमन बिमला निर्मला पवित्रा सविता मीना रीता शान्ति अर्जुन मनोज अनिल सुनिल शर्मा सिंह'
const OTHERS =
  // Lao, Thai, Georgian, Armenian, Bengali
  'ສົມຊາຍ ສົມສັກ ສົມພອນ ບຸນມີ ຄຳຫຼ້າ ຄຳພອນ ວິໄລ ສຸກສະຫວັນ ແກ້ວ ບົວ ສີສະຫວາດ ດາວອນ ພອນ ' +
  'สมชาย สมหญิง ประเสริฐ สมศักดิ์ สมพร บุญมี วิไล สุดา นงนุช ' +
  'გიორგი ნინო თამარ ლევან ქეთევან ზურაბ დავით ნანა ირაკლი მარიამ ანა ' +
  'Արմեն Հայկ Անահիտ Մարիամ Գայանե Տիգրան Կարեն ' +
  'মোহাম্মদ আহমেদ রহিম করিম ফাতেমা আয়েশা খাতুন বেগম আক্তার হোসেন রহমান শিরিন সুলতানা জাহানারা আব্দুল'

const listed = [LATIN, CYRILLIC, ARABIC, DEVANAGARI, OTHERS].flatMap((names) => names.split(' '))
const FOLDED = new Set(listed.map(foldName))
// Made where a word in one of these scripts is looked at: it takes as long as all the rest of a small table.
let romanised: ReadonlySet<string> | undefined
// Short ones are other words, too: Гана (Ghana) reads as Ганна does. Arabic script leaves the vowels out and is taken as it stands.
const isRomanised = (word: string): boolean =>
  (romanised ??= new Set(listed.map(romanise).filter((name) => name.length > 4))).has(word)
const ROMANISED_SCRIPTS: ReadonlySet<NameScript> = new Set(['cyrillic', 'devanagari', 'lao'])

/** What makes a place or a house of a name: `San José`, `Santa Maria shelter`, `São Paulo`. */
const SAINTS = new Set(
  'san santa santo sao saint sainte st ste sankt святой святая святого сан санта санто سان سانتا ساو'.split(' '),
)

/**
 * Whether a value holds a name that very many people have, in any of the scripts above. More than four words are a sentence or the
 * name of an office; a saint's name is mostly a place's.
 */
export function holdsCommonName(value: string): boolean {
  const words = cleanName(value)
    .split(/[\s,;.'’/-]+/)
    .filter((word) => word !== '')
  if (words.length > 4) return false
  const folded = words.map(foldName)
  if (folded.some((word) => SAINTS.has(word))) return false
  return folded.some(
    (word, at) => FOLDED.has(word) || (ROMANISED_SCRIPTS.has(scriptOf(word)) && isRomanised(romanise(words[at]!))),
  )
}
