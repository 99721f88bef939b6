/**
 * Countries as files write them: ISO 3166-1 alpha-2, alpha-3, or an English name (ISO's or CLDR's). The alpha-3 code and
 * the alpha-2 code of each, in one text. `XKX`/`XK` is the user-assigned pair that is in common use for Kosovo; CTDC
 * counts it in Serbia, following UN guidelines.
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
  'UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE MYTYT ZAFZA ZMBZM ZWEZW XKXXK'

const ALPHA_2_OF = new Map(ISO_3166.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)]))

const CODES: ReadonlySet<string> = new Set(ALPHA_2_OF.values())

/** Names in IOM's workbooks and forms that are neither CLDR's name nor a plain rewriting of it. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
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

let names: ReadonlyMap<string, string> | undefined

function codeOfName(name: string): string | undefined {
  if (!names) {
    const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
    names = new Map([
      ...[...CODES].map((code): [string, string] => [plain(display.of(code) ?? code), code]),
      ...OTHER_NAMES.map(([code, other]): [string, string] => [plain(other), code]),
    ])
  }
  return names.get(plain(name))
}

export const isCountryCode = (code: string): boolean => CODES.has(code)

/**
 * The alpha-2 code that a text means, or undefined. `NA` is Namibia, whatever else a spreadsheet may take it for.
 * @param alsoKnown codes that the country's own configuration adds, such as a user-assigned one
 */
export function countryOf(text: string, alsoKnown: readonly string[] = []): string | undefined {
  const code = text.trim().toUpperCase()
  if (CODES.has(code) || alsoKnown.includes(code)) return code
  return ALPHA_2_OF.get(code) ?? codeOfName(text)
}
