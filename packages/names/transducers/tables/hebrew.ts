/**
 * Learned, not written by hand: node packages/names/train/train.ts FOLDER
 * From 37565 pairs of words of hebrew-train.csv
 * Source: Wikidata, by Merhav and Ash 2018, "Design challenges in named entity transliteration"
 * Licence of the pairs: CC0 1.0
 */
export const HEBREW = `
. 11
- e27 s33 h34 a35 i35 t37 g39 o39 u39 c42 d42 l42 n42 y42 r44 j46 k46
א a18 -27 e30 u39 o43 i47
ב b23 v27 be33 ba34 ev39 w39 ve43 bb44 av46 ab47 bu49 va50 bo52 ew54
ג g24 j36 ga38 ge38 gh44 gu44 gg45 ja45 je46 gi47 -49 ag51 go52 dj53 h53 dz55 eg55 d56
ד d22 de33 da40 ad43 dd44 ed47 -48 do55 di56
ה a24 h29 e31 ha36 he39 ah43 -44 et44 er45 eh49 o52 ya52 is53 ho54 hu55
ו o17 u21 -29 w30 v31 ou34 we40 a42 oo42 ve42 wa42 ow43 va43 au44 wo48
ז z31 s37 se42 za43 ze43 j45 zh47 az48 ge49 zz49 es50 g50 sa50 ez51 -54 rz55 je57 ja58 ll58 zi58 as59 zs60 gi61 r61 sz61
ח h41 ha41 kh41 ch43 ah47 j49 g51 he53 a57 eh58 ge58 hi64 ih64 ja64 ho65 gg66 ac67
ט t22 tt34 te36 ta37 th45 at46 et46 -47
י i15 y24 e27 -28 a33 j35 ie38 u42 ey45 iy46 ll46 ye48
ך ch42 kh57 g63 h63 -65 c68 gh68 eh70 ic71 af72 an72 dd72 em72 ie72 j72 k72 ko72 lf72 ma72 or72 us72 ut72 wn72 ac73 ag73
כ ch37 k45 ka49 kh49 c50 ca54 ex54 ak55 -58 h59 ke59 ha60 co62 a64 ko65 l65 ck66 ki66 ku67 ej68 gg68 gh68 ik68 m68
ל l20 ll30 el31 le31 la35 al36 hl50 lo52
ם m36 am46 em48 me53 mm53 om55 im57 -61 hm68 mb68 rn68
מ m23 ma29 me36 am41 mm42 em45 -48 mo50 mu52 mi55
ן n24 en36 an37 ne39 nn39 in46 -50 hn51 nd55 on56 nt57
נ n20 an31 en32 ne35 nn37 na38 -48 gn49 in53
ס s20 ss34 es38 -39 sa40 c41 ce41 se41 z43 as46 sz48 x51 ez53
ע a38 -44 e44 aa52 o54 gh56 i56 u61 ua63 em66 h66 ah68 ha68 in69 ye69
ף ff42 f43 ef53 ph56 af57 fe61 gh65 v65 if68 p68 of71 ak72 az72 le72 m72 ma72 pf72 sa72 w72
פ p27 f29 pe38 pa39 ff41 pp41 fe42 fa43 ph43 af50 v51 ap52 ef56 ep56
ץ c39 tz40 ch42 cz49 z50 ts51 ci59 cs59 s61 t64 et66
צ ch34 c39 tz40 z40 ts42 ce47 cz48 zz49 cc50 ze51 s52 t53 ci54 -55 cs57 q57 sa58 za62 ec63
ק k22 c28 ck35 ca37 ka38 ke40 q42 x42 ch44 qu44 cc45 -47 ak49 kk51 ek52 ko53 co54
ר r18 er25 ar32 re32 ra34 rr37 -45 ur46 rd50 ro50
ש sh29 ch33 s34 -46 sz46 sc48 x50 sa53 se56 ss57 si58 es59 rz60
ת th36 t39 ta46 at49 te52 tt55 ti57 -58 et59 as62 s63 a64 es64 ss64 tu66
`
