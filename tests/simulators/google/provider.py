"""What the client's server asks: discovery, keys, and tokens for codes."""

import base64
import hashlib
import secrets

from aiohttp import BasicAuth, web

from tests.simulators.google.tokens import id_token
from tests.simulators.google.world import WORLD, Grant, World

routes = web.RouteTableDef()

AUTHORIZE = "/o/oauth2/v2/auth"
TOKEN = "/token"
CERTS = "/oauth2/v3/certs"
DISCOVERY = "/.well-known/openid-configuration"
CODE_SECONDS = 60
TOKEN_SECONDS = 3600


class OAuthRefusal(Exception):
    """An error answer of the token endpoint (RFC 6749 section 5.2)."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.body = {"error": error, "error_description": description}
        self.status = status


@routes.get(DISCOVERY)
async def discover(request: web.Request) -> web.Response:
    """Where everything is (OpenID Connect Discovery 1.0)."""
    issuer = request.app[WORLD].settings.issuer
    document = {
        "issuer": issuer,
        "authorization_endpoint": issuer + AUTHORIZE,
        "token_endpoint": issuer + TOKEN,
        "jwks_uri": issuer + CERTS,
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["authorization_code"],
    }
    return web.json_response(document, headers={"Cache-Control": "public, max-age=3600"})


@routes.get(CERTS)
async def list_keys(request: web.Request) -> web.Response:
    """The public keys."""
    world = request.app[WORLD]
    headers = {"Cache-Control": f"public, max-age={world.keys_max_age}, must-revalidate"}
    return web.json_response(world.keys.document(), headers=headers)


@routes.post(TOKEN)
async def exchange(request: web.Request) -> web.Response:
    """An ID token for a code."""
    world = request.app[WORLD]
    form = {name: str(value) for name, value in (await request.post()).items()}
    try:
        _ensure_client(world, form, request.headers.get("Authorization", ""))
        grant = _spent(world, form)
        _ensure_proven(grant, form.get("code_verifier", ""))
    except OAuthRefusal as refusal:
        return web.json_response(refusal.body, status=refusal.status)
    answer = {
        "access_token": f"ya29.{secrets.token_urlsafe(32)}",
        "expires_in": TOKEN_SECONDS,
        "id_token": id_token(world, grant),
        "scope": "openid email profile",
        "token_type": "Bearer",
    }
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _ensure_client(world: World, form: dict[str, str], authorization: str) -> None:
    """The client proves itself in the form or in the header."""
    given = form.get("client_id", ""), form.get("client_secret", "")
    if authorization:
        basic = BasicAuth.decode(authorization)
        given = basic.login, basic.password
    if given != (world.settings.client_id, world.settings.client_secret):
        raise OAuthRefusal("invalid_client", "The OAuth client was not found.", status=401)
    if form.get("grant_type") != "authorization_code":
        raise OAuthRefusal("unsupported_grant_type", "Only authorization_code is supported.")


def _spent(world: World, form: dict[str, str]) -> Grant:
    """The grant behind a code; asking uses it up, whatever comes of it."""
    grant = world.grants.get(form.get("code", ""))
    if grant is None or grant.spent or world.now() - grant.issued_at > CODE_SECONDS:
        raise OAuthRefusal("invalid_grant", "Bad Request")
    grant.spent = True
    if form.get("redirect_uri") != grant.visit.redirect_uri:
        raise OAuthRefusal("redirect_uri_mismatch", "Bad Request")
    return grant


def _ensure_proven(grant: Grant, verifier: str) -> None:
    """Only who began the visit knows the verifier."""
    if not verifier:
        raise OAuthRefusal("invalid_grant", "Missing code verifier.")
    if not secrets.compare_digest(challenge_of(verifier), grant.visit.challenge):
        raise OAuthRefusal("invalid_grant", "Invalid code verifier.")
