/**
 * Learned, not written by hand: node packages/names/train/train.ts FOLDER
 * From 129485 pairs of words of russian-train.csv
 * Source: Wikidata, by Merhav and Ash 2018, "Design challenges in named entity transliteration"
 * Licence of the pairs: CC0 1.0
 */
export const CYRILLIC = `
. 12
- s31 e35 h36 t36 a37 i37 u37 o39 n40 r40 k41 y41 d42 g43 m43 c44 l44 z45 w47 x47
а a14 -36 e37 u39 i42 o42 an46 ah48 ha48
б b23 -49 be53
в v25 w29 -44 u46 ve52 b53 ff55 f56
г g24 h40 gu44 gh45 -48 k55
д d22 -30 de48 t51 g53
е e17 a37 o38 yo40 i42 ie42 et44 er45 je45 u45 ye45 -48 ai48 eu49 ho49 he50 oe50 ae51
ж j36 g41 z44 zh45 ge47 gi48 c49 -51 rz53 r56 zs58 je61 xh62 gg63
з z30 s36 j38 -48 se52 es53 th57 ze58 zz61
и i16 y31 ie37 -38 e41 ee42 ey42 hi42 ea45 it47
й i30 -33 y33 j39 us43 ll50 gh55 ij55 u56 il57 o57 ye57 ly61
к k20 c27 ck37 -39 ch43 qu43 q44 g51
л l18 le43 -46 ll47 hl48 gl51
м m20 -43 n47 me54
н n17 -40 ne40 ng42 gn46 nn49 us51
о o17 a39 au39 -40 ot49 u49 eu50 oh50 ou50 ho52
п p26 -53 pe56 b59 pp60
р r16 -42 re44 rd49
с s19 sh36 c40 z40 x41 -43 ce49 sz49 se53 ss53
т t20 ch37 th37 -43 te44
у u22 ou35 w39 o40 -43 oo43 a50 oe50 wh54 hu55
ф f27 ph45 ff50 v52 th53 fe59
х h27 ch36 kh41 j45 -49 g49 k55 x58 c59 gh60
ц ts36 z37 c38 tz42 -46 t50 q52 cz54 s58 g61 ci63 ca64
ч c33 ch33 cz42 -46 ci50 cs53 j54 g60 sj60 tx60 ts61
ш sh34 s35 ch36 sc45 sz45 -54 rz57 sj60 x62
щ zc57 hc59 sc60 ch66 sh67 cz68 er76 s76 x76 sz79 ha80 jt80 kj80 mi80 ng80 o80 sy80 tt80
ъ -50 gy60 g69 gw70 y72 ha73 ug74 hi76 r77 gg80 hj80 i80 zu80 hy81
ы y41 i45 a57 -59 o61 u61 e66 d68 eu68 yy68 iy70 ov70 an72
ь -27 i39 l43 j47 le49 y49 e56 h57 li59
э e27 a34 he50 i54 o54 ae55 ai55 -56 ha58 ay59 u59
ю u35 yu40 ju47 iu48 y49 hu50 ew51 ue54 -55 yo55 ou57 uh59 eu60 jo63 ho64 us66 ut66 io67
я ya34 a37 ia39 ja40 -45 e51 la51 ea54 ha58 ah61 yo62
ђ j70
є ye70
і i67 ir80 y80
ј y70 j76
љ l70
њ n70
ћ ch70 c80
џ j70
ғ gh70
җ j70
қ q70 k80
ң ng70
ү u69 rb80
ұ u70
ҳ h70
ҷ j70
һ h70
ә a69
ө o69
`
