import { canonicalJson } from '@gloact/kernel'
import { base64Url, utf8, type CertificateContent } from './certificate.ts'

interface BadgeIssuer {
  /** Where the instance stands; its public keys and what it revoked are found below it. */
  readonly publicUrl: string
  readonly keyId: string
}

/** The credential of a certificate, as Open Badges 3.0 writes it (1EdTech, with VC Data Model 2.0). */
export function badgeOf(content: CertificateContent, { publicUrl }: Pick<BadgeIssuer, 'publicUrl'>) {
  const achievement = `${publicUrl}/training/achievements/${content.event.length === 0 ? 'event' : encodeURIComponent(content.event)}`
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: `urn:uuid:${content.id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: `${publicUrl}/`, type: ['Profile'], name: content.organiser },
    validFrom: `${content.issuedOn}T00:00:00Z`,
    name: content.event,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: content.name, identityType: 'name', hashed: false }],
      activityStartDate: `${content.from}T00:00:00Z`,
      activityEndDate: `${content.to}T00:00:00Z`,
      achievement: {
        id: achievement,
        type: ['Achievement'],
        name: content.event,
        description: content.event,
        criteria: { narrative: `${content.hours} h${content.passed === true ? ', test passed' : ''}` },
      },
    },
    credentialStatus: {
      id: `${publicUrl}/api/v1/training/revocations`,
      type: '1EdTechRevocationList',
    },
  }
}

/** The part of the JWT that is signed (RFC 7519, VC-JWT as Open Badges 3.0 has it: the credential itself is the claims). */
export function badgeSigningInput(content: CertificateContent, issuer: BadgeIssuer): string {
  const credential = badgeOf(content, issuer)
  const header = {
    alg: 'EdDSA',
    typ: 'JWT',
    kid: `${issuer.publicUrl}/api/v1/training/issuer-keys#${issuer.keyId}`,
  }
  const claims = {
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    sub: credential.id,
    nbf: Math.floor(Date.parse(credential.validFrom) / 1000),
  }
  const part = (value: object) => base64Url(utf8(canonicalJson(value)))
  return `${part(header)}.${part(claims)}`
}
