/** Passkeys: between the browser's own words and those of our API. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";

import type { PasskeyAssertion, PasskeyCreation, PasskeyOffer } from "./types";

const HINT = "academy.passkey";

const library = () => import("@simplewebauthn/browser");

/** Passkeys need a secure page; on a plain address of a local network there are none. */
export const passkeysWork = (): boolean => typeof window.PublicKeyCredential === "function";

/** The person closed the browser's dialog, or let it wait too long: nothing went wrong. */
export function isDismissed(error: unknown): boolean {
  return error instanceof Error && ["NotAllowedError", "AbortError"].includes(error.name);
}

/** This device has a passkey of this academy already. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && error.name === "InvalidStateError";
}

export async function createPasskey(offer: PasskeyOffer): Promise<PasskeyCreation> {
  const { startRegistration } = await library();
  const optionsJSON = offer.options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const made = toCreation(await startRegistration({ optionsJSON }));
  rememberPasskeys();
  return made;
}

/** `quietly` lets the browser offer passkeys in the e-mail field instead of opening a dialog. */
export async function usePasskeyOf(
  offer: PasskeyOffer,
  { quietly = false } = {},
): Promise<PasskeyAssertion> {
  const { startAuthentication } = await library();
  const optionsJSON = offer.options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const answer = await startAuthentication({ optionsJSON, useBrowserAutofill: quietly });
  rememberPasskeys();
  return toAssertion(answer);
}

/** Whether the e-mail field can offer passkeys, in a browser where one was used before. */
export async function canOfferQuietly(): Promise<boolean> {
  if (!passkeysWork() || !remembersPasskeys()) return false;
  const { browserSupportsWebAuthnAutofill } = await library();
  return browserSupportsWebAuthnAutofill();
}

/** Ends a quiet offer that still waits. */
export async function stopOffering(): Promise<void> {
  const { WebAuthnAbortService } = await library();
  WebAuthnAbortService.cancelCeremony();
}

export function toCreation({ id, response }: RegistrationResponseJSON): PasskeyCreation {
  return {
    id,
    client_data: response.clientDataJSON,
    attestation: response.attestationObject,
    transports: response.transports ?? [],
  };
}

export function toAssertion({ id, response }: AuthenticationResponseJSON): PasskeyAssertion {
  return {
    id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
    user_handle: response.userHandle ?? null,
  };
}

function rememberPasskeys(): void {
  try {
    localStorage.setItem(HINT, "1");
  } catch {
    // Without storage the button on the sign-in page is the way.
  }
}

function remembersPasskeys(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}
