/*
 * Words by which a request asks for what a family does not need to find its child, and by which it knows what a family that lost its child
 * cannot know. By language, as they are said; they hold a request for a person to look at, and refuse nothing. A country adds its own.
 */

const words = (...said: readonly string[]): RegExp => new RegExp(said.join('|'), 'u')

/** Where the child is now, a picture, a number to reach the child. */
export const ASKS_WHERE: readonly RegExp[] = [
  words(
    'where (is|are|does|do) (she|he|they|the (child|girl|boy))',
    '(give|send|tell|show) (me|us) (the|her|his|their|a) (address|place|phone|number|picture|photo)',
    'which (shelter|school|house|town)',
    '(photo|picture)s? of (her|him|the (girl|boy|child))',
  ),
  words('أين (هي|هو|الطفل|البنت|الولد|تسكن|يسكن)', 'عنوان(ها|ه)', '(صورة|صور) (لها|له|حديثة)', 'رقم هاتف(ها|ه)'),
  words('où (est|se trouve|habite)', '(son|leur) (adresse|numéro)', '(une )?photo récente', 'quel foyer'),
  words('dónde (está|vive)', '(su|la) dirección', '(una )?foto reciente', 'en qué (albergue|casa)'),
  words('onde (está|mora|vive)', '(a )?morada d(ela|ele)', '(uma )?foto(grafia)? recente', 'em que (abrigo|casa)'),
  words('где (она|он|ребёнок|ребенок|живёт|живет)', '(её|ее|его) (адрес|телефон)', 'фото(графию)?', 'в каком приюте'),
  words('कहाँ (छ|है|बस्छ|रहती|रहता)', 'ठेगाना|पता (दी|दे)', 'फोटो'),
  words('ຢູ່ໃສ', 'ຮູບ(ພາບ)?', 'ທີ່ຢູ່ຂອງ'),
]

/** What is so since the child was separated: who lost the child then has not seen it. */
export const KNOWS_PRESENT: readonly RegExp[] = [
  words(
    '(lives|living|stays|staying|sleeps|is) (now )?(in|at) (the |a )?(shelter|centre|center|hostel|foster)',
    'goes to (the )?school (in|at)',
    '(new|dyed|cut) (hair|her hair|his hair)',
    '(her|his) (guardian|social worker|teacher) is',
  ),
  words('(تعيش|يعيش|تسكن|يسكن) (الآن )?في (دار|مأوى|مركز|ملجأ)', 'تذهب إلى مدرسة', 'قص(ت|وا)? شعر'),
  words('(vit|loge|dort) (maintenant )?(au|dans (le|un)) (foyer|centre|refuge)', 'cheveux (coupés|teints)'),
  words('(vive|duerme|está) (ahora )?en (el|un) (albergue|centro|refugio|hogar)', 'pelo (corto|teñido)'),
  words('(vive|dorme|está) (agora )?(no|num) (abrigo|centro|lar)', 'cabelo (cortado|pintado)'),
  words('(живёт|живет|находится) (сейчас )?в (приюте|центре|интернате|детском доме)', '(покрасил|остриг|подстриг)'),
]
