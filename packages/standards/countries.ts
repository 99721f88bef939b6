import { codesOf, country, findCode, labelOf, type CodeList } from '@gloact/codes'

/**
 * Countries as files write them: ISO 3166-1 alpha-2, alpha-3, or an English name (ISO's or CLDR's). The alpha-3 code and
 * the alpha-2 code of each, in one text.
 */
const ISO_3166 =
  'ANDAD AREAE AFGAF ATGAG AIAAI ALBAL ARMAM AGOAO ATAAQ ARGAR ASMAS AUTAT AUSAU ABWAW ALAAX AZEAZ BIHBA BRBBB ' +
  'BGDBD BELBE BFABF BGRBG BHRBH BDIBI BENBJ BLMBL BMUBM BRNBN BOLBO BESBQ BRABR BHSBS BTNBT BVTBV BWABW BLRBY ' +
  'BLZBZ CANCA CCKCC CODCD CAFCF COGCG CHECH CIVCI COKCK CHLCL CMRCM CHNCN COLCO CRICR CUBCU CPVCV CUWCW CXRCX ' +
  'CYPCY CZECZ DEUDE DJIDJ DNKDK DMADM DOMDO DZADZ ECUEC ESTEE EGYEG ESHEH ERIER ESPES ETHET FINFI FJIFJ FLKFK ' +
  'FSMFM FROFO FRAFR GABGA GBRGB GRDGD GEOGE GUFGF GGYGG GHAGH GIBGI GRLGL GMBGM GINGN GLPGP GNQGQ GRCGR SGSGS ' +
  'GTMGT GUMGU GNBGW GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IRLIE ISRIL IMNIM INDIN IOTIO IRQIQ IRNIR ' +
  'ISLIS ITAIT JEYJE JAMJM JORJO JPNJP KENKE KGZKG KHMKH KIRKI COMKM KNAKN PRKKP KORKR KWTKW CYMKY KAZKZ LAOLA ' +
  'LBNLB LCALC LIELI LKALK LBRLR LSOLS LTULT LUXLU LVALV LBYLY MARMA MCOMC MDAMD MNEME MAFMF MDGMG MHLMH MKDMK ' +
  'MLIML MMRMM MNGMN MACMO MNPMP MTQMQ MRTMR MSRMS MLTMT MUSMU MDVMV MWIMW MEXMX MYSMY MOZMZ NAMNA NCLNC NERNE ' +
  'NFKNF NGANG NICNI NLDNL NORNO NPLNP NRUNR NIUNU NZLNZ OMNOM PANPA PERPE PYFPF PNGPG PHLPH PAKPK POLPL SPMPM ' +
  'PCNPN PRIPR PSEPS PRTPT PLWPW PRYPY QATQA REURE ROURO SRBRS RUSRU RWARW SAUSA SLBSB SYCSC SDNSD SWESE SGPSG ' +
  'SHNSH SVNSI SJMSJ SVKSK SLESL SMRSM SENSN SOMSO SURSR SSDSS STPST SLVSV SXMSX SYRSY SWZSZ TCATC TCDTD ATFTF ' +
  'TGOTG THATH TJKTJ TKLTK TLSTL TKMTM TUNTN TONTO TURTR TTOTT TUVTV TWNTW TZATZ UKRUA UGAUG UMIUM USAUS URYUY ' +
  'UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE MYTYT ZAFZA ZMBZM ZWEZW'

const ALPHA_2_OF: ReadonlyMap<string, string> = new Map(
  ISO_3166.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)]),
)

/** Names in IOM's workbooks and forms that are neither CLDR's name nor a plain rewriting of it. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ['XX', 'Stateless'],
  ['BO', 'Bolivia (Plurinational State of)'],
  ['BQ', 'Bonaire, Sint Eustatius and Saba'],
  ['BN', 'Brunei Darussalam'],
  ['CI', "Cote d'Ivoire"],
  ['CV', 'Cabo Verde'],
  ['CG', 'Congo'],
  ['CD', 'Congo, Democratic Republic of the'],
  ['CD', 'Democratic Republic of the Congo'],
  ['CZ', 'Czech Republic'],
  ['FK', 'Falkland Islands (Malvinas)'],
  ['VA', 'Holy See'],
  ['HK', 'Hong Kong'],
  ['IR', 'Iran (Islamic Republic of)'],
  ['KP', "Korea (Democratic People's Republic of)"],
  ['KR', 'Korea, Republic of'],
  ['LA', "Lao People's Democratic Republic"],
  ['MO', 'Macao'],
  ['FM', 'Micronesia (Federated States of)'],
  ['MD', 'Moldova, Republic of'],
  ['MD', 'Republic of Moldova'],
  ['MK', 'Macedonia, the former Yugoslav Republic of'],
  ['MM', 'Myanmar'],
  ['PS', 'Palestine, State of'],
  ['PN', 'Pitcairn'],
  ['RU', 'Russian Federation'],
  ['SH', 'Saint Helena, Ascension and Tristan da Cunha'],
  ['MF', 'Saint Martin (French part)'],
  ['SX', 'Sint Maarten (Dutch part)'],
  ['SY', 'Syrian Arab Republic'],
  ['SZ', 'Swaziland'],
  ['TW', 'Taiwan, Province of China'],
  ['TZ', 'Tanzania, United Republic of'],
  ['TR', 'Turkey'],
  ['GB', 'United Kingdom of Great Britain and Northern Ireland'],
  ['UM', 'United States Minor Outlying Islands'],
  ['US', 'United States of America'],
  ['VE', 'Venezuela (Bolivarian Republic of)'],
  ['VN', 'Viet Nam'],
  ['VG', 'Virgin Islands (British)'],
  ['VI', 'Virgin Islands (U.S.)'],
]

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/\bst\./g, 'saint')
    .replaceAll(/[^a-z]/g, '')

const indexes = new WeakMap<CodeList, ReadonlyMap<string, string>>()

function namesIn(list: CodeList): ReadonlyMap<string, string> {
  let index = indexes.get(list)
  if (!index) {
    index = new Map([
      ...codesOf(list).map((code): [string, string] => [plain(labelOf(list, code, 'en')), code]),
      ...OTHER_NAMES.map(([code, other]): [string, string] => [plain(other), code]),
    ])
    indexes.set(list, index)
  }
  return index
}

export const isCountryCode = (code: string): boolean => findCode(country, code) !== undefined

/**
 * The code that a text means, or undefined. `NA` is Namibia, whatever else a spreadsheet may take it for; `XX` is a person
 * without citizenship.
 * @param list the country's own list where it adds to the canonical one, such as the demonstration's code
 */
export function countryOf(text: string, list: CodeList = country): string | undefined {
  const code = text.trim().toUpperCase()
  if (findCode(list, code)) return code
  return ALPHA_2_OF.get(code) ?? namesIn(list).get(plain(text))
}
