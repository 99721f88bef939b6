/**
 * Learned, not written by hand: node packages/names/train/train.ts FOLDER
 * From 5247 pairs of words of devanagari-train.csv
 * Source: Indian names in Devanagari and Latin letters, by A. Parlikar, Carnegie Mellon University 2011
 * Licence of the pairs: CC BY 3.0
 */
export const DEVANAGARI = `
. 11
- a37 h48 y50
ं an27 n27 am43 m47
अ a25 u61
आ a36 aa39
इ i33 e54 yi61
ई i41 ee49 yi50 ai61 e61
उ u36
ऊ u50 oo61
ए e37 ye57 ai61
ऐ ai48 e61
ऑ o51
ओ o41 ao61 oi61 u61
औ au50 ou57
क k22 ak35 ka36 q43 c48
ख kh36
ग g27 ga36 ag46
घ gh38
ङ ng51
च ch29 c51
छ ch47
ज j25 ja32 z35 aj46 g49 az51 za53 jh57
झ jh49 j51
ञ n51 y51 ny57 ya61
ट t43 at56
ठ th44
ड d46
ढ d51 dh61
ण n36 an38 na47
त t20 at34 th36 ta39
थ th30
द d21 ad37 da43 de43
ध dh29 h60 ha61
न n19 an27 na36
प p24 pa32 ap52
फ f36 fa44 ph49 af52
ब b28 ba38 ab44
भ bh29
म m21 ma29 am35
य y25 ya31 ay35 -43 ai54
र r18 ra25 ar27 er47
ल l22 al32 la36
ळ l51
व v23 va32 w35 wa36 av37 aw52
श sh21 s43
ष sh29 s61
स s21 sa31 as44 c54
ह h27 ha35 ah40 eh51
ा a14
ि i17
ी i21 ee28 y46
ु u21
ू u32 oo37 ou61 us61
ृ ri35 ru46 ra61
े e23 ai54
ै ai34 a61
ो o27 au61
ौ au38 ou45
् -16
`
