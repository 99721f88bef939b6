import type { FormDefinition } from '@gloact/forms'
import { ask, choice, choices, count, day, form, line, list, REASONS, words } from './say.ts'

/** What is known of a child's age, by which it is presumed, doubted and assessed (children note, section 5). */
export const AGE_FORMS: Readonly<Record<string, FormDefinition>> = {
  age_statement: form('age_statement', 'Age | العمر | Edad | Idade | Âge | Возраст', [
    choice(
      'basis',
      'children_age_basis',
      'How the age is known | كيف عُرف العمر | Cómo se conoce la edad | Como se conhece a idade | Comment l’âge est connu | Откуда известен возраст',
    ),
    day(
      'born_from',
      'Born on or after | وُلد في أو بعد | Nacido el día o después | Nascido em ou depois de | Né le ou après le | Родился не ранее',
    ),
    day(
      'born_to',
      'Born on or before | وُلد في أو قبل | Nacido el día o antes | Nascido em ou antes de | Né le ou avant le | Родился не позднее',
      false,
    ),
    choices(
      'evidence',
      'children_age_evidence',
      'What it rests on | ما يستند إليه | En qué se basa | Em que se baseia | Sur quoi cela repose | На чём основано',
    ),
  ]),
  age_document: form('age_document', 'Document | وثيقة | Documento | Documento | Document | Документ', [
    choice(
      'kind',
      'children_age_document',
      'Kind of document | نوع الوثيقة | Tipo de documento | Tipo de documento | Type de document | Вид документа',
    ),
    choice(
      'checked',
      'children_document_check',
      'Result of the check | نتيجة التحقق | Resultado de la verificación | Resultado da verificação | Résultat de la vérification | Результат проверки',
    ),
    day(
      'born_on',
      'Date of birth in it | تاريخ الميلاد فيها | Fecha de nacimiento que consta | Data de nascimento que consta | Date de naissance indiquée | Указанная дата рождения',
    ),
    line(
      'agency',
      'Who checked it, of which agency | من تحقق منها ومن أي جهة | Quién lo verificó y de qué organismo | Quem verificou e de que entidade | Qui l’a vérifié, de quel organisme | Кто проверил, из какого ведомства',
    ),
  ]),
  age_second: form(
    'age_second',
    'Second check | تحقق ثانٍ | Segunda verificación | Segunda verificação | Seconde vérification | Вторая проверка',
    [
      choice(
        'checked',
        'children_document_check',
        'Result of the check | نتيجة التحقق | Resultado de la verificación | Resultado da verificação | Résultat de la vérification | Результат проверки',
      ),
      line(
        'agency',
        'Who checked it, of which other agency | من تحقق منها ومن أي جهة أخرى | Quién lo verificó y de qué otro organismo | Quem verificou e de que outra entidade | Qui l’a vérifié, de quel autre organisme | Кто проверил, из какого другого ведомства',
      ),
      ask(
        'guardian_heard',
        'Was the guardian heard? | هل استُمع إلى الوصي؟ | ¿Fue escuchado el tutor? | O tutor foi ouvido? | Le tuteur a-t-il été entendu ? | Был ли выслушан опекун?',
      ),
      ask(
        'child_told',
        'Was the child told? | هل أُبلغ الطفل؟ | ¿Se informó al menor? | A criança foi informada? | L’enfant a-t-il été informé ? | Сообщили ли ребёнку?',
      ),
    ],
  ),
  age_doubt: form(
    'age_doubt',
    'Doubt about the age | شك في العمر | Duda sobre la edad | Dúvida sobre a idade | Doute sur l’âge | Сомнение в возрасте',
    [
      choice(
        'raised_by',
        'children_doubt_by',
        'Raised by | أثاره | Planteada por | Levantada por | Soulevé par | Кто усомнился',
      ),
      choice('reason', 'children_doubt_reason', 'Reason | السبب | Motivo | Motivo | Motif | Причина'),
      ask(
        'child_told',
        'Was the child told? | هل أُبلغ الطفل؟ | ¿Se informó al menor? | A criança foi informada? | L’enfant a-t-il été informé ? | Сообщили ли ребёнку?',
      ),
      ask(
        'guardian_told',
        'Was the guardian told? | هل أُبلغ الوصي؟ | ¿Se informó al tutor? | O tutor foi informado? | Le tuteur a-t-il été informé ? | Сообщили ли опекуну?',
      ),
    ],
  ),
  age_agreed: form(
    'age_agreed',
    'Explained and agreed | شُرح ووُوفق عليه | Explicado y aceptado | Explicado e aceite | Expliqué et accepté | Объяснено и согласовано',
    [
      choice(
        'agreed',
        'children_assent',
        'What the child said | ما قاله الطفل | Qué dijo el menor | O que disse a criança | Ce que l’enfant a dit | Что сказал ребёнок',
      ),
      words(
        'explained',
        'How it was explained, in which language | كيف شُرح وبأي لغة | Cómo se explicó y en qué idioma | Como foi explicado e em que língua | Comment cela a été expliqué, dans quelle langue | Как и на каком языке объяснено',
      ),
      ask(
        'guardian_present',
        'Was the guardian present? | هل كان الوصي حاضرًا؟ | ¿Estaba presente el tutor? | O tutor estava presente? | Le tuteur était-il présent ? | Присутствовал ли опекун?',
      ),
    ],
  ),
  age_examined: form(
    'age_examined',
    'Step of the assessment | خطوة من التقييم | Paso de la evaluación | Etapa da avaliação | Étape de l’évaluation | Этап оценки',
    [
      choice('step', 'children_age_step', 'Step | الخطوة | Paso | Etapa | Étape | Этап'),
      count(
        'professions',
        'Professions that took part | المهن المشاركة | Profesiones que participaron | Profissões que participaram | Professions représentées | Сколько профессий участвовало',
      ),
      count(
        'from_months',
        'Youngest possible age, in months | أصغر عمر ممكن بالأشهر | Edad mínima posible, en meses | Idade mínima possível, em meses | Âge minimal possible, en mois | Наименьший возможный возраст, в месяцах',
      ),
      count(
        'to_months',
        'Oldest possible age, in months | أكبر عمر ممكن بالأشهر | Edad máxima posible, en meses | Idade máxima possível, em meses | Âge maximal possible, en mois | Наибольший возможный возраст, в месяцах',
      ),
      count(
        'margin_months',
        'Margin of error, in months | هامش الخطأ بالأشهر | Margen de error, en meses | Margem de erro, em meses | Marge d’erreur, en mois | Погрешность, в месяцах',
      ),
      words(
        'why',
        'Why the steps before did not suffice | لماذا لم تكفِ الخطوات السابقة | Por qué no bastaron los pasos anteriores | Porque não bastaram as etapas anteriores | Pourquoi les étapes précédentes n’ont pas suffi | Почему предыдущих этапов не хватило',
        false,
      ),
    ],
  ),
  age_conclusion: form('age_conclusion', 'Conclusion | النتيجة | Conclusión | Conclusão | Conclusion | Заключение', [
    choice(
      'conclusion',
      'children_age_conclusion',
      'Conclusion | النتيجة | Conclusión | Conclusão | Conclusion | Заключение',
    ),
    count(
      'lowest_months',
      'Lowest age that remains possible, in months | أدنى عمر يبقى ممكنًا بالأشهر | Edad más baja que sigue siendo posible, en meses | Idade mais baixa que continua possível, em meses | Âge le plus bas qui reste possible, en mois | Наименьший возраст, который остаётся возможным, в месяцах',
    ),
    count(
      'professions',
      'Professions that concluded | المهن التي استنتجت | Profesiones que concluyeron | Profissões que concluíram | Professions ayant conclu | Сколько профессий участвовало в выводе',
    ),
    count('signatures', 'Signatures | التوقيعات | Firmas | Assinaturas | Signatures | Подписи'),
    words('reasons', REASONS),
    words(
      'dissent',
      'Dissent, word for word | الرأي المخالف حرفيًا | Disenso, literal | Divergência, literal | Avis divergent, mot pour mot | Особое мнение дословно',
      false,
    ),
  ]),
  age_told: form(
    'age_told',
    'Told to the child | أُبلغ به الطفل | Comunicado al menor | Comunicado à criança | Communiqué à l’enfant | Сообщено ребёнку',
    [
      line('told_by', 'By whom | بواسطة من | Por quién | Por quem | Par qui | Кем'),
      words(
        'words',
        'In which words | بأي كلمات | Con qué palabras | Com que palavras | En quels termes | Какими словами',
      ),
      ask(
        'guardian_heard',
        'Was the guardian heard? | هل استُمع إلى الوصي؟ | ¿Fue escuchado el tutor? | O tutor foi ouvido? | Le tuteur a-t-il été entendu ? | Был ли выслушан опекун?',
      ),
    ],
  ),
  age_settled: form('age_settled', 'Appeal | الطعن | Recurso | Recurso | Recours | Обжалование', [
    choice(
      'appeal',
      'children_appeal',
      'Outcome of the appeal | ما آل إليه الطعن | Qué ocurrió con el recurso | O que aconteceu ao recurso | Suite donnée au recours | Итог обжалования',
    ),
    ask(
      'guardian_agreed',
      'Did the guardian agree? | هل وافق الوصي؟ | ¿Estuvo de acuerdo el tutor? | O tutor concordou? | Le tuteur était-il d’accord ? | Согласен ли опекун?',
    ),
  ]),
}

export const AGE_LISTS = {
  ...list('children_age_basis', {
    documented: 'Document | وثيقة | Documento | Documento | Document | Документ',
    declared: 'Said by the child | قول الطفل | Declarada | Declarada | Déclaré | Со слов ребёнка',
    estimated: 'Estimate | تقدير | Estimada | Estimada | Estimation | Оценка на вид',
    disputed: 'Disputed | محل خلاف | Discutida | Contestada | Contesté | Оспаривается',
    assessed: 'Assessment | تقييم | Evaluada | Avaliada | Évaluation | По итогам оценки',
  }),
  ...list('children_age_evidence', {
    statement:
      'What the child says | قول الطفل | Lo que dice el menor | O que diz a criança | Les dires de l’enfant | Слова ребёнка',
    family:
      'What the family says | قول الأسرة | Lo que dice la familia | O que diz a família | Les dires de la famille | Слова семьи',
    document: 'A document | وثيقة | Un documento | Um documento | Un document | Документ',
    appearance:
      'How they look (never enough) | المظهر (لا يكفي أبدًا) | Su aspecto (nunca basta) | A aparência (nunca basta) | L’apparence (ne suffit jamais) | Внешность (её одной мало)',
    none: 'Nothing yet | لا شيء بعد | Nada aún | Nada ainda | Rien encore | Пока ничего',
  }),
  ...list('children_age_document', {
    birth_certificate:
      'Birth certificate | شهادة ميلاد | Partida de nacimiento | Certidão de nascimento | Acte de naissance | Свидетельство о рождении',
    passport: 'Passport | جواز سفر | Pasaporte | Passaporte | Passeport | Паспорт',
    identity_card:
      'Identity card | بطاقة هوية | Documento de identidad | Documento de identidade | Carte d’identité | Удостоверение личности',
    religious_record:
      'Religious record | سجل ديني | Registro religioso | Registo religioso | Registre religieux | Церковная запись',
    school_record:
      'School record | سجل مدرسي | Registro escolar | Registo escolar | Document scolaire | Школьный документ',
    health_card:
      'Health card | بطاقة صحية | Cartilla sanitaria | Cartão de saúde | Carnet de santé | Медицинская карта',
    consular_record:
      'Consular record | سجل قنصلي | Registro consular | Registo consular | Document consulaire | Консульский документ',
    court_record:
      'Court record | سجل قضائي | Registro judicial | Registo judicial | Acte judiciaire | Судебный документ',
    other: 'Other | وثيقة أخرى | Otro | Outro | Autre | Другое',
  }),
  ...list('children_document_check', {
    not_checked: 'Not checked | لم تُفحص | Sin verificar | Não verificado | Non vérifié | Не проверен',
    genuine: 'Genuine | أصلية | Auténtico | Autêntico | Authentique | Подлинный',
    doubtful: 'Doubtful | مشكوك فيها | Dudoso | Duvidoso | Douteux | Сомнительный',
    false: 'False | مزورة | Falso | Falso | Faux | Поддельный',
  }),
  ...list('children_doubt_by', {
    child_protection:
      'Child protection | حماية الطفل | Protección de menores | Proteção de crianças | Protection de l’enfance | Защита детей',
    border:
      'Border authority | سلطة الحدود | Autoridad fronteriza | Autoridade de fronteiras | Autorité frontalière | Пограничная служба',
    police: 'Police | الشرطة | Policía | Polícia | Police | Полиция',
    shelter: 'Shelter | مأوى | Alojamiento | Abrigo | Hébergement | Приют',
    health:
      'Health service | خدمة صحية | Servicio sanitario | Serviço de saúde | Service de santé | Медицинская служба',
    other: 'Other | غير ذلك | Otro | Outro | Autre | Другое',
  }),
  ...list('children_doubt_reason', {
    no_document: 'No document | لا وثيقة | Sin documento | Sem documento | Aucun document | Нет документа',
    documents_disagree:
      'Documents disagree | الوثائق متعارضة | Documentos contradictorios | Documentos contraditórios | Documents contradictoires | Документы расходятся',
    claims_adult_seems_child:
      'Says adult, seems a child | يقول إنه بالغ ويبدو طفلًا | Dice ser adulto, parece menor | Diz ser adulto, parece criança | Se dit adulte, paraît enfant | Называет себя взрослым, похож на ребёнка',
    claims_child_other_signs:
      'Says child, other signs | يقول إنه طفل مع علامات أخرى | Dice ser menor, otros indicios | Diz ser criança, outros indícios | Se dit enfant, autres indices | Называет себя ребёнком, иные признаки',
    new_document: 'New document | وثيقة جديدة | Documento nuevo | Documento novo | Nouveau document | Новый документ',
  }),
  ...list('children_assent', {
    yes: 'Yes | نعم | Sí | Sim | Oui | Да',
    too_young:
      'Too young to say; the guardian agreed | صغير جدًا؛ وافق الوصي | Demasiado pequeño; el tutor aceptó | Pequena demais; o tutor aceitou | Trop jeune ; le tuteur a accepté | Слишком мал; согласен опекун',
  }),
  ...list('children_age_step', {
    documents:
      'Documents and statements | الوثائق والأقوال | Documentos y declaraciones | Documentos e declarações | Documents et déclarations | Документы и показания',
    interview:
      'Psychosocial interview | مقابلة نفسية اجتماعية | Entrevista psicosocial | Entrevista psicossocial | Entretien psychosocial | Психосоциальная беседа',
    medical:
      'Medical, as the last resort | فحص طبي كملاذ أخير | Médico, como último recurso | Médico, como último recurso | Médical, en dernier recours | Медицинское обследование, крайняя мера',
    elsewhere:
      'Done elsewhere, without effect | أُجري في مكان آخر دون أثر | Hecho en otro lugar, sin efecto | Feito noutro local, sem efeito | Fait ailleurs, sans effet | Проведено не нами, без последствий',
  }),
  ...list('children_age_conclusion', {
    minor: 'Child | طفل | Menor | Criança | Mineur | Ребёнок',
    minor_presumed:
      'Child, presumed | طفل افتراضًا | Menor, por presunción | Criança, presumida | Mineur présumé | Ребёнок, по презумпции',
    adult: 'Adult | بالغ | Adulto | Adulto | Majeur | Взрослый',
    inconclusive: 'Inconclusive | غير حاسمة | No concluyente | Inconclusiva | Non concluant | Неопределённо',
  }),
  ...list('children_appeal', {
    passed:
      'The days for it have passed | انقضت المهلة | Venció el plazo | O prazo terminou | Le délai est écoulé | Срок истёк',
    waived:
      'Waived, with the guardian | تُنوزل عنه مع الوصي | Renunciado, con el tutor | Renunciado, com o tutor | Renonciation, avec le tuteur | Отказ вместе с опекуном',
    upheld: 'Upheld | قُبل | Estimado | Deferido | Accueilli | Удовлетворено',
    rejected: 'Rejected | رُفض | Desestimado | Indeferido | Rejeté | Отклонено',
  }),
}
