/** A name as it is written at home, and as others romanise it. */
export interface WrittenName {
  readonly native: string
  readonly romanised: readonly string[]
}

export interface InventedCulture {
  readonly nationalities: readonly string[]
  /** Mother tongues, the most common first. */
  readonly tongues: readonly string[]
  readonly female: readonly WrittenName[]
  readonly male: readonly WrittenName[]
  readonly family: readonly WrittenName[]
  /** How often a record in this culture is written in the script of home, not in Latin letters. */
  readonly inNative: number
  readonly towns: readonly string[]
}

/** `native=rom/rom native=rom …`; without an equals sign a name is Latin, and further forms are other spellings of it. */
const names = (text: string): readonly WrittenName[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [native = '', forms = native] = entry.replaceAll('_', ' ').split('=')
      return { native, romanised: forms.split('/') }
    })

/** Names and towns written down for these draws: common ones first, since draws favour those. */
export const INVENTED_CULTURES: readonly InventedCulture[] = [
  {
    nationalities: ['YEM', 'JOR', 'TUN', 'LBY'],
    tongues: ['ar', 'kab', 'ku', 'mey'],
    inNative: 0.55,
    female:
      names(`مريم=Maryam/Mariam/Meryem نور=Noor/Nour/Nur هدى=Huda/Houda سميرة=Samira/Sameera ليان=Layan/Lian إيمان=Iman/Eman
      أسماء=Asma/Asmaa رقية=Ruqayya/Roukaya/Rukaya حنان=Hanan/Hanane نجلاء=Najla/Nejla سلوى=Salwa/Saloua وفاء=Wafa/Wafaa
      جميلة=Jamila/Djamila/Gamila بشرى=Bushra/Bouchra زهراء=Zahra/Zahraa صفية=Safiya/Safia ريم=Reem/Rim شيماء=Shaima/Chaima
      لطيفة=Latifa/Lateefa منى=Muna/Mona نادية=Nadia/Nadiya هالة=Hala/Hela ثريا=Thuraya/Soraya غادة=Ghada/Gada`),
    male: names(`علي=Ali/Aly عمر=Omar/Umar خالد=Khalid/Khaled كريم=Karim/Kareem سالم=Salem/Salim فيصل=Faisal/Faysal/Fayçal
      طارق=Tariq/Tarek/Tareq ياسر=Yasser/Yasir نبيل=Nabil/Nabeel مصطفى=Mustafa/Moustapha/Mostafa عبد_العزيز=Abdulaziz/Abdelaziz/Abd_al-Aziz
      جمال=Jamal/Gamal/Djamel رشيد=Rashid/Rachid/Rasheed وليد=Walid/Waleed سامي=Sami/Samy هشام=Hisham/Hicham مروان=Marwan/Merouane
      منذر=Mundhir/Monther زكريا=Zakaria/Zakariya عادل=Adel/Adil نزار=Nizar/Nezar أيوب=Ayoub/Ayyub قاسم=Qasim/Kassem/Gasim`),
    family:
      names(`الحداد=Al-Haddad/Elhaddad/Alhadad المصري=Al-Masri/Elmasry/Masri العامري=Al-Amri/Amri/Alamri بوعزيز=Bouaziz/Buaziz
      الصغير=Al-Saghir/Essghaier/Saghir الزبيدي=Al-Zubaidi/Zoubeidi/Zubaydi الشريف=Al-Sharif/Echerif/Cherif القاضي=Al-Qadi/Elkadi/Kadhi
      النجار=Al-Najjar/Ennajar/Najar بن_سعيد=Ben_Said/Bin_Saeed/Bensaid الخطيب=Al-Khatib/Elkhatib/Khateeb السقاف=Al-Saqqaf/Saggaf
      المبروك=Al-Mabrouk/Mabruk الغرياني=Al-Gharyani/Ghariani الطويل=Al-Tawil/Taweel الهاشمي=Al-Hashimi/Hachemi/Hashmi`),
    towns: ['Tarim', 'Zarqa', 'Sabha', 'Gabes', 'Taiz', 'Kufra', 'Irbid', 'Sfax', 'Marib', 'Ghat', 'Ajloun', 'Tozeur'],
  },
  {
    nationalities: ['TJK', 'KAZ', 'GEO', 'ARM'],
    tongues: ['ru', 'tg', 'kk', 'ka', 'hy'],
    inNative: 0.5,
    female:
      names(`Мадина=Madina/Madinah Зарина=Zarina/Zareena Гульнара=Gulnara/Goulnara Людмила=Liudmila/Ludmila/Lyudmila
      Екатерина=Ekaterina/Yekaterina/Katerina Дарья=Daria/Darya Нино=Nino/Nyno Карина=Karina/Carina Фарзона=Farzona/Farzana
      Шахло=Shahlo/Shakhlo/Chahlo Оксана=Oksana/Oxana Асель=Asel/Assel Манижа=Manizha/Manija Ксения=Ksenia/Kseniia/Xenia
      Динара=Dinara/Deenara Тамара=Tamara/Thamara Лейла=Leila/Leyla Айгерим=Aigerim/Aygerim Сабина=Sabina/Sabeena
      Парвина=Parvina/Parveena Жибек=Zhibek/Jibek Надежда=Nadezhda/Nadejda`),
    male: names(`Фаррух=Farrukh/Farruh/Faroukh Руслан=Ruslan/Rouslan Тимур=Timur/Timour Дмитрий=Dmitri/Dmitry/Dimitriy Рустам=Rustam/Roustam
      Андрей=Andrei/Andrey/Andriy Гиорги=Giorgi/Georgi Бахтиёр=Bakhtiyor/Bahtiyor/Bakhtior Даулет=Daulet/Dawlet Армен=Armen/Armyen
      Илья=Ilya/Ilia Хуршед=Khurshed/Hurshed Арман=Arman/Armaan Максим=Maxim/Maksim Сухроб=Suhrob/Sukhrob Ерболат=Yerbolat/Erbolat
      Вахтанг=Vakhtang/Vahtang Джамшед=Jamshed/Djamshed Павел=Pavel/Pawel Шерзод=Sherzod/Cherzod Михаил=Mikhail/Michail/Mihail`),
    family:
      names(`Рахимов=Rahimov/Rakhimov Саидов=Saidov/Saeedov Каримов=Karimov/Kareemov Назаров=Nazarov/Nasarov Ахметов=Akhmetov/Ahmetov
      Петросян=Petrosyan/Petrossian Хачатрян=Khachatryan/Hachatrian Мусаев=Musaev/Mussayev Давлатов=Davlatov/Dawlatov
      Ковальчук=Kovalchuk/Kowaltschuk Абдуллоев=Abdulloev/Abdullayev Беридзе=Beridze/Beridse Сулейменов=Suleimenov/Suleymenov
      Гафуров=Gafurov/Ghafurov Шевченко=Shevchenko/Chevtchenko Юсупов=Yusupov/Iusupov Мирзоев=Mirzoev/Mirzoyev Орлов=Orlov/Orloff`),
    towns: [
      'Khujand',
      'Kulob',
      'Shymkent',
      'Aktobe',
      'Gori',
      'Poti',
      'Gyumri',
      'Vanadzor',
      'Isfara',
      'Taraz',
      'Zugdidi',
    ],
  },
  {
    nationalities: ['BTN', 'FJI', 'MUS'],
    tongues: ['hi', 'ne', 'dz', 'bho'],
    inNative: 0.5,
    female:
      names(`लक्ष्मी=Lakshmi/Laxmi/Lakshmee राधा=Radha/Rada कमला=Kamala/Kamla प्रिया=Priya/Pria सावित्री=Savitri/Sawitri ज्योति=Jyoti/Joti
      मीना=Meena/Mina उषा=Usha/Oosha शान्ति=Shanti/Santi रेखा=Rekha/Reka निर्मला=Nirmala/Nirmla आशा=Asha/Aasha बिमला=Bimala/Vimla
      गायत्री=Gayatri/Gaayatri सुषमा=Sushma/Susma तारा=Tara/Taara कविता=Kavita/Kabita इन्दिरा=Indira/Indra रजनी=Rajani/Rajni
      मन्जु=Manju/Munju पूजा=Pooja/Puja देवी=Devi/Debi`),
    male: names(`कृष्ण=Krishna/Krisna अर्जुन=Arjun/Arjoon मोहन=Mohan/Mohun विजय=Vijay/Bijay/Vijai संजय=Sanjay/Sanjai प्रकाश=Prakash/Parkash
      राजेश=Rajesh/Rajes गोपाल=Gopal/Gopaal किरण=Kiran/Keeran हरि=Hari/Harry शंकर=Shankar/Sankar मनोज=Manoj/Manoje दिनेश=Dinesh/Dines
      अशोक=Ashok/Ashoka भरत=Bharat/Barat सुनील=Sunil/Suneel नारायण=Narayan/Narain कमल=Kamal/Kamul रमेश=Ramesh/Rames जीवन=Jeevan/Jiban`),
    family:
      names(`शर्मा=Sharma/Sarma अधिकारी=Adhikari/Adikari गुरुङ=Gurung/Gurang पटेल=Patel/Patil सिंह=Singh/Sing कार्की=Karki/Karkee
      ढकाल=Dhakal/Dakal मिश्र=Mishra/Misra पन्त=Pant/Panta बस्नेत=Basnet/Basnyat गौतम=Gautam/Gowtam यादव=Yadav/Jadav जोशी=Joshi/Josi
      प्रसाद=Prasad/Parsad लामा=Lama/Laama राणा=Rana/Raana वर्मा=Verma/Varma`),
    towns: ['Paro', 'Gelephu', 'Labasa', 'Nausori', 'Trongsa', 'Samtse', 'Levuka', 'Mahebourg', 'Sigatoka'],
  },
  {
    nationalities: ['COD', 'MLI', 'CMR', 'TGO'],
    tongues: ['ln', 'bm', 'ff', 'ee'],
    inNative: 0,
    female:
      names(`Aminata=Aminata/Aminatou/Amynata Fanta=Fanta/Fantha Mariama=Mariama/Maryama Grâce=Grâce/Grace Esther=Esther/Ester
      Bintou=Bintou/Bintu Nadège=Nadège/Nadege Chantal=Chantal/Shantal Oumou=Oumou/Umu Awa=Awa/Hawa Rachel=Rachel/Rachelle
      Kadiatou=Kadiatou/Kadiatu Solange=Solange/Solanje Afi=Afi/Affi Béatrice=Béatrice/Beatrice Djeneba=Djeneba/Jeneba
      Mireille=Mireille/Mireile Assetou=Assetou/Asetu Ruth=Ruth/Rut Salimata=Salimata/Salimatou Clarisse=Clarisse/Clarice`),
    male: names(`Moussa=Moussa/Musa Ousmane=Ousmane/Usman/Osman Boubacar=Boubacar/Bubacar/Abubakar Emmanuel=Emmanuel/Emanuel
      Jean=Jean/Jan Souleymane=Souleymane/Suleiman Patrice=Patrice/Patrick Issa=Issa/Isa Kofi=Kofi/Coffi Christian=Christian/Kristian
      Modibo=Modibo/Modybo Serge=Serge/Serje Yaya=Yaya/Yahya Blaise=Blaise/Blaize Drissa=Drissa/Idrissa Espoir=Espoir/Espoire
      Adama=Adama/Adam Lamine=Lamine/Lamin Thierry=Thierry/Tierry Bakary=Bakary/Bakari Samuel=Samuel/Samuele`),
    family:
      names(`Traoré=Traoré/Traore Keïta=Keïta/Keita Mbeki=Mbeki/M’Beki Coulibaly=Coulibaly/Kulibali Ilunga=Ilunga/Ilounga
      Koné=Koné/Kone/Konneh Mensah=Mensah/Mensa Ngoma=Ngoma/N’Goma Sangaré=Sangaré/Sangare Kabila=Kabila/Kabyla Fofana=Fofana/Fofanah
      Tchameni=Tchameni/Chameni Lawson=Lawson/Lowson Mukendi=Mukendi/Moukendi Sissoko=Sissoko/Cissoko Essomba=Essomba/Esomba
      Diarra=Diarra/Jarra Kasongo=Kasongo/Kassongo`),
    towns: ['Ségou', 'Kisangani', 'Maroua', 'Sokodé', 'Mopti', 'Goma', 'Bertoua', 'Kara', 'Kayes', 'Uvira', 'Kindu'],
  },
  {
    nationalities: ['PER', 'VEN', 'HND'],
    tongues: ['es', 'qu', 'ay'],
    inNative: 0,
    female:
      names(`Rosa=Rosa/Roza Lucía=Lucía/Lucia/Luzia Carmen=Carmen/Karmen Valentina=Valentina/Balentina Yolanda=Yolanda/Llolanda
      Isabel=Isabel/Ysabel Guadalupe=Guadalupe/Guadalup Ximena=Ximena/Jimena Daniela=Daniela/Daniella Flor=Flor/Flora
      Alejandra=Alejandra/Alexandra Camila=Camila/Kamila Milagros=Milagros/Milagro Beatriz=Beatriz/Beatris Sofía=Sofía/Sofia
      Gabriela=Gabriela/Graviela Andrea=Andrea/Andreia Yesenia=Yesenia/Jessenia Noemí=Noemí/Noemi Brenda=Brenda/Brinda`),
    male: names(`José=José/Jose Juan=Juan/Joan Carlos=Carlos/Karlos Jesús=Jesús/Jesus Diego=Diego/Diago Luis=Luis/Luiz Miguel=Miguel/Migel
      Ángel=Ángel/Angel Sebastián=Sebastián/Sebastian Wilmer=Wilmer/Vilmer Kevin=Kevin/Kebin Óscar=Óscar/Oscar Mateo=Mateo/Matheo
      Santiago=Santiago/Santyago Jhon=Jhon/John Rubén=Rubén/Ruben Edwin=Edwin/Eduin Marcos=Marcos/Markos Iván=Iván/Ivan Elías=Elías/Elias`),
    family: names(`Quispe=Quispe/Kispe Mamani=Mamani/Mamany Rodríguez=Rodríguez/Rodriguez/Rodrigues Flores=Flores/Florez
      Hernández=Hernández/Hernandez/Ernandez González=González/Gonzalez/Gonzales Huamán=Huamán/Huaman/Guaman Zelaya=Zelaya/Selaya
      Vásquez=Vásquez/Vasquez/Bazquez Mejía=Mejía/Mejia Condori=Condori/Kondori Pérez=Pérez/Perez/Peres Castillo=Castillo/Castiyo
      Orellana=Orellana/Oreyana Rivas=Rivas/Ribas Chávez=Chávez/Chavez/Chaves Lobo=Lobo/Lovo`),
    towns: ['Puno', 'Cúcuta', 'Choluteca', 'Ayacucho', 'Maturín', 'Danlí', 'Juliaca', 'Barinas', 'Tumbes', 'Yoro'],
  },
  {
    nationalities: ['LAO', 'VNM'],
    tongues: ['lo', 'vi', 'hmn'],
    inNative: 0.4,
    female:
      names(`ດາວ=Dao/Daow ບົວ=Boua/Bua ຄຳ=Kham/Kam ນາງ=Nang/Narng ວັນນາ=Vanna/Wanna ຈັນ=Chan/Jan ມະນີ=Manee/Mani ສຸດາ=Souda/Suda
      ລັດດາ=Latda/Ladda ນິດ=Nit/Nid ວິໄລ=Vilay/Wilai ສີພອນ=Siphone/Seephon ພິມ=Phim/Pim ອຳພອນ=Amphone/Ampon`),
    male: names(`ສົມບູນ=Somboun/Somboon ວິໄຊ=Visay/Wisai ຄຳພັນ=Khamphanh/Kampan ບຸນມາ=Bounma/Bunma ທະວີ=Thavy/Tawee ສີສຸກ=Sisouk/Seesuk
      ພູມີ=Phoumy/Pumi ສອນ=Sone/Son ອາລຸນ=Aloun/Arun ບຸນຍົງ=Bounyong/Bunyong ຈັນເພັງ=Chanpheng/Janpeng ສຸກັນ=Soukanh/Sukan`),
    family: names(`ສີວິໄລ=Sivilay/Seewilai ພົມວິຫານ=Phomvihane/Pomwihan ບຸບຜາ=Boupha/Bubpha ສຸລິຍະວົງ=Souliyavong/Suriyawong
      ຈັນທະລາ=Chanthala/Jantala ອິນທະວົງ=Inthavong/Intawong ສີປະເສີດ=Sipaseuth/Seeprasert ແສງດາລາ=Sengdala/Saengdara
      ວໍລະຈິດ=Vorachit/Worajit ຄຳມະນີ=Khammany/Kammanee`),
    towns: ['Pakse', 'Vinh', 'Savan', 'Sayaboury', 'Dong Hoi', 'Attapeu', 'Phonsavan', 'Hue'],
  },
]
