import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0, guidance 7 (migration and protection status, in words only: the codes are ours); Smuggling Protocol; UNODC SOM Observatory.

/** Where the person stands in the law of the country they are in. `citizen` and `resident` are ours. */
export const migrationStatus = {
  id: 'migration_status',
  version: '1',
  codes: [
    { code: 'citizen', label: { en: 'Citizen of the country', ar: 'مواطن/ة في البلد' }, local: true },
    { code: 'resident', label: { en: 'Permanent resident', ar: 'مقيم/ة إقامة دائمة' }, local: true },
    { code: 'family_migrant', label: { en: 'Family migrant', ar: 'مهاجر/ة لأسباب عائلية' } },
    { code: 'visitor', label: { en: 'Visitor or tourist', ar: 'زائر/ة أو سائح/ة' } },
    { code: 'labour_migrant', label: { en: 'Labour migrant', ar: 'عامل/ة مهاجر/ة' } },
    { code: 'student', label: { en: 'Student', ar: 'طالب/ة' } },
    { code: 'irregular_migrant', label: { en: 'In an irregular situation', ar: 'في وضع غير نظامي' } },
  ],
} as const satisfies CodeList

/** International protection. */
export const protectionStatus = {
  id: 'protection_status',
  version: '1',
  codes: [
    { code: 'asylum_seeker', label: { en: 'Asylum seeker', ar: 'طالب/ة لجوء' } },
    { code: 'refugee', label: { en: 'Refugee', ar: 'لاجئ/ة' } },
    { code: 'complementary_protection', label: { en: 'Complementary protection', ar: 'حماية تكميلية' } },
    { code: 'stateless', label: { en: 'Stateless person', ar: 'عديم/ة الجنسية' } },
    { code: 'none', label: { en: 'None of these', ar: 'لا شيء مما ذُكر' }, local: true },
  ],
} as const satisfies CodeList

/** Other circumstances of the move; several may hold. */
export const migrationCircumstance = {
  id: 'migration_circumstance',
  version: '1',
  codes: [
    { code: 'environmental', label: { en: 'Environmental migrant', ar: 'مهاجر/ة لأسباب بيئية' } },
    { code: 'vulnerable', label: { en: 'Vulnerable migrant', ar: 'مهاجر/ة في وضع هش' } },
    { code: 'stranded', label: { en: 'Stranded migrant', ar: 'مهاجر/ة تقطعت به السبل' } },
    { code: 'forced', label: { en: 'Forced migrant', ar: 'مهاجر/ة قسرًا' } },
    { code: 'deportee', label: { en: 'Deported person', ar: 'شخص مُرحَّل' } },
    { code: 'ex_combatant', label: { en: 'Former combatant', ar: 'مقاتل/ة سابق/ة' } },
    { code: 'internally_displaced', label: { en: 'Internally displaced person', ar: 'نازح/ة داخليًا' } },
    {
      code: 'separated_or_unaccompanied_child',
      label: { en: 'Separated or unaccompanied child', ar: 'طفل منفصل عن ذويه أو غير مصحوب' },
    },
    { code: 'returnee', label: { en: 'Returnee', ar: 'عائد/ة' } },
  ],
} as const satisfies CodeList

/** How a leg of a journey was made. */
export const transportMode = {
  id: 'transport_mode',
  version: '1',
  codes: [
    { code: 'on_foot', label: { en: 'On foot', ar: 'سيرًا على الأقدام' } },
    { code: 'car', label: { en: 'Car or taxi', ar: 'سيارة أو سيارة أجرة' } },
    { code: 'motorcycle', label: { en: 'Motorcycle', ar: 'دراجة نارية' } },
    { code: 'bus', label: { en: 'Bus', ar: 'حافلة' } },
    { code: 'truck', label: { en: 'Truck or lorry', ar: 'شاحنة' } },
    { code: 'train', label: { en: 'Train', ar: 'قطار' } },
    { code: 'aeroplane', label: { en: 'Aeroplane', ar: 'طائرة' } },
    { code: 'small_boat', label: { en: 'Small boat', ar: 'قارب صغير' } },
    { code: 'ship', label: { en: 'Ship or ferry', ar: 'سفينة أو عبَّارة' } },
    { code: 'animal', label: { en: 'Animal', ar: 'دابة' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** How smugglers were or are to be paid. A debt raises the trafficking screen. */
export const smugglingPayment = {
  id: 'smuggling_payment',
  version: '1',
  codes: [
    { code: 'advance', label: { en: 'In advance', ar: 'مقدمًا' } },
    { code: 'instalments', label: { en: 'In instalments on the way', ar: 'على دفعات خلال الرحلة' } },
    { code: 'on_arrival', label: { en: 'On arrival', ar: 'عند الوصول' } },
    { code: 'debt', label: { en: 'By a debt still owed', ar: 'بدَين لا يزال قائمًا' } },
    { code: 'work', label: { en: 'By work on the way', ar: 'بالعمل خلال الرحلة' } },
    { code: 'none', label: { en: 'Nothing was paid', ar: 'لم يُدفع شيء' } },
  ],
} as const satisfies CodeList

/** What was suffered on the route; the first two are the aggravating circumstances of the Smuggling Protocol, art. 6(3). */
export const smugglingHarm = {
  id: 'smuggling_harm',
  version: '1',
  codes: [
    { code: 'life_endangered', label: { en: 'Life or safety endangered', ar: 'تعريض الحياة أو السلامة للخطر' } },
    { code: 'inhuman_treatment', label: { en: 'Inhuman or degrading treatment', ar: 'معاملة لا إنسانية أو مهينة' } },
    { code: 'physical_violence', label: { en: 'Physical violence', ar: 'عنف جسدي' } },
    { code: 'sexual_violence', label: { en: 'Sexual violence', ar: 'عنف جنسي' } },
    { code: 'exploitation', label: { en: 'Exploitation', ar: 'استغلال' } },
    { code: 'detention', label: { en: 'Deprived of liberty', ar: 'حرمان من الحرية' } },
    { code: 'extortion', label: { en: 'Extortion of the person or family', ar: 'ابتزاز الشخص أو أسرته' } },
    { code: 'abandonment', label: { en: 'Abandoned', ar: 'التخلي عنه في الطريق' } },
    { code: 'none', label: { en: 'None', ar: 'لا شيء' } },
  ],
} as const satisfies CodeList

/** The protection status of a child (CRC General Comment 6). */
export const separationStatus = {
  id: 'separation_status',
  version: '1',
  codes: [
    { code: 'unaccompanied', label: { en: 'Unaccompanied', ar: 'غير مصحوب' } },
    {
      code: 'separated',
      label: { en: 'Separated from parents, with other relatives', ar: 'منفصل عن والديه ومع أقارب آخرين' },
    },
    {
      code: 'accompanied',
      label: { en: 'With parents or customary caregiver', ar: 'مع الوالدين أو مقدم الرعاية المعتاد' },
    },
  ],
} as const satisfies CodeList
