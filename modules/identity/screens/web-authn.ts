/** The two WebAuthn ceremonies, between JSON as the server speaks it and the browser's own objects. */

const bytes = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0)
}

const text = (buffer: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCodePoint(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

interface CredentialJson {
  readonly id: string
  readonly type: 'public-key'
  readonly transports?: AuthenticatorTransport[]
}

const descriptors = (list: readonly CredentialJson[] | undefined): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map(({ id, type, transports }) => ({ id: bytes(id), type, ...(transports && { transports }) }))

/** Passkeys need a secure context: `https://`, or `localhost`. */
export const passkeysWork = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window

type Json = Record<string, unknown>
/** What a device answered; its id names the passkey. */
type DeviceAnswer = Json & { readonly id: string }

/** Makes a passkey. Null where the person cancelled, or the device would not. */
export async function makePasskey(options: Json): Promise<DeviceAnswer | null> {
  const given = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const credential = await orNull(
    navigator.credentials.create({
      publicKey: {
        ...given,
        challenge: bytes(given.challenge),
        user: { ...given.user, id: bytes(given.user.id) },
        excludeCredentials: descriptors(given.excludeCredentials as CredentialJson[] | undefined),
      } as PublicKeyCredentialCreationOptions,
    }),
  )
  if (!credential) return null
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

/** Answers a challenge with a passkey. Null where the person cancelled, or there is none. */
export async function answerWithPasskey(options: Json): Promise<DeviceAnswer | null> {
  const given = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const credential = await orNull(
    navigator.credentials.get({
      publicKey: {
        ...given,
        challenge: bytes(given.challenge),
        allowCredentials: descriptors(given.allowCredentials as CredentialJson[] | undefined),
      } as PublicKeyCredentialRequestOptions,
    }),
  )
  if (!credential) return null
  const response = credential.response as AuthenticatorAssertionResponse
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(response.userHandle && { userHandle: text(response.userHandle) }),
    },
  }
}

const common = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: {},
})

async function orNull(ceremony: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ceremony) as PublicKeyCredential | null
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
