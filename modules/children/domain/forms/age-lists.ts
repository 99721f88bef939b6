import { list } from './say.ts'

export const AGE_LISTS = {
  ...list('children_birth_given', {
    day: 'Day, month and year | اليوم والشهر والسنة | Día, mes y año | Dia, mês e ano | Jour, mois et année | День, месяц и год',
    year: 'The year only (entered as 1 January) | السنة وحدها (1 يناير بديل عنها) | Solo el año (figura el 1 de enero) | Só o ano (consta 1 de janeiro) | L’année seule (le 1er janvier en tient lieu) | Только год (вместо даты стоит 1 января)',
  }),
  ...list('children_doubt_function', {
    protection: 'Protection | الحماية | Protección | Proteção | Protection | Защита',
    asylum: 'Asylum | اللجوء | Asilo | Asilo | Asile | Убежище',
    criminal: 'Criminal case | قضية جنائية | Causa penal | Processo penal | Affaire pénale | Уголовное дело',
    removal: 'Removal | الإبعاد | Expulsión | Afastamento | Éloignement | Выдворение',
    detention: 'Detention | الاحتجاز | Detención | Detenção | Rétention | Содержание под стражей',
    other: 'Other | غير ذلك | Otro | Outro | Autre | Другое',
  }),
  ...list('children_interpreter', {
    none_needed: 'Not needed | لا حاجة إليه | No hace falta | Não é preciso | Inutile | Не нужен',
    present: 'Present | حاضر | Presente | Presente | Présent | Присутствовал',
    remote: 'At a distance | عن بُعد | A distancia | À distância | À distance | Дистанционно',
    none_found: 'None found | لم يُعثر عليه | No se encontró | Não se encontrou | Introuvable | Не найден',
  }),
  ...list('children_not_agreed', {
    no: 'No | لا | No | Não | Non | Нет',
    withdrawn:
      'Agreed at first, no longer | وافق ثم تراجع | Aceptó al principio, ya no | Concordou primeiro, já não | D’accord d’abord, plus maintenant | Сначала согласился, больше нет',
  }),
  ...list('children_appeal_by', {
    child: 'The child | الطفل | El menor | A criança | L’enfant | Ребёнок',
    guardian: 'The guardian | الوصي | El tutor | O tutor | Le tuteur | Опекун',
    lawyer: 'The lawyer | المحامي | El abogado | O advogado | L’avocat | Адвокат',
  }),
  ...list('children_age_basis', {
    documented: 'Document | وثيقة | Documento | Documento | Document | Документ',
    declared: 'Said by the child | قول الطفل | Declarada pela criança | Declarada | Déclaré | Со слов ребёнка',
    estimated: 'Estimate | تقدير | Estimada | Estimada | Estimation | Оценка на вид',
    disputed: 'Disputed | محل خلاف | En duda | Contestada | Contesté | Оспаривается',
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
      'Religious record | سجل ديني | Registro religioso | Registo religioso | Registre religieux | Запись религиозной организации',
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
      'Child protection | حماية الطفل | Protección de la infancia | Proteção de crianças | Protection de l’enfance | Защита детей',
    border:
      'Border authority | سلطة الحدود | Autoridad fronteriza | Autoridade de fronteiras | Autorité frontalière | Пограничная служба',
    police: 'Police | الشرطة | Policía | Polícia | Police | Полиция',
    shelter: 'Shelter | دار إيواء | Alojamiento | Casa de abrigo | Hébergement | Приют',
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
      'Too young to say; the guardian agreed | أصغر من أن يُبدي رأيًا؛ وافق الوصي | Demasiado pequeño; el tutor aceptó | Demasiado nova; o tutor concordou | Trop jeune ; le tuteur a accepté | Слишком мал; согласен опекун',
  }),
  ...list('children_age_step', {
    documents:
      'Documents and statements | الوثائق والأقوال | Documentos y declaraciones | Documentos e declarações | Documents et déclarations | Документы и показания',
    interview:
      'Psychosocial interview | مقابلة نفسية اجتماعية | Entrevista psicosocial | Entrevista psicossocial | Entretien psychosocial | Психосоциальная беседа',
    medical:
      'Medical, as the last resort | فحص طبي كملاذ أخير | Médico, como último recurso | Médico, como último recurso | Médical, en dernier recours | Медицинское обследование, крайняя мера',
    elsewhere:
      'Done elsewhere, without effect | أُجري في مكان آخر دون أثر | Hecho en otro lugar, sin efecto | Feito noutro local, sem efeito | Fait ailleurs, sans effet | Проведено другими, без последствий',
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
      'The time for it has passed | انقضت المهلة | Venció el plazo | O prazo terminou | Le délai est écoulé | Срок истёк',
    waived:
      'Waived, with the guardian | تُنوزل عنه مع الوصي | Renunciado, con el tutor | Renunciado, com o tutor | Renonciation, avec le tuteur | Отказ вместе с опекуном',
    upheld: 'Upheld | قُبل | Estimado | Deferido | Accueilli | Удовлетворено',
    rejected: 'Rejected | رُفض | Desestimado | Indeferido | Rejeté | Отклонено',
  }),
}
