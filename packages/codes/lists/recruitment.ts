import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Recruiter relations: CTDC and HTCDS.

/** HTCDS `vic_MethodOfRecruitment`. */
export const recruitmentMethod = {
  id: 'recruitment_method',
  version: '1',
  codes: [
    { code: 'AtAPlaceOfBusiness', label: { en: 'At a place of business', ar: 'في مكان تجاري' } },
    {
      code: 'AtAnEducationalInstitution',
      label: { en: 'At a school or other place of education', ar: 'في مؤسسة تعليمية' },
    },
    { code: 'AtWork', label: { en: 'At work', ar: 'في مكان العمل' } },
    {
      code: 'ThroughOnlineSocialNetworks',
      label: { en: 'Through online social networks', ar: 'عبر شبكات التواصل الاجتماعي' },
    },
    {
      code: 'ThroughAnOnlineAdvertisement',
      label: { en: 'Through an online advertisement', ar: 'عبر إعلان على الإنترنت' },
    },
    { code: 'ThroughATelevisionAdvert', label: { en: 'Through a television advertisement', ar: 'عبر إعلان تلفزيوني' } },
    { code: 'ThroughANewspaperAdvert', label: { en: 'Through a newspaper advertisement', ar: 'عبر إعلان في صحيفة' } },
    {
      code: 'ThroughFamilyOrFamilyEvents',
      label: { en: 'Through family or family events', ar: 'عن طريق الأسرة أو مناسبات عائلية' },
    },
    {
      code: 'ThroughFriendsOrSocialEvents',
      label: { en: 'Through friends or social events', ar: 'عن طريق الأصدقاء أو مناسبات اجتماعية' },
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RecruitmentWebsitesAndApps` and `vic_ExploitationWebsitesAndApps`, which it leaves open to extension. */
export const websiteOrApp = {
  id: 'website_or_app',
  version: '1',
  codes: [
    { code: 'Facebook', label: { en: 'Facebook', ar: 'فيسبوك' } },
    { code: 'Instagram', label: { en: 'Instagram', ar: 'إنستغرام' } },
    { code: 'WhatsApp', label: { en: 'WhatsApp', ar: 'واتساب' } },
    { code: 'Telegram', label: { en: 'Telegram', ar: 'تيليغرام' } },
    { code: 'FacebookMessenger', label: { en: 'Facebook Messenger', ar: 'فيسبوك ماسنجر' } },
    { code: 'Viber', label: { en: 'Viber', ar: 'فايبر' } },
    { code: 'SnapChat', label: { en: 'Snapchat', ar: 'سناب شات' } },
    { code: 'Line', label: { en: 'Line', ar: 'لاين' } },
    { code: '4Sale', label: { en: '4Sale', ar: 'فور سيل' } },
    { code: 'WeChat', label: { en: 'WeChat', ar: 'وي تشات' } },
    { code: 'QQ', label: { en: 'QQ', ar: 'كيو كيو' } },
    { code: 'QZone', label: { en: 'QZone', ar: 'كيو زون' } },
    { code: 'TikTok', label: { en: 'TikTok', ar: 'تيك توك' } },
    { code: 'Twitter', label: { en: 'X (Twitter)', ar: 'إكس (تويتر سابقًا)' } },
    { code: 'Imo', label: { en: 'imo', ar: 'إيمو' }, local: true },
    { code: 'Signal', label: { en: 'Signal', ar: 'سيغنال' }, local: true },
    { code: 'DatingApp', label: { en: 'Dating app', ar: 'تطبيق تعارف' }, local: true },
    { code: 'OnlineGame', label: { en: 'Online game', ar: 'لعبة على الإنترنت' }, local: true },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** Who first drew the person in, in relation to them. */
export const recruiterRelation = {
  id: 'recruiter_relation',
  version: '1',
  codes: [
    { code: 'intimate_partner', label: { en: 'Spouse or intimate partner', ar: 'زوج/ة أو شريك/ة' } },
    { code: 'family', label: { en: 'Family or relative', ar: 'أحد أفراد الأسرة أو الأقارب' } },
    { code: 'friend', label: { en: 'Friend or acquaintance', ar: 'صديق/ة أو أحد المعارف' } },
    { code: 'employer', label: { en: 'Employer', ar: 'صاحب عمل' } },
    { code: 'agent', label: { en: 'Recruitment or travel agent', ar: 'وكيل توظيف أو سفر' } },
    { code: 'stranger', label: { en: 'Stranger', ar: 'شخص غريب' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_RelationshipToTrafficker`, for exchange (`Unaquainted` is spelt so in the standard). */
export const htcdsRelationshipToTrafficker = {
  id: 'htcds_relationship_to_trafficker',
  version: '1',
  codes: [
    { code: 'Familial', label: { en: 'Family', ar: 'صلة عائلية' } },
    { code: 'Acquainted', label: { en: 'Acquainted', ar: 'معرفة سابقة' } },
    { code: 'Unaquainted', label: { en: 'Not acquainted', ar: 'لا معرفة سابقة' } },
  ],
} as const satisfies CodeList

/** HTCDS `per_RoleInProcess`: what someone did. */
export const perpetratorRole = {
  id: 'perpetrator_role',
  version: '1',
  codes: [
    { code: 'TravellingPartner', label: { en: 'Travelled with the person', ar: 'رافق الشخص في السفر' } },
    { code: 'Transporter', label: { en: 'Transported', ar: 'نقل الشخص' } },
    { code: 'RecruiterOrIntermediary', label: { en: 'Recruited or mediated', ar: 'جنَّد أو توسَّط' } },
    { code: 'BrokerTravelAgent', label: { en: 'Broker or travel agent', ar: 'وسيط أو وكيل سفر' } },
    { code: 'TransferredIndividual', label: { en: 'Handed the person over', ar: 'سلَّم الشخص لغيره' } },
    { code: 'HarbouredIndividual', label: { en: 'Harboured the person', ar: 'آوى الشخص' } },
    { code: 'SoldIndividual', label: { en: 'Sold the person', ar: 'باع الشخص' } },
    { code: 'BoughtIndividual', label: { en: 'Bought the person', ar: 'اشترى الشخص' } },
    { code: 'ReceivedIndividual', label: { en: 'Received the person', ar: 'استقبل الشخص' } },
    { code: 'ControlledIndividual', label: { en: 'Controlled the person', ar: 'سيطر على الشخص' } },
    { code: 'Smuggler', label: { en: 'Smuggler', ar: 'مهرِّب' } },
    { code: 'Abuser', label: { en: 'Abused the person', ar: 'أساء إلى الشخص' } },
    { code: 'Kidnapper', label: { en: 'Abducted the person', ar: 'اختطف الشخص' } },
    { code: 'Exploiter', label: { en: 'Exploited the person', ar: 'استغل الشخص' } },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList
