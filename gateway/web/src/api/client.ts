/** The one client of the gateway: signs requests, repeats safe ones, turns refusals into errors. */
import createClient from "openapi-fetch";

import { networkProblem, refusalOf } from "./problems";
import type { paths } from "./schema";
import { session } from "./session";
import { stepUp, wantsStepUp } from "./step-up";
import { uniqueId } from "./unique-id";

const RETRY_DELAY = 600;

function signed(request: Request, token: string | null): Request {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

/** Sends once more after a broken connection: reads and keyed writes act once however often sent. */
async function sendSurely(request: Request): Promise<Response> {
  const spare = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted || !navigator.onLine) throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    return fetch(spare);
  }
}

/** What a view asks goes without cookies: they belong to the browser's own session. */
const asViewer = (request: Request): Request => new Request(request, { credentials: "omit" });

async function send(given: Request): Promise<Response> {
  const request = session.isView ? asViewer(given) : given;
  if (request.method !== "GET") request.headers.set("Idempotency-Key", uniqueId());
  const spare = request.clone();
  const response = await sendRenewed(request);
  if (session.isView || !(await wantsStepUp(response))) return response;
  const proven = await stepUp.ask();
  return proven ? sendSurely(signed(spare, proven)) : response;
}

/** Sends with the access token, and once more with the next one when it is refused. */
async function sendRenewed(request: Request): Promise<Response> {
  const token = await session.token();
  const spare = request.clone();
  const response = await sendSurely(signed(request, token));
  if (response.status !== 401 || !token || (await wantsStepUp(response))) return response;
  const renewed = await session.renew(token);
  return renewed ? sendSurely(signed(spare, renewed)) : response;
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; throws a `Problem` otherwise. */
export async function unwrap<Data>(pending: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await pending;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw networkProblem();
  }
  // What arrives after the end of a view is not for anybody here.
  if (session.snapshot().status === "view-over") throw networkProblem();
  if (!answer.response.ok) {
    const document = typeof answer.error === "object" ? answer.error : null;
    throw refusalOf(answer.response.status, document ?? {});
  }
  return answer.data as Data;
}
