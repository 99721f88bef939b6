/**
 * Learned, not written by hand: node packages/names/train/train.ts FOLDER
 * From 49443 pairs of words of arabic-train.csv
 * Source: Wikidata, by Merhav and Ash 2018, "Design challenges in named entity transliteration"
 * Licence of the pairs: CC0 1.0
 */
export const ARABIC = `
. 11
- e29 h34 s34 a35 i36 l37 u37 o38 d40 t40 n41 r41 y41 g42 c44 k45 m45 b46 w46 z46 p47 x48
ء a54 -56 e68 c74 we74 lm75
ا a13 -25 e32 i38 u41 o44
ب b22 p27 be39 ba41 pp43 bb44 pe47 v49 ab50 bo50 bi51 bu51 pa55
ت t21 -29 tt35 te39 th44 ta48 c50 ti52
ث th37 z54 s56 c59 t61 -64 tt66 es67 l68 sa69 i70 ii70 ta70 xi70
ج g29 j32 ge42 c46 ja46 z47 dj48 gg49 je49 gi51 gu51 zh52 ch53 ga53 aj55 ji55 d56 ju56 gh58 jj58 jo58 ce60 ze60
ح ha40 h41 ah45 he53 ho54 hu54 eh56 -58 a58 hi58 ch59 uh59 ih60 kh61 ul67 as68 oh68
خ kh38 ch45 j47 g54 h54 -59 k59 ha62 x64 ka65 m67 ck70 gh70 ik70
د d22 de38 dd44 -46 da47 ad49 ed51 di52 t52 do55
ذ th54 dh56 d59 z62 za64 da70 de70 ze71 az72 dd74 i74 me74 oz74 ur74 y74 zh74 zz74 dz77 ed78
ر r17 er29 rr36 re38 ar39 -43 ra43 ri47 ur47 ir51 ro52
ز z28 s35 zz44 ze45 es48 se48 za49 -50 az54 zh54 zu54 cz57 sz58 zo58 x59 iz61
س s20 ss34 c36 -39 se43 z44 ce45 es47 sa47 so50 su50 sz50 us50 is51
ش ch29 sh30 c33 s37 -47 cz52 ic53 x53 cc55 ce55 sz55 sc56 se56 ci57 cs59
ص s44 sa48 ss51 as54 se58 us58 si59 ce61 so61 su61 os62 z66 c67 -69 az70 ca70 is72 pr73 a74 ci74 cy74 el74 ga74 gl74 ma74 q74 tu74 tz74
ض d52 dh52 ad55 ed59 z62 ez63 iz64 ud65 da66 di66 zi66 az67 dd69 de69 od69 id71 ze73 el74 i74 ma74 rt74 sk74 t74 wa74 dz75 hd75
ط t41 ta48 tt54 at55 te57 to59 ut60 ti61 tu63 ot64 -65 th65 d66 h68 it69 s69 ty71 le74
ظ az60 d60 dh60 z61 za61 iz62 ze62 zi67 ez71 e74 rs74 s74 ta74 od75 uz81
ع a35 -43 aa48 e49 o49 u51 i54 ua57 ou59 eh63 h64 iz64
غ g27 gh40 gu46 gg49 -52 ge57 ga58 h58 go60
ف v25 f28 w39 ff40 ph43 fa44 ve45 fe46 af50 ev50 ef56 vi57
ق k45 q46 g48 ka50 gu53 qa53 gh54 aq55 c55 qu55 ak56 ga56 -58 kk59 co60 ik60 iq61 ko61 ku61 uq61 ac62 ek62 ok62 ke63 uk63 gg64 qq64 ag65 ca65 oc65 qo65 qe66 qi66 ck68 cc69 ki69 ta70 ug70
ك k22 c27 ck36 ch42 x42 ke43 q44 cc45 qu45 g46 ka47 -48 kk49 ak51 ki51
ل l20 ll30 -33 le36 el38 la45 al46 li48 hl51 gl52 il52
م m21 ma39 me40 mm42 -44 mo44 am46 mu47 em49 mi49 im54 um54
ن n17 en35 ne35 nn35 in40 -42 an44 na47 gn49 un51 on52
ه h27 a36 e40 -43 ah44 he44 ha45 t47 r48 eh50 hi54 hu54 ya54 ho55 er57 s57 i58
و o17 u22 ou30 w31 au40 -41 oo41 ow42 a45 aw45 wa46 e47 wo47 we48
ي i16 e19 y25 -34 j36 ie37 ey38 a39 ay44 iy44 ye44 ai45 ea45 u46
ٹ t64
ټ t64
پ p63
چ ch63
ڈ d64
ډ d64
ڑ r64
ړ r64
ژ zh64
ښ sh64
ڤ v60 fi74
ڨ g63
ڭ g64
گ g64
ڼ n64
ۇ w64
ۋ v64
`
