import { type AddressedProvision, addressed } from '../addresses.ts'
import type { LawText } from '../law-text.ts'
import { languageCode } from './language-codes.ts'
import { expressionUri, type LawIdentity, workUri } from './identity.ts'
import { escapeXml } from './escape.ts'

/** A law as Akoma Ntoso 3.0 (OASIS LegalDocML 1.0). Whatever the law's words are, the document is valid. */
export function writeAkn(law: LawText, identity: LawIdentity): string {
  const language = languageCode(law.language)
  const body = addressed(law).map(provisionXml)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
    `<${identity.type} name="${identity.type}" contains="${identity.amends ? 'singleVersion' : 'originalVersion'}">`,
    metaXml(identity, language),
    prefaceXml(law),
    law.preamble.length === 0 ? '' : `<preamble eId="preamble">${paragraphs(law.preamble)}</preamble>`,
    `<body>${body.length === 0 ? EMPTY_BODY : body.join('\n')}</body>`,
    `</${identity.type}>`,
    '</akomaNtoso>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const EMPTY_BODY =
  '<hcontainer eId="hcontainer_1" name="text"><content eId="hcontainer_1__content"><p/></content></hcontainer>'

const paragraphs = (texts: readonly string[]): string =>
  texts.length === 0 ? '<p/>' : texts.map((text) => `<p>${escapeXml(text)}</p>`).join('')

function prefaceXml({ longTitle, preface }: LawText): string {
  if (longTitle === '' && preface.length === 0) return ''
  const title = longTitle === '' ? '' : `<longTitle eId="preface__longtitle"><p>${escapeXml(longTitle)}</p></longTitle>`
  return `<preface eId="preface">${preface.length === 0 ? '' : paragraphs(preface)}${title}</preface>`
}

function metaXml(identity: LawIdentity, language: string): string {
  const [work, expression] = [workUri(identity), expressionUri(identity, language)]
  const manifestation = `${expression}.xml`
  const element = (name: string, attributes: Readonly<Record<string, string>>) =>
    `<${name}${Object.entries(attributes)
      .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
      .join('')}/>`
  const author = element('FRBRauthor', { href: '#source' })
  return [
    '<meta><identification source="#gloact">',
    '<FRBRWork>',
    element('FRBRthis', { value: `${work}/!main` }),
    element('FRBRuri', { value: work }),
    ...(identity.title === '' ? [] : [element('FRBRalias', { value: identity.title, name: 'title' })]),
    element('FRBRdate', { date: identity.date, name: 'generation' }),
    author,
    element('FRBRcountry', { value: identity.country.toLowerCase() }),
    ...(identity.number === '' ? [] : [element('FRBRnumber', { value: identity.number })]),
    '</FRBRWork><FRBRExpression>',
    element('FRBRthis', { value: `${expression}/!main` }),
    element('FRBRuri', { value: expression }),
    element('FRBRdate', { date: identity.expressionDate, name: 'expression' }),
    author,
    element('FRBRlanguage', { language }),
    '</FRBRExpression><FRBRManifestation>',
    element('FRBRthis', { value: `${expression}/!main.xml` }),
    element('FRBRuri', { value: manifestation }),
    element('FRBRdate', { date: identity.expressionDate, name: 'markup' }),
    element('FRBRauthor', { href: '#gloact' }),
    element('FRBRformat', { value: 'application/akn+xml' }),
    '</FRBRManifestation></identification>',
    '<references source="#gloact">',
    element('TLCOrganization', { eId: 'gloact', href: '/ontology/organization/gloact', showAs: 'GloACT' }),
    element('TLCOrganization', {
      eId: 'source',
      href: `/ontology/organization/${identity.country.toLowerCase()}.legislature`,
      showAs: 'Legislature',
    }),
    '</references></meta>',
  ].join('')
}

function provisionXml(provision: AddressedProvision): string {
  const { kind, eId, num, heading, text, children, after } = provision
  const container = kind === 'schedule' || kind === 'text'
  const [open, close] = container
    ? [`hcontainer eId="${escapeXml(eId)}" name="${kind}"`, 'hcontainer']
    : [`${kind} eId="${escapeXml(eId)}"`, kind]
  const head = [
    num === '' ? '' : `<num>${escapeXml(num)}</num>`,
    heading === '' ? '' : `<heading>${escapeXml(heading)}</heading>`,
  ].join('')
  const id = escapeXml(eId)
  const inner =
    children.length === 0
      ? `<content eId="${id}__content">${paragraphs([...text, ...after])}</content>`
      : [
          text.length === 0 ? '' : `<intro eId="${id}__intro">${paragraphs(text)}</intro>`,
          ...children.map(provisionXml),
          after.length === 0 ? '' : `<wrapUp eId="${id}__wrapup">${paragraphs(after)}</wrapUp>`,
        ].join('')
  return `<${open}>${head}${inner}</${close}>`
}
