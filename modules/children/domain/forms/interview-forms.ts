import type { FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, choices, count, day, form, line, list, REASONS, words } from './say.ts'

const TOPICS_ASKED = choices(
  'topics',
  'children_topic',
  'On what | حول ماذا | Sobre qué | Sobre o quê | Sur quoi | О чём',
)
const WHEN_AND_WHY = [
  day('held_on', 'On which day | في أي يوم | Qué día | Em que dia | Quel jour | В какой день'),
  TOPICS_ASKED,
  choice('purpose', 'children_interview_purpose', 'For what | لأي غرض | Para qué | Para quê | Dans quel but | Для чего'),
] as const
const HELD = [
  ...WHEN_AND_WHY,
  line(
    'agency',
    'Which agency, and in what role | أي جهة وبأي صفة | Qué organismo y en qué función | Que entidade e em que função | Quel organisme, à quel titre | Какая организация и в каком качестве',
  ),
] as const

/** That a child was interviewed (children note, section 8). No question asks what was said. */
export const INTERVIEW_FORMS: Readonly<Record<string, FormDefinition>> = {
  interview: form('interview', 'Interview | مقابلة | Entrevista | Entrevista | Entretien | Беседа', [
    ...HELD,
    count('minutes', 'Minutes | بالدقائق | Minutos | Minutos | Minutes | Сколько минут'),
    line('place', 'Where | أين | Dónde | Onde | Où | Где', false),
    choice(
      'interviewer_sex',
      'children_interviewer_sex',
      'Who asked the child | من سأل الطفل | Quién preguntó al menor | Quem perguntou à criança | Qui a interrogé l’enfant | Кто спрашивал ребёнка',
      false,
    ),
    choices(
      'present',
      'children_present',
      'Who was there | من كان حاضرًا | Quién estaba | Quem estava | Qui était présent | Кто присутствовал',
    ),
    words(
      'why_nobody',
      'Why nobody accompanied the child | لماذا لم يكن أحد بجانب الطفل | Por qué nadie acompañaba al menor | Porque ninguém acompanhava a criança | Pourquoi personne n’accompagnait l’enfant | Почему рядом с ребёнком никого не было',
      false,
    ),
    ask(
      'suspects_kin',
      'Was anyone there who is kin to a suspect? | هل حضر أحد من أقارب مشتبه به؟ | ¿Estaba algún familiar de un sospechoso? | Estava algum familiar de uma pessoa suspeita? | Un proche d’une personne soupçonnée était-il présent ? | Был ли там родственник подозреваемого?',
    ),
    choice(
      'recording',
      'children_recording',
      'How it was recorded | كيف سُجلت | Cómo se registró | Como foi registada | Comment il a été enregistré | Как записано',
    ),
    choice(
      'stopped',
      'children_stopped',
      'Was it stopped early? | هل أُوقفت مبكرًا؟ | ¿Se interrumpió? | Foi interrompida? | A-t-il été interrompu ? | Прервана ли раньше?',
      false,
    ),
  ]),
  interview_elsewhere: form(
    'interview_elsewhere',
    'Interview held by others | مقابلة أجراها آخرون | Entrevista hecha por otros | Entrevista feita por outros | Entretien mené par d’autres | Беседа, проведённая другими',
    [
      ...HELD,
      choice(
        'by_order',
        'children_ordered',
        'How it came about | كيف جرت | Por qué se hizo | Porque foi feita | Pourquoi il a eu lieu | Почему состоялась',
      ),
    ],
  ),
  // A service that has the child by a referral: which agency it is, the platform knows.
  interview_reported: form(
    'interview_reported',
    'Interview held by this service | مقابلة أجرتها هذه الخدمة | Entrevista hecha por este servicio | Entrevista feita por este serviço | Entretien mené par ce service | Беседа, проведённая этой службой',
    [
      ...WHEN_AND_WHY,
      line('role', 'In what role | بأي صفة | En qué función | Em que função | À quel titre | В каком качестве'),
      choice(
        'by_order',
        'children_reported',
        'How it came about | كيف جرت | Por qué se hizo | Porque foi feita | Pourquoi il a eu lieu | Почему состоялась',
      ),
    ],
  ),
  interview_again: form(
    'interview_again',
    'A further interview on the same topic | مقابلة أخرى حول الموضوع نفسه | Otra entrevista sobre lo mismo | Outra entrevista sobre o mesmo | Un nouvel entretien sur le même sujet | Ещё одна беседа о том же',
    [
      TOPICS_ASKED,
      words(
        'reasons',
        'Why what was said before is not enough | لماذا لا يكفي ما قيل سابقًا | Por qué no basta lo ya dicho | Porque não basta o que já foi dito | Pourquoi ce qui a été dit ne suffit pas | Почему сказанного раньше мало',
      ),
    ],
  ),
  interview_allowed: form(
    'interview_allowed',
    'A third interview is allowed | السماح بمقابلة ثالثة | Se permite una tercera entrevista | Permite-se uma terceira entrevista | Un troisième entretien est permis | Третья беседа разрешена',
    [words('reasons', REASONS), ...INFORMED_AND_HEARD],
  ),
  interview_refused: form('interview_refused', 'Refused | مرفوض | Denegada | Recusada | Refusé | Отказано', [
    words('reasons', REASONS),
  ]),
}

export const INTERVIEW_LISTS = {
  ...list('children_topic', {
    identity: 'Identity | الهوية | Identidad | Identidade | Identité | Личность',
    family: 'Family | الأسرة | Familia | Família | Famille | Семья',
    journey: 'Journey | الرحلة | Trayecto | Viagem | Trajet | Путь',
    recruitment: 'Recruitment | التجنيد | Captación | Recrutamento | Recrutement | Вербовка',
    exploitation: 'Exploitation | الاستغلال | Explotación | Exploração | Exploitation | Эксплуатация',
    suspects: 'Suspects | المشتبه بهم | Sospechosos | Suspeitos | Personnes soupçonnées | Подозреваемые',
    wishes: 'Wishes | الرغبات | Deseos | Desejos | Souhaits | Пожелания',
    placement: 'Care | الرعاية | Acogida | Acolhimento | Placement | Размещение',
  }),
  ...list('children_interview_purpose', {
    screening: 'Screening | فرز | Detección | Triagem | Repérage | Первичная проверка',
    best_interests:
      'Best interests | المصلحة الفضلى | Interés superior | Interesse superior | Intérêt supérieur | Наилучшие интересы',
    criminal:
      'Criminal proceedings | إجراءات جنائية | Proceso penal | Processo penal | Procédure pénale | Уголовное дело',
    asylum: 'Asylum | اللجوء | Asilo | Asilo | Asile | Убежище',
    age: 'Age | العمر | Edad | Idade | Âge | Возраст',
    tracing:
      'Family tracing | البحث عن الأسرة | Búsqueda de familiares | Procura de familiares | Recherche de la famille | Розыск семьи',
    health: 'Health | الصحة | Salud | Saúde | Santé | Здоровье',
  }),
  ...list('children_present', {
    guardian: 'Guardian | الوصي | Tutor | Tutor | Tuteur | Опекун',
    lawyer: 'Lawyer | محامٍ | Abogado | Advogado | Avocat | Адвокат',
    psychologist: 'Psychologist | اختصاصي نفسي | Psicólogo | Psicólogo | Psychologue | Психолог',
    support:
      'A person of trust | شخص موضع ثقة | Persona de confianza | Pessoa de confiança | Personne de confiance | Доверенное лицо',
    interpreter: 'Interpreter | مترجم فوري | Intérprete | Intérprete | Interprète | Переводчик',
    nobody: 'Nobody else | لا أحد غيره | Nadie más | Mais ninguém | Personne d’autre | Больше никого',
  }),
  ...list('children_interviewer_sex', {
    woman: 'A woman | امرأة | Una mujer | Uma mulher | Une femme | Женщина',
    man: 'A man | رجل | Un hombre | Um homem | Un homme | Мужчина',
    both: 'A woman and a man | امرأة ورجل | Una mujer y un hombre | Uma mulher e um homem | Une femme et un homme | Женщина и мужчина',
  }),
  ...list('children_recording', {
    none: 'Not at all | لم تُسجّل | De ninguna forma | De nenhuma forma | Pas du tout | Никак',
    notes: 'Notes | ملاحظات مكتوبة | Notas | Notas | Notes | Записи',
    audio: 'Audio | تسجيل صوتي | Audio | Áudio | Audio | Аудио',
    video: 'Video | تسجيل مرئي | Vídeo | Vídeo | Vidéo | Видео',
  }),
  ...list('children_stopped', {
    no: 'No | لا | No | Não | Non | Нет',
    child_asked:
      'The child asked | طلب الطفل ذلك | A petición del menor | A pedido da criança | À la demande de l’enfant | По просьбе ребёнка',
    distress: 'Distress | ضيق الطفل | Angustia | Angústia | Détresse | Ребёнку стало тяжело',
    unsafe: 'Not safe | غير آمنة | No era seguro | Não era seguro | Pas sûr | Небезопасно',
    other: 'Other | سبب آخر | Otro | Outro | Autre | Другое',
  }),
  ...list('children_reported', {
    court:
      'A court ordered it | بأمر محكمة | Lo ordenó un tribunal | Ordenada por tribunal | Ordonné par un tribunal | По решению суда',
    agency:
      'This service decided on it | قررتها هذه الخدمة | Lo decidió este servicio | Decidida por este serviço | Décidé par ce service | Решила эта служба',
  }),
  ...list('children_ordered', {
    court:
      'A court ordered it | بأمر محكمة | Lo ordenó un tribunal | Ordenada por tribunal | Ordonné par un tribunal | По решению суда',
    agency:
      'Another agency held it | أجرتها جهة أخرى | La hizo otro organismo | Feita por outra entidade | Mené par un autre organisme | Провела другая организация',
    before:
      'Before the file was opened | قبل فتح الملف | Antes de abrir el expediente | Antes de abrir o processo | Avant l’ouverture du dossier | До открытия дела',
  }),
}
