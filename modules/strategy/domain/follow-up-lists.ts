import type { CodeLists } from '@gloact/codes'
import { listIn } from './six.ts'

/** Lists of prevention, frameworks, programmes, costs, consultation, meetings and evaluations. */
export const FOLLOW_UP_LISTS: CodeLists = {
  blocker: listIn('blocker', {
    law: 'Law or decision missing|غياب قانون أو قرار|Loi ou décision manquante|Falta una ley o decisión|Falta uma lei ou decisão|Нет закона или решения',
    money: 'Money|المال|Financement|Financiación|Financiamento|Финансирование',
    staff:
      'Staff or skills|الموظفون أو المهارات|Personnel ou compétences|Personal o competencias|Pessoal ou competências|Кадры или навыки',
    agency: 'Another agency|جهة أخرى|Un autre organisme|Otro organismo|Outra entidade|Другая организация',
    action: 'Another action|إجراء آخر|Une autre action|Otra acción|Outra ação|Другое мероприятие',
    security: 'Security|الأمن|Sécurité|Seguridad|Segurança|Безопасность',
    procurement: 'Procurement|المشتريات|Passation de marchés|Contratación|Aquisições|Закупки',
    other: 'Other|أخرى|Autre|Otro|Outro|Другое',
  }),
  assessed_as: listIn('assessed_as', {
    fully: 'Implemented|منفذة|Appliquée|Aplicada|Aplicada|Выполнена',
    partly: 'Partly implemented|منفذة جزئيًا|Appliquée en partie|Aplicada en parte|Aplicada em parte|Выполнена частично',
    not: 'Not implemented|غير منفذة|Non appliquée|No aplicada|Não aplicada|Не выполнена',
  }),
  activity_kind: listIn('activity_kind', {
    campaign: 'Campaign|حملة|Campagne|Campaña|Campanha|Кампания',
    school:
      'Lessons at school|دروس في المدارس|Enseignement scolaire|Clases en la escuela|Aulas na escola|Школьные занятия',
    outreach:
      'Outreach|توعية ميدانية|Travail de proximité|Trabajo de acercamiento|Trabalho de proximidade|Выездная работа',
    community:
      'Community meeting|لقاء مجتمعي|Réunion communautaire|Reunión comunitaria|Reunião comunitária|Встреча с общиной',
    business:
      'Work with businesses|عمل مع الشركات|Travail avec les entreprises|Trabajo con empresas|Trabalho com empresas|Работа с бизнесом',
  }),
  activity_state: listIn('activity_state', {
    planned: 'Planned|مخطط|Prévue|Prevista|Prevista|Запланировано',
    running: 'Under way|جارية|En cours|En curso|Em curso|Идёт',
    done: 'Finished|منتهية|Terminée|Terminada|Terminada|Завершено',
    cancelled: 'Cancelled|ملغاة|Annulée|Cancelada|Cancelada|Отменено',
  }),
  channel: listIn('channel', {
    radio: 'Radio|إذاعة|Radio|Radio|Rádio|Радио',
    television: 'Television|تلفزيون|Télévision|Televisión|Televisão|Телевидение',
    online: 'Online|على الإنترنت|En ligne|En línea|Online|Интернет',
    print: 'Printed material|مطبوعات|Imprimés|Material impreso|Material impresso|Печатные материалы',
    meetings:
      'Meetings in person|لقاءات مباشرة|Rencontres|Encuentros presenciales|Encontros presenciais|Личные встречи',
    helpline: 'Helpline|خط المساعدة|Ligne d’aide|Línea de ayuda|Linha de apoio|Телефон доверия',
  }),
  framework_kind: listIn('framework_kind', {
    procedure:
      'Standard operating procedure|إجراء تشغيلي موحد|Procédure opérationnelle|Procedimiento operativo|Procedimento operacional|Стандартная процедура',
    protocol: 'Protocol|بروتوكول|Protocole|Protocolo|Protocolo|Протокол',
    agreement:
      'Agreement between agencies|اتفاق بين الجهات|Accord entre organismes|Acuerdo entre organismos|Acordo entre entidades|Соглашение между организациями',
    standard: 'Standard of service|معيار خدمة|Norme de service|Norma de servicio|Norma de serviço|Стандарт услуг',
  }),
  framework_state: listIn('framework_state', {
    draft: 'Draft|مسودة|Projet|Borrador|Projeto|Проект',
    in_force: 'In force|نافذ|En vigueur|En vigor|Em vigor|Действует',
    replaced: 'Replaced|استُبدل|Remplacé|Sustituido|Substituído|Заменён',
  }),
  framework_use: listIn('framework_use', {
    identification: 'Identification|التعرف|Identification|Identificación|Identificação|Выявление',
    referral: 'Referral|الإحالة|Orientation|Derivación|Encaminhamento|Направление',
    determination:
      'Decisions on status|القرارات بشأن الصفة|Décisions sur le statut|Decisiones sobre la condición de víctima|Decisões sobre o estatuto|Решения о статусе',
    shelter: 'Shelter|الإيواء|Hébergement|Acogida|Casa de abrigo|Приют',
    interviews: 'Interviews|المقابلات|Entretiens|Entrevistas|Entrevistas|Интервью',
    children:
      'Care of children|رعاية الأطفال|Prise en charge des enfants|Atención a la niñez|Acolhimento de crianças|Помощь детям',
    return: 'Return|العودة|Retour|Retorno|Regresso|Возвращение',
    data_protection:
      'Data protection|حماية البيانات|Protection des données|Protección de datos|Proteção de dados|Защита данных',
  }),
  item_level: listIn('item_level', {
    met: 'Met|مستوفى|Satisfait|Cumplido|Cumprido|Выполнено',
    partly: 'Partly met|مستوفى جزئيًا|En partie|Cumplido en parte|Cumprido em parte|Выполнено частично',
    not_met: 'Not met|غير مستوفى|Non satisfait|No cumplido|Não cumprido|Не выполнено',
    not_applicable: 'Does not apply|لا ينطبق|Sans objet|No aplicable|Não aplicável|Неприменимо',
  }),
  programme_for: listIn('programme_for', {
    victims:
      'Victims of trafficking|ضحايا الاتجار|Victimes de la traite|Víctimas de trata|Vítimas de tráfico|Жертвы торговли людьми',
    child_victims: 'Child victims|الأطفال الضحايا|Enfants victimes|Niñas y niños víctimas|Crianças vítimas|Дети-жертвы',
    smuggled_migrants:
      'Smuggled migrants|المهاجرون المهرَّبون|Migrants objet d’un trafic|Migrantes objeto de tráfico ilícito|Migrantes objeto de tráfico ilícito|Незаконно ввезённые мигранты',
    vulnerable_migrants:
      'Vulnerable migrants|المهاجرون المستضعفون|Migrants vulnérables|Migrantes vulnerables|Migrantes vulneráveis|Уязвимые мигранты',
  }),
  support: listIn('support', {
    shelter: 'Shelter|دار إيواء|Hébergement|Alojamiento|Casa de abrigo|Приют',
    medical: 'Medical care|رعاية طبية|Soins médicaux|Atención médica|Cuidados médicos|Медицинская помощь',
    psychological:
      'Psychological care|رعاية نفسية|Soutien psychologique|Atención psicológica|Apoio psicológico|Психологическая помощь',
    legal: 'Legal aid|مساعدة قانونية|Aide juridique|Asistencia jurídica|Assistência jurídica|Юридическая помощь',
    education:
      'Education and training|تعليم وتدريب|Éducation et formation|Educación y formación|Educação e formação|Образование и обучение',
    work: 'Work|عمل|Emploi|Empleo|Emprego|Работа',
    cash: 'Cash|نقد|Aide en espèces|Dinero|Apoio em dinheiro|Денежная помощь',
    return:
      'Return and reintegration|عودة وإعادة إدماج|Retour et réintégration|Retorno y reintegración|Regresso e reintegração|Возвращение и реинтеграция',
  }),
  programme_state: listIn('programme_state', {
    planned: 'Planned|مخطط|Prévu|Previsto|Previsto|Запланирована',
    running: 'Running|قائم|En cours|En marcha|Em curso|Действует',
    ended: 'Ended|منتهٍ|Terminé|Finalizado|Terminado|Завершена',
  }),
  gap_kind: listIn('gap_kind', {
    obligation:
      'Obligation in law|التزام قانوني|Obligation légale|Obligación legal|Obrigação legal|Правовое обязательство',
    action: 'Action of a plan|إجراء في خطة|Action d’un plan|Acción de un plan|Ação de um plano|Мероприятие плана',
    service: 'Service|خدمة|Service|Servicio|Serviço|Услуга',
    skill: 'Skill|مهارة|Compétence|Competencia|Competência|Навык',
  }),
  skill: listIn('skill', {
    identification:
      'Identifying victims|التعرف على الضحايا|Identification des victimes|Identificación de víctimas|Identificação de vítimas|Выявление жертв',
    interviewing:
      'Interviewing with care|المقابلة بمراعاة الصدمة|Audition adaptée au traumatisme|Entrevista informada por el trauma|Entrevista sensível ao trauma|Опрос с учётом травмы',
    investigation: 'Investigation|التحقيق|Enquête|Investigación|Investigação|Расследование',
    financial_investigation:
      'Financial investigation|التحقيق المالي|Enquête financière|Investigación financiera|Investigação financeira|Финансовое расследование',
    digital_evidence:
      'Digital evidence|الأدلة الرقمية|Preuve numérique|Prueba digital|Prova digital|Цифровые доказательства',
    prosecution:
      'Prosecution and trial|الملاحقة والمحاكمة|Poursuites et procès|Acusación y juicio|Ação penal e julgamento|Обвинение и суд',
    case_management:
      'Case management|إدارة الحالات|Accompagnement des personnes|Gestión de casos|Gestão de casos|Ведение случаев',
    child_protection:
      'Child protection|حماية الطفل|Protection de l’enfance|Protección de la infancia|Proteção de crianças|Защита детей',
    interpretation: 'Interpreting|الترجمة الشفوية|Interprétation|Interpretación|Interpretação|Устный перевод',
    data: 'Data and statistics|البيانات والإحصاء|Données et statistiques|Datos y estadística|Dados e estatística|Данные и статистика',
    legislation:
      'Drafting of law|صياغة القوانين|Rédaction législative|Redacción legislativa|Redação legislativa|Подготовка законов',
    management:
      'Planning and management|التخطيط والإدارة|Planification et gestion|Planificación y gestión|Planeamento e gestão|Планирование и управление',
  }),
  technical_state: listIn('technical_state', {
    asked: 'Asked for|مطلوبة|Demandée|Solicitada|Solicitada|Запрошена',
    offered: 'Offered|معروضة|Proposée|Ofrecida|Oferecida|Предложена',
    under_way: 'Under way|جارية|En cours|En curso|Em curso|Идёт',
    delivered: 'Delivered|مقدَّمة|Fournie|Prestada|Prestada|Оказана',
    declined: 'Declined|مرفوضة|Déclinée|Rechazada|Recusada|Отклонена',
  }),
  need_domain: listIn('need_domain', {
    law: 'Law|القانون|Droit|Legislación|Legislação|Законодательство',
    prevention: 'Prevention|الوقاية|Prévention|Prevención|Prevenção|Предупреждение',
    identification: 'Identification|التعرف|Identification|Identificación|Identificação|Выявление',
    protection: 'Protection|الحماية|Protection|Protección|Proteção|Защита',
    prosecution: 'Prosecution|الملاحقة القضائية|Poursuites|Persecución penal|Ação penal|Уголовное преследование',
    cooperation: 'Cooperation|التعاون|Coopération|Cooperación|Cooperação|Сотрудничество',
    data: 'Data|البيانات|Données|Datos|Dados|Данные',
  }),
  heading: listIn('heading', {
    staff: 'Staff|موظفون|Personnel|Personal|Pessoal|Персонал',
    services: 'Services|خدمات|Services|Servicios|Serviços|Услуги',
    goods: 'Goods|سلع|Biens|Bienes|Bens|Товары',
    travel: 'Travel|سفر|Déplacements|Viajes|Viagens|Поездки',
    works: 'Buildings|مبانٍ|Bâtiments|Edificios|Edifícios|Здания',
    grants: 'Grants|منح|Subventions|Subvenciones|Subvenções|Гранты',
  }),
  comment_outcome: listIn('comment_outcome', {
    open: 'Not decided|لم يُبت|Non tranché|Sin decidir|Por decidir|Не решено',
    taken_up: 'Taken up|أُخذ به|Retenu|Aceptado|Aceite|Учтено',
    partly: 'Taken up in part|أُخذ به جزئيًا|Retenu en partie|Aceptado en parte|Aceite em parte|Учтено частично',
    not_taken_up: 'Not taken up|لم يؤخذ به|Non retenu|No aceptado|Não aceite|Не учтено',
  }),
  meeting_level: listIn('meeting_level', {
    national: 'National council|المجلس الوطني|Conseil national|Consejo nacional|Conselho nacional|Национальный совет',
    regional: 'Regional council|مجلس إقليمي|Conseil régional|Consejo regional|Conselho regional|Региональный совет',
    working_group: 'Working group|فريق عمل|Groupe de travail|Grupo de trabajo|Grupo de trabalho|Рабочая группа',
  }),
  meeting_state: listIn('meeting_state', {
    planned: 'Planned|مخطط|Prévue|Prevista|Prevista|Запланировано',
    held: 'Held|عُقد|Tenue|Celebrada|Realizada|Проведено',
    cancelled: 'Cancelled|أُلغي|Annulée|Cancelada|Cancelada|Отменено',
  }),
  decision_state: listIn('decision_state', {
    open: 'Open|مفتوح|Ouverte|Abierta|Aberta|Открыто',
    done: 'Done|منجز|Réalisée|Cumplida|Cumprida|Выполнено',
    dropped: 'Dropped|أُلغي|Abandonnée|Descartada|Abandonada|Снято',
  }),
  evaluation_state: listIn('evaluation_state', {
    under_way: 'Under way|جارٍ|En cours|En curso|Em curso|Идёт',
    finished: 'Finished|منتهٍ|Terminée|Terminada|Terminada|Завершена',
  }),
  lesson_state: listIn('lesson_state', {
    open: 'Not answered|بلا رد|Sans réponse|Sin respuesta|Sem resposta|Без ответа',
    answered: 'Answered|تم الرد|Prise en compte|Atendida|Respondida|Учтён',
    not_followed:
      'Not followed, with reason|لم يُتبع مع السبب|Non suivie, avec motif|No seguida, con motivo|Não seguida, com motivo|Не учтён, с обоснованием',
  }),
  criterion: listIn('criterion', {
    relevance: 'Relevance|الملاءمة|Pertinence|Pertinencia|Relevância|Актуальность',
    coherence: 'Coherence|الاتساق|Cohérence|Coherencia|Coerência|Согласованность',
    effectiveness: 'Effectiveness|الفعالية|Efficacité|Eficacia|Eficácia|Результативность',
    efficiency: 'Efficiency|الكفاءة|Efficience|Eficiencia|Eficiência|Эффективность затрат',
    impact: 'Impact|الأثر|Impact|Impacto|Impacto|Воздействие',
    sustainability: 'Sustainability|الاستدامة|Durabilité|Sostenibilidad|Sustentabilidade|Устойчивость',
  }),
  theme: listIn('theme', {
    identification: 'Identification|التعرف|Identification|Identificación|Identificação|Выявление',
    protection:
      'Shelter and care|الإيواء والرعاية|Hébergement et soins|Acogida y atención|Acolhimento e cuidados|Приют и помощь',
    victims_rights:
      'Rights in proceedings|الحقوق في الإجراءات|Droits dans la procédure|Derechos en el proceso|Direitos no processo|Права в процессе',
    prosecution:
      'Investigation and prosecution|التحقيق والملاحقة|Enquêtes et poursuites|Investigación y persecución|Investigação e ação penal|Расследование и преследование',
    labour:
      'Labour and recruitment|العمل والاستقدام|Travail et recrutement|Trabajo y contratación|Trabalho e recrutamento|Труд и наём',
    children: 'Children|الأطفال|Enfants|Niñez|Crianças|Дети',
    prevention: 'Prevention|الوقاية|Prévention|Prevención|Prevenção|Предупреждение',
    data: 'Data and monitoring|البيانات والرصد|Données et suivi|Datos y seguimiento|Dados e monitorização|Данные и мониторинг',
    cooperation:
      'Coordination and cooperation|التنسيق والتعاون|Coordination et coopération|Coordinación y cooperación|Coordenação e cooperação|Координация и сотрудничество',
  }),
}
