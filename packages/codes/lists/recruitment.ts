import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Recruiter relations: CTDC and HTCDS.

/** HTCDS `vic_MethodOfRecruitment`. */
export const recruitmentMethod = {
  id: 'recruitment_method',
  version: '1',
  codes: [
    {
      code: 'AtAPlaceOfBusiness',
      label: { en: 'At a place of business', ar: 'في مكان تجاري', es: 'En un comercio o empresa' },
    },
    {
      code: 'AtAnEducationalInstitution',
      label: {
        en: 'At a school or other place of education',
        ar: 'في مؤسسة تعليمية',
        es: 'En una escuela u otro centro educativo',
      },
    },
    { code: 'AtWork', label: { en: 'At work', ar: 'في مكان العمل', es: 'En el trabajo' } },
    {
      code: 'ThroughOnlineSocialNetworks',
      label: {
        en: 'Through online social networks',
        ar: 'عبر شبكات التواصل الاجتماعي',
        es: 'Por redes sociales en línea',
      },
    },
    {
      code: 'ThroughAnOnlineAdvertisement',
      label: { en: 'Through an online advertisement', ar: 'عبر إعلان على الإنترنت', es: 'Por un anuncio en línea' },
    },
    {
      code: 'ThroughATelevisionAdvert',
      label: { en: 'Through a television advertisement', ar: 'عبر إعلان تلفزيوني', es: 'Por un anuncio en televisión' },
    },
    {
      code: 'ThroughANewspaperAdvert',
      label: { en: 'Through a newspaper advertisement', ar: 'عبر إعلان في صحيفة', es: 'Por un anuncio en un periódico' },
    },
    {
      code: 'ThroughFamilyOrFamilyEvents',
      label: {
        en: 'Through family or family events',
        ar: 'عن طريق الأسرة أو مناسبات عائلية',
        es: 'A través de la familia o de reuniones familiares',
      },
    },
    {
      code: 'ThroughFriendsOrSocialEvents',
      label: {
        en: 'Through friends or social events',
        ar: 'عن طريق الأصدقاء أو مناسبات اجتماعية',
        es: 'A través de amistades o reuniones sociales',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RecruitmentWebsitesAndApps` and `vic_ExploitationWebsitesAndApps`, which it leaves open to extension. */
export const websiteOrApp = {
  id: 'website_or_app',
  version: '1',
  codes: [
    { code: 'Facebook', label: { en: 'Facebook', ar: 'فيسبوك', es: 'Facebook' } },
    { code: 'Instagram', label: { en: 'Instagram', ar: 'إنستغرام', es: 'Instagram' } },
    { code: 'WhatsApp', label: { en: 'WhatsApp', ar: 'واتساب', es: 'WhatsApp' } },
    { code: 'Telegram', label: { en: 'Telegram', ar: 'تيليغرام', es: 'Telegram' } },
    { code: 'FacebookMessenger', label: { en: 'Facebook Messenger', ar: 'فيسبوك ماسنجر', es: 'Facebook Messenger' } },
    { code: 'Viber', label: { en: 'Viber', ar: 'فايبر', es: 'Viber' } },
    { code: 'SnapChat', label: { en: 'Snapchat', ar: 'سناب شات', es: 'Snapchat' } },
    { code: 'Line', label: { en: 'Line', ar: 'لاين', es: 'Line' } },
    { code: '4Sale', label: { en: '4Sale', ar: 'فور سيل', es: '4Sale' } },
    { code: 'WeChat', label: { en: 'WeChat', ar: 'وي تشات', es: 'WeChat' } },
    { code: 'QQ', label: { en: 'QQ', ar: 'كيو كيو', es: 'QQ' } },
    { code: 'QZone', label: { en: 'QZone', ar: 'كيو زون', es: 'QZone' } },
    { code: 'TikTok', label: { en: 'TikTok', ar: 'تيك توك', es: 'TikTok' } },
    { code: 'Twitter', label: { en: 'X (Twitter)', ar: 'إكس (تويتر سابقًا)', es: 'X (Twitter)' } },
    { code: 'Imo', label: { en: 'imo', ar: 'إيمو', es: 'imo' }, local: true },
    { code: 'Signal', label: { en: 'Signal', ar: 'سيغنال', es: 'Signal' }, local: true },
    { code: 'DatingApp', label: { en: 'Dating app', ar: 'تطبيق تعارف', es: 'Aplicación de citas' }, local: true },
    { code: 'OnlineGame', label: { en: 'Online game', ar: 'لعبة على الإنترنت', es: 'Juego en línea' }, local: true },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** Who first drew the person in, in relation to them. */
export const recruiterRelation = {
  id: 'recruiter_relation',
  version: '1',
  codes: [
    {
      code: 'intimate_partner',
      label: { en: 'Spouse or intimate partner', ar: 'زوج/ة أو شريك/ة', es: 'Cónyuge o pareja' },
    },
    { code: 'family', label: { en: 'Family or relative', ar: 'أحد أفراد الأسرة أو الأقارب', es: 'Familia o pariente' } },
    {
      code: 'friend',
      label: { en: 'Friend or acquaintance', ar: 'صديق/ة أو أحد المعارف', es: 'Amistad o persona conocida' },
    },
    { code: 'employer', label: { en: 'Employer', ar: 'صاحب عمل', es: 'Empleador' } },
    {
      code: 'agent',
      label: { en: 'Recruitment or travel agent', ar: 'وكيل توظيف أو سفر', es: 'Agente de contratación o de viajes' },
    },
    { code: 'stranger', label: { en: 'Stranger', ar: 'شخص غريب', es: 'Persona desconocida' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RelationshipToTrafficker`, for exchange (`Unaquainted` is spelt so in the standard). */
export const htcdsRelationshipToTrafficker = {
  id: 'htcds_relationship_to_trafficker',
  version: '1',
  codes: [
    { code: 'Familial', label: { en: 'Family', ar: 'صلة عائلية', es: 'Familia' } },
    { code: 'Acquainted', label: { en: 'Acquainted', ar: 'معرفة سابقة', es: 'Había relación previa' } },
    { code: 'Unaquainted', label: { en: 'Not acquainted', ar: 'لا معرفة سابقة', es: 'No había relación previa' } },
  ],
} as const satisfies CodeList

/** HTCDS `per_RoleInProcess`: what someone did. */
export const perpetratorRole = {
  id: 'perpetrator_role',
  version: '1',
  codes: [
    {
      code: 'TravellingPartner',
      label: { en: 'Travelled with the person', ar: 'رافق الشخص في السفر', es: 'Viajó con la persona' },
    },
    { code: 'Transporter', label: { en: 'Transported', ar: 'نقل الشخص', es: 'Transportó' } },
    { code: 'RecruiterOrIntermediary', label: { en: 'Recruited or mediated', ar: 'جنَّد أو توسَّط', es: 'Captó o medió' } },
    {
      code: 'BrokerTravelAgent',
      label: { en: 'Broker or travel agent', ar: 'وسيط أو وكيل سفر', es: 'Intermediario o agente de viajes' },
    },
    {
      code: 'TransferredIndividual',
      label: { en: 'Handed the person over', ar: 'سلَّم الشخص لغيره', es: 'Entregó a la persona' },
    },
    { code: 'HarbouredIndividual', label: { en: 'Harboured the person', ar: 'آوى الشخص', es: 'Acogió a la persona' } },
    { code: 'SoldIndividual', label: { en: 'Sold the person', ar: 'باع الشخص', es: 'Vendió a la persona' } },
    { code: 'BoughtIndividual', label: { en: 'Bought the person', ar: 'اشترى الشخص', es: 'Compró a la persona' } },
    {
      code: 'ReceivedIndividual',
      label: { en: 'Received the person', ar: 'استقبل الشخص', es: 'Recibió a la persona' },
    },
    {
      code: 'ControlledIndividual',
      label: { en: 'Controlled the person', ar: 'سيطر على الشخص', es: 'Controló a la persona' },
    },
    { code: 'Smuggler', label: { en: 'Smuggler', ar: 'مهرِّب', es: 'Traficante de migrantes' } },
    { code: 'Abuser', label: { en: 'Abused the person', ar: 'أساء إلى الشخص', es: 'Abusó de la persona' } },
    { code: 'Kidnapper', label: { en: 'Abducted the person', ar: 'اختطف الشخص', es: 'Raptó a la persona' } },
    { code: 'Exploiter', label: { en: 'Exploited the person', ar: 'استغل الشخص', es: 'Explotó a la persona' } },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList
