import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Recruiter relations: CTDC and HTCDS.

/** HTCDS `vic_MethodOfRecruitment`. */
export const recruitmentMethod = {
  id: 'recruitment_method',
  version: '1',
  codes: [
    {
      code: 'AtAPlaceOfBusiness',
      label: {
        en: 'At a place of business',
        ar: 'في مكان تجاري',
        es: 'En un comercio o empresa',
        pt: 'Num estabelecimento comercial',
        fr: 'Dans un commerce',
        ru: 'На предприятии',
      },
    },
    {
      code: 'AtAnEducationalInstitution',
      label: {
        en: 'At a school or other place of education',
        ar: 'في مؤسسة تعليمية',
        es: 'En una escuela u otro centro educativo',
        pt: 'Numa escola ou outro lugar de ensino',
        fr: 'Dans une école ou un autre lieu d’enseignement',
        ru: 'В школе или другом месте учёбы',
      },
    },
    {
      code: 'AtWork',
      label: {
        en: 'At work',
        ar: 'في مكان العمل',
        es: 'En el trabajo',
        pt: 'No trabalho',
        fr: 'Au travail',
        ru: 'На работе',
      },
    },
    {
      code: 'ThroughOnlineSocialNetworks',
      label: {
        en: 'Through online social networks',
        ar: 'عبر شبكات التواصل الاجتماعي',
        es: 'Por redes sociales en línea',
        pt: 'Através de redes sociais na internet',
        fr: 'Par des réseaux sociaux en ligne',
        ru: 'Через социальные сети в интернете',
      },
    },
    {
      code: 'ThroughAnOnlineAdvertisement',
      label: {
        en: 'Through an online advertisement',
        ar: 'عبر إعلان على الإنترنت',
        es: 'Por un anuncio en línea',
        pt: 'Através de um anúncio na internet',
        fr: 'Par une annonce en ligne',
        ru: 'По объявлению в интернете',
      },
    },
    {
      code: 'ThroughATelevisionAdvert',
      label: {
        en: 'Through a television advertisement',
        ar: 'عبر إعلان تلفزيوني',
        es: 'Por un anuncio en televisión',
        pt: 'Através de um anúncio na televisão',
        fr: 'Par une annonce à la télévision',
        ru: 'По объявлению на телевидении',
      },
    },
    {
      code: 'ThroughANewspaperAdvert',
      label: {
        en: 'Through a newspaper advertisement',
        ar: 'عبر إعلان في صحيفة',
        es: 'Por un anuncio en un periódico',
        pt: 'Através de um anúncio no jornal',
        fr: 'Par une annonce dans un journal',
        ru: 'По объявлению в газете',
      },
    },
    {
      code: 'ThroughFamilyOrFamilyEvents',
      label: {
        en: 'Through family or family events',
        ar: 'عن طريق الأسرة أو مناسبات عائلية',
        es: 'A través de la familia o de reuniones familiares',
        pt: 'Através da família ou de eventos familiares',
        fr: 'Par la famille ou des fêtes de famille',
        ru: 'Через семью или семейные события',
      },
    },
    {
      code: 'ThroughFriendsOrSocialEvents',
      label: {
        en: 'Through friends or social events',
        ar: 'عن طريق الأصدقاء أو مناسبات اجتماعية',
        es: 'A través de amistades o reuniones sociales',
        pt: 'Através de amigos ou de eventos sociais',
        fr: 'Par des amis ou des événements sociaux',
        ru: 'Через друзей или на встречах',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RecruitmentWebsitesAndApps` and `vic_ExploitationWebsitesAndApps`, which it leaves open to extension. */
export const websiteOrApp = {
  id: 'website_or_app',
  version: '1',
  codes: [
    {
      code: 'Facebook',
      label: { en: 'Facebook', ar: 'فيسبوك', es: 'Facebook', pt: 'Facebook', fr: 'Facebook', ru: 'Facebook' },
    },
    {
      code: 'Instagram',
      label: { en: 'Instagram', ar: 'إنستغرام', es: 'Instagram', pt: 'Instagram', fr: 'Instagram', ru: 'Instagram' },
    },
    {
      code: 'WhatsApp',
      label: { en: 'WhatsApp', ar: 'واتساب', es: 'WhatsApp', pt: 'WhatsApp', fr: 'WhatsApp', ru: 'WhatsApp' },
    },
    {
      code: 'Telegram',
      label: { en: 'Telegram', ar: 'تيليغرام', es: 'Telegram', pt: 'Telegram', fr: 'Telegram', ru: 'Telegram' },
    },
    {
      code: 'FacebookMessenger',
      label: {
        en: 'Facebook Messenger',
        ar: 'فيسبوك ماسنجر',
        es: 'Facebook Messenger',
        pt: 'Facebook Messenger',
        fr: 'Facebook Messenger',
        ru: 'Facebook Messenger',
      },
    },
    { code: 'Viber', label: { en: 'Viber', ar: 'فايبر', es: 'Viber', pt: 'Viber', fr: 'Viber', ru: 'Viber' } },
    {
      code: 'SnapChat',
      label: { en: 'Snapchat', ar: 'سناب شات', es: 'Snapchat', pt: 'Snapchat', fr: 'Snapchat', ru: 'Snapchat' },
    },
    { code: 'Line', label: { en: 'Line', ar: 'لاين', es: 'Line', pt: 'Line', fr: 'Line', ru: 'Line' } },
    { code: '4Sale', label: { en: '4Sale', ar: 'فور سيل', es: '4Sale', pt: '4Sale', fr: '4Sale', ru: '4Sale' } },
    { code: 'WeChat', label: { en: 'WeChat', ar: 'وي تشات', es: 'WeChat', pt: 'WeChat', fr: 'WeChat', ru: 'WeChat' } },
    { code: 'QQ', label: { en: 'QQ', ar: 'كيو كيو', es: 'QQ', pt: 'QQ', fr: 'QQ', ru: 'QQ' } },
    { code: 'QZone', label: { en: 'QZone', ar: 'كيو زون', es: 'QZone', pt: 'QZone', fr: 'QZone', ru: 'QZone' } },
    { code: 'TikTok', label: { en: 'TikTok', ar: 'تيك توك', es: 'TikTok', pt: 'TikTok', fr: 'TikTok', ru: 'TikTok' } },
    {
      code: 'Twitter',
      label: {
        en: 'X (Twitter)',
        ar: 'إكس (تويتر سابقًا)',
        es: 'X (Twitter)',
        pt: 'X (Twitter)',
        fr: 'X (Twitter)',
        ru: 'X (Twitter)',
      },
    },
    { code: 'Imo', label: { en: 'imo', ar: 'إيمو', es: 'imo', pt: 'imo', fr: 'imo', ru: 'imo' }, local: true },
    {
      code: 'Signal',
      label: { en: 'Signal', ar: 'سيغنال', es: 'Signal', pt: 'Signal', fr: 'Signal', ru: 'Signal' },
      local: true,
    },
    {
      code: 'DatingApp',
      label: {
        en: 'Dating app',
        ar: 'تطبيق تعارف',
        es: 'Aplicación de citas',
        pt: 'Aplicação de encontros',
        fr: 'Application de rencontre',
        ru: 'Приложение для знакомств',
      },
      local: true,
    },
    {
      code: 'OnlineGame',
      label: {
        en: 'Online game',
        ar: 'لعبة على الإنترنت',
        es: 'Juego en línea',
        pt: 'Jogo na internet',
        fr: 'Jeu en ligne',
        ru: 'Онлайн-игра',
      },
      local: true,
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** Who first drew the person in, in relation to them. */
export const recruiterRelation = {
  id: 'recruiter_relation',
  version: '1',
  codes: [
    {
      code: 'intimate_partner',
      label: {
        en: 'Spouse or intimate partner',
        ar: 'زوج/ة أو شريك/ة',
        es: 'Cónyuge o pareja',
        pt: 'Cônjuge ou outra relação íntima',
        fr: 'Conjoint ou partenaire intime',
        ru: 'Супруг, супруга или близкий партнёр',
      },
    },
    {
      code: 'family',
      label: {
        en: 'Family or relative',
        ar: 'أحد أفراد الأسرة أو الأقارب',
        es: 'Familia o pariente',
        pt: 'Família ou familiar',
        fr: 'Famille ou proche',
        ru: 'Семья или родственник',
      },
    },
    {
      code: 'friend',
      label: {
        en: 'Friend or acquaintance',
        ar: 'صديق/ة أو أحد المعارف',
        es: 'Amistad o persona conocida',
        pt: 'Pessoa amiga ou conhecida',
        fr: 'Ami ou connaissance',
        ru: 'Друг или знакомый',
      },
    },
    {
      code: 'employer',
      label: {
        en: 'Employer',
        ar: 'صاحب عمل',
        es: 'Empleador',
        pt: 'Entidade empregadora',
        fr: 'Employeur',
        ru: 'Работодатель',
      },
    },
    {
      code: 'agent',
      label: {
        en: 'Recruitment or travel agent',
        ar: 'وكيل توظيف أو سفر',
        es: 'Agente de contratación o de viajes',
        pt: 'Agente de recrutamento ou de viagens',
        fr: 'Agent de recrutement ou de voyage',
        ru: 'Агент по найму или турагент',
      },
    },
    {
      code: 'stranger',
      label: {
        en: 'Stranger',
        ar: 'شخص غريب',
        es: 'Persona desconocida',
        pt: 'Pessoa desconhecida',
        fr: 'Personne inconnue',
        ru: 'Незнакомый человек',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RelationshipToTrafficker`, for exchange (`Unaquainted` is spelt so in the standard). */
export const htcdsRelationshipToTrafficker = {
  id: 'htcds_relationship_to_trafficker',
  version: '1',
  codes: [
    {
      code: 'Familial',
      label: { en: 'Family', ar: 'صلة عائلية', es: 'Familia', pt: 'Família', fr: 'Famille', ru: 'Семья' },
    },
    {
      code: 'Acquainted',
      label: {
        en: 'Acquainted',
        ar: 'معرفة سابقة',
        es: 'Había relación previa',
        pt: 'Conhecida',
        fr: 'Se connaissaient',
        ru: 'Знакомы',
      },
    },
    {
      code: 'Unaquainted',
      label: {
        en: 'Not acquainted',
        ar: 'لا معرفة سابقة',
        es: 'No había relación previa',
        pt: 'Não conhecida',
        fr: 'Ne se connaissaient pas',
        ru: 'Не знакомы',
      },
    },
  ],
} as const satisfies CodeList

/** HTCDS `per_RoleInProcess`: what someone did. */
export const perpetratorRole = {
  id: 'perpetrator_role',
  version: '1',
  codes: [
    {
      code: 'TravellingPartner',
      label: {
        en: 'Travelled with the person',
        ar: 'رافق الشخص في السفر',
        es: 'Viajó con la persona',
        pt: 'Viajou com a pessoa',
        fr: 'A voyagé avec la personne',
        ru: 'Путь вместе с человеком',
      },
    },
    {
      code: 'Transporter',
      label: {
        en: 'Transported',
        ar: 'نقل الشخص',
        es: 'Transportó',
        pt: 'Transportou',
        fr: 'A assuré le transport',
        ru: 'Перевозка',
      },
    },
    {
      code: 'RecruiterOrIntermediary',
      label: {
        en: 'Recruited or mediated',
        ar: 'جنَّد أو توسَّط',
        es: 'Captó o medió',
        pt: 'Recrutou ou serviu de intermediário',
        fr: 'A recruté ou servi d’intermédiaire',
        ru: 'Вербовка или посредничество',
      },
    },
    {
      code: 'BrokerTravelAgent',
      label: {
        en: 'Broker or travel agent',
        ar: 'وسيط أو وكيل سفر',
        es: 'Intermediario o agente de viajes',
        pt: 'Intermediário ou agente de viagens',
        fr: 'Courtier ou agent de voyage',
        ru: 'Посредник или турагент',
      },
    },
    {
      code: 'TransferredIndividual',
      label: {
        en: 'Handed the person over',
        ar: 'سلَّم الشخص لغيره',
        es: 'Entregó a la persona',
        pt: 'Entregou a pessoa',
        fr: 'A remis la personne à d’autres',
        ru: 'Передача человека',
      },
    },
    {
      code: 'HarbouredIndividual',
      label: {
        en: 'Harboured the person',
        ar: 'آوى الشخص',
        es: 'Acogió a la persona',
        pt: 'Alojou a pessoa',
        fr: 'A hébergé la personne',
        ru: 'Укрывательство человека',
      },
    },
    {
      code: 'SoldIndividual',
      label: {
        en: 'Sold the person',
        ar: 'باع الشخص',
        es: 'Vendió a la persona',
        pt: 'Vendeu a pessoa',
        fr: 'A vendu la personne',
        ru: 'Продажа человека',
      },
    },
    {
      code: 'BoughtIndividual',
      label: {
        en: 'Bought the person',
        ar: 'اشترى الشخص',
        es: 'Compró a la persona',
        pt: 'Comprou a pessoa',
        fr: 'A acheté la personne',
        ru: 'Покупка человека',
      },
    },
    {
      code: 'ReceivedIndividual',
      label: {
        en: 'Received the person',
        ar: 'استقبل الشخص',
        es: 'Recibió a la persona',
        pt: 'Acolheu a pessoa para a explorar',
        fr: 'A accueilli la personne',
        ru: 'Получение человека',
      },
    },
    {
      code: 'ControlledIndividual',
      label: {
        en: 'Controlled the person',
        ar: 'سيطر على الشخص',
        es: 'Controló a la persona',
        pt: 'Controlou a pessoa',
        fr: 'A contrôlé la personne',
        ru: 'Контроль над человеком',
      },
    },
    {
      code: 'Smuggler',
      label: {
        en: 'Smuggler',
        ar: 'مهرِّب',
        es: 'Traficante de migrantes',
        pt: 'Traficante de migrantes',
        fr: 'Passeur',
        ru: 'Организатор незаконного ввоза мигрантов',
      },
    },
    {
      code: 'Abuser',
      label: {
        en: 'Abused the person',
        ar: 'أساء إلى الشخص',
        es: 'Abusó de la persona',
        pt: 'Abusou da pessoa',
        fr: 'A maltraité la personne',
        ru: 'Насилие над человеком',
      },
    },
    {
      code: 'Kidnapper',
      label: {
        en: 'Abducted the person',
        ar: 'اختطف الشخص',
        es: 'Raptó a la persona',
        pt: 'Raptou a pessoa',
        fr: 'A enlevé la personne',
        ru: 'Похищение человека',
      },
    },
    {
      code: 'Exploiter',
      label: {
        en: 'Exploited the person',
        ar: 'استغل الشخص',
        es: 'Explotó a la persona',
        pt: 'Explorou a pessoa',
        fr: 'A exploité la personne',
        ru: 'Эксплуатация человека',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList
