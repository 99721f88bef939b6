import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0, guidance 7 (migration and protection status, in words only: the codes are ours); Smuggling Protocol; UNODC SOM Observatory.

/** Where the person stands in the law of the country they are in. `citizen` and `resident` are ours. */
export const migrationStatus = {
  id: 'migration_status',
  version: '1',
  codes: [
    {
      code: 'citizen',
      label: { en: 'Citizen of the country', ar: 'مواطن/ة في البلد', es: 'Nacional del país' },
      local: true,
    },
    {
      code: 'resident',
      label: { en: 'Permanent resident', ar: 'مقيم/ة إقامة دائمة', es: 'Residente permanente' },
      local: true,
    },
    {
      code: 'family_migrant',
      label: { en: 'Family migrant', ar: 'مهاجر/ة لأسباب عائلية', es: 'Migrante por motivos familiares' },
    },
    { code: 'visitor', label: { en: 'Visitor or tourist', ar: 'زائر/ة أو سائح/ة', es: 'Visitante o turista' } },
    { code: 'labour_migrant', label: { en: 'Labour migrant', ar: 'عامل/ة مهاجر/ة', es: 'Migrante laboral' } },
    { code: 'student', label: { en: 'Student', ar: 'طالب/ة', es: 'Estudiante' } },
    {
      code: 'irregular_migrant',
      label: { en: 'In an irregular situation', ar: 'في وضع غير نظامي', es: 'En situación irregular' },
    },
  ],
} as const satisfies CodeList

/** International protection. */
export const protectionStatus = {
  id: 'protection_status',
  version: '1',
  codes: [
    { code: 'asylum_seeker', label: { en: 'Asylum seeker', ar: 'طالب/ة لجوء', es: 'Solicitante de asilo' } },
    { code: 'refugee', label: { en: 'Refugee', ar: 'لاجئ/ة', es: 'Persona refugiada' } },
    {
      code: 'complementary_protection',
      label: { en: 'Complementary protection', ar: 'حماية تكميلية', es: 'Protección complementaria' },
    },
    { code: 'stateless', label: { en: 'Stateless person', ar: 'عديم/ة الجنسية', es: 'Persona apátrida' } },
    { code: 'none', label: { en: 'None of these', ar: 'لا شيء مما ذُكر', es: 'Nada de lo anterior' }, local: true },
  ],
} as const satisfies CodeList

/** Other circumstances of the move; several may hold. */
export const migrationCircumstance = {
  id: 'migration_circumstance',
  version: '1',
  codes: [
    {
      code: 'environmental',
      label: { en: 'Environmental migrant', ar: 'مهاجر/ة لأسباب بيئية', es: 'Migrante por motivos ambientales' },
    },
    {
      code: 'vulnerable',
      label: { en: 'Vulnerable migrant', ar: 'مهاجر/ة في وضع هش', es: 'Migrante en situación de vulnerabilidad' },
    },
    {
      code: 'stranded',
      label: { en: 'Stranded migrant', ar: 'مهاجر/ة تقطعت به السبل', es: 'Migrante en situación de varamiento' },
    },
    { code: 'forced', label: { en: 'Forced migrant', ar: 'مهاجر/ة قسرًا', es: 'Persona en migración forzada' } },
    { code: 'deportee', label: { en: 'Deported person', ar: 'شخص مُرحَّل', es: 'Persona deportada' } },
    { code: 'ex_combatant', label: { en: 'Former combatant', ar: 'مقاتل/ة سابق/ة', es: 'Excombatiente' } },
    {
      code: 'internally_displaced',
      label: { en: 'Internally displaced person', ar: 'نازح/ة داخليًا', es: 'Persona desplazada interna' },
    },
    {
      code: 'separated_or_unaccompanied_child',
      label: {
        en: 'Separated or unaccompanied child',
        ar: 'طفل منفصل عن ذويه أو غير مصحوب',
        es: 'Niña o niño separado o no acompañado',
      },
    },
    { code: 'returnee', label: { en: 'Returnee', ar: 'عائد/ة', es: 'Persona retornada' } },
  ],
} as const satisfies CodeList

/** How a leg of a journey was made. */
export const transportMode = {
  id: 'transport_mode',
  version: '1',
  codes: [
    { code: 'on_foot', label: { en: 'On foot', ar: 'سيرًا على الأقدام', es: 'A pie' } },
    { code: 'car', label: { en: 'Car or taxi', ar: 'سيارة أو سيارة أجرة', es: 'Automóvil o taxi' } },
    { code: 'motorcycle', label: { en: 'Motorcycle', ar: 'دراجة نارية', es: 'Motocicleta' } },
    { code: 'bus', label: { en: 'Bus', ar: 'حافلة', es: 'Autobús' } },
    { code: 'truck', label: { en: 'Truck or lorry', ar: 'شاحنة', es: 'Camión' } },
    { code: 'train', label: { en: 'Train', ar: 'قطار', es: 'Tren' } },
    { code: 'aeroplane', label: { en: 'Aeroplane', ar: 'طائرة', es: 'Avión' } },
    { code: 'small_boat', label: { en: 'Small boat', ar: 'قارب صغير', es: 'Embarcación pequeña' } },
    { code: 'ship', label: { en: 'Ship or ferry', ar: 'سفينة أو عبَّارة', es: 'Barco o transbordador' } },
    { code: 'animal', label: { en: 'Animal', ar: 'دابة', es: 'Animal' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** How smugglers were or are to be paid. A debt raises the trafficking screen. */
export const smugglingPayment = {
  id: 'smuggling_payment',
  version: '1',
  codes: [
    { code: 'advance', label: { en: 'In advance', ar: 'مقدمًا', es: 'Por adelantado' } },
    {
      code: 'instalments',
      label: { en: 'In instalments on the way', ar: 'على دفعات خلال الرحلة', es: 'A plazos durante el viaje' },
    },
    { code: 'on_arrival', label: { en: 'On arrival', ar: 'عند الوصول', es: 'A la llegada' } },
    { code: 'debt', label: { en: 'By a debt still owed', ar: 'بدَين لا يزال قائمًا', es: 'Con una deuda pendiente' } },
    { code: 'work', label: { en: 'By work on the way', ar: 'بالعمل خلال الرحلة', es: 'Con trabajo durante el viaje' } },
    { code: 'none', label: { en: 'Nothing was paid', ar: 'لم يُدفع شيء', es: 'No se pagó nada' } },
  ],
} as const satisfies CodeList

/** What was suffered on the route; the first two are the aggravating circumstances of the Smuggling Protocol, art. 6(3). */
export const smugglingHarm = {
  id: 'smuggling_harm',
  version: '1',
  codes: [
    {
      code: 'life_endangered',
      label: {
        en: 'Life or safety endangered',
        ar: 'تعريض الحياة أو السلامة للخطر',
        es: 'Peligro para la vida o la seguridad',
      },
    },
    {
      code: 'inhuman_treatment',
      label: {
        en: 'Inhuman or degrading treatment',
        ar: 'معاملة لا إنسانية أو مهينة',
        es: 'Trato inhumano o degradante',
      },
    },
    { code: 'physical_violence', label: { en: 'Physical violence', ar: 'عنف جسدي', es: 'Violencia física' } },
    { code: 'sexual_violence', label: { en: 'Sexual violence', ar: 'عنف جنسي', es: 'Violencia sexual' } },
    { code: 'exploitation', label: { en: 'Exploitation', ar: 'استغلال', es: 'Explotación' } },
    { code: 'detention', label: { en: 'Deprived of liberty', ar: 'حرمان من الحرية', es: 'Privación de libertad' } },
    {
      code: 'extortion',
      label: {
        en: 'Extortion of the person or family',
        ar: 'ابتزاز الشخص أو أسرته',
        es: 'Extorsión a la persona o a la familia',
      },
    },
    { code: 'abandonment', label: { en: 'Abandoned', ar: 'التخلي عنه في الطريق', es: 'Abandono' } },
    { code: 'none', label: { en: 'None', ar: 'لا شيء', es: 'Nada' } },
  ],
} as const satisfies CodeList

/** The protection status of a child (CRC General Comment 6). */
export const separationStatus = {
  id: 'separation_status',
  version: '1',
  codes: [
    { code: 'unaccompanied', label: { en: 'Unaccompanied', ar: 'غير مصحوب', es: 'No acompañada o no acompañado' } },
    {
      code: 'separated',
      label: {
        en: 'Separated from parents, with other relatives',
        ar: 'منفصل عن والديه ومع أقارب آخرين',
        es: 'Separada o separado de los padres, con otros familiares',
      },
    },
    {
      code: 'accompanied',
      label: {
        en: 'With parents or customary caregiver',
        ar: 'مع الوالدين أو مقدم الرعاية المعتاد',
        es: 'Con los padres o su cuidador habitual',
      },
    },
  ],
} as const satisfies CodeList
