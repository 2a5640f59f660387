import { describe, expect, it } from "vitest";

import { toAssertion, toCreation } from "@/api/passkeys";
import { Problem } from "@/api/problems";

describe("the second step", () => {
  it("is read from the refusal of the first", () => {
    const problem = new Problem(401, {
      type: "/problems/accounts.second_factor_required",
      challenge: "token",
      methods: ["totp", "recovery_code"],
      passkey: null,
    });

    expect(problem.secondStep).toEqual({
      challenge: "token",
      methods: ["totp", "recovery_code"],
      passkey: null,
    });
    expect(new Problem(401, { type: "/problems/accounts.wrong_credentials" }).secondStep).toBe(
      undefined,
    );
  });

  it("sends a passkey’s answer in the words of our API", () => {
    const response = {
      clientDataJSON: "c",
      authenticatorData: "a",
      signature: "s",
      userHandle: undefined,
    };
    const answer = { id: "i", rawId: "i", type: "public-key" as const, clientExtensionResults: {} };

    expect(toAssertion({ ...answer, response })).toEqual({
      id: "i",
      client_data: "c",
      authenticator_data: "a",
      signature: "s",
      user_handle: null,
    });
  });

  it("sends a new passkey in the words of our API", () => {
    const response = { clientDataJSON: "c", attestationObject: "o", transports: [] };
    const answer = { id: "i", rawId: "i", type: "public-key" as const, clientExtensionResults: {} };

    expect(toCreation({ ...answer, response })).toEqual({
      id: "i",
      client_data: "c",
      attestation: "o",
      transports: [],
    });
  });
});
