"""The official identity libraries over HTTPS, with the emulator's certificate authority as all that they trust."""

import base64
import datetime
import json
import re
import socket
import urllib.parse

import httpx
import msal
import pytest
from azure.identity import (
    AuthorizationCodeCredential,
    CertificateCredential,
    ClientSecretCredential,
    DeviceCodeCredential,
    OnBehalfOfCredential,
    UsernamePasswordCredential,
)
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from emulator import Emulator

TENANT = "6f1a9c52-0d0e-4f5b-9a53-2f6f2a1b7c10"
CLIENT = "9a1d3c1e-2f4b-4a6c-8d70-5b6f7a8c9d01"
GRAPH = "https://graph.microsoft.com/.default"
ADELE = "adele@contoso.example"
SEED = {
    "organization": [{"id": TENANT, "displayName": "Contoso", "verifiedDomains": [
        {"name": "contoso.example", "isInitial": True, "isDefault": True, "type": "Managed", "capabilities": "Email"}]}],
    "users": [
        {"displayName": "Adele Vance", "userPrincipalName": ADELE, "passwordProfile": {"password": "pass-Adele-1"}},
        {"displayName": "Alex Wilber", "userPrincipalName": "alex@contoso.example"}],
}


def claims(token):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))


def is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


# MSAL asks for the realm of a user at port 443, whatever port the authority has.
HAS_USUAL_PORT = is_free(443)
passwords = pytest.mark.skipif(not HAS_USUAL_PORT, reason="MSAL for Python takes passwords at port 443 alone")


@pytest.fixture(autouse=True)
def nothing_else_is_trusted(monkeypatch):
    # For requests these come before what a program says.
    for name in ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sign-in")
    seed = folder / "seed.json"
    seed.write_text(json.dumps(SEED))
    server = Emulator(seed=seed, options=[
        "--auth", "strict", "--data", str(folder / "data"), "--https-port", "443" if HAS_USUAL_PORT else "0"])
    server.secure_url = server.secure_url.replace("127.0.0.1", "localhost").removesuffix(":443")
    yield server
    assert server.stop() == 0, server.log()


@pytest.fixture
def azure(server):
    """What every credential of azure-identity is told."""
    return {"authority": server.secure_url, "disable_instance_discovery": True, "connection_verify": server.authority}


@pytest.fixture
def application(server):
    """What every application of MSAL is told."""
    return {"authority": f"{server.secure_url}/{TENANT}", "verify": server.authority, "instance_discovery": False}


@pytest.fixture
def browser(server):
    with httpx.Client(verify=server.authority) as session:
        yield session


def graph(server, token, path="/v1.0/me"):
    answer = httpx.get(server.secure_url + path, headers={"Authorization": f"Bearer {token}"}, verify=server.authority)
    assert answer.status_code == 200, answer.text
    return answer.json()


def certificate():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256()))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private + made.public_bytes(serialization.Encoding.PEM)


# azure-identity


def test_client_secret(server, azure):
    token = ClientSecretCredential(TENANT, CLIENT, "any", **azure).get_token(GRAPH).token
    assert claims(token)["idtyp"] == "app"
    assert len(graph(server, token, "/v1.0/users")["value"]) == 2


@pytest.mark.parametrize("chain", [False, True])
def test_client_certificate(server, azure, chain):
    credential = CertificateCredential(
        TENANT, CLIENT, certificate_data=certificate(), send_certificate_chain=chain, **azure)
    token = credential.get_token(GRAPH).token
    assert claims(token)["appidacr"] == "2"


@passwords
def test_password(server, azure):
    credential = UsernamePasswordCredential(CLIENT, ADELE, "pass-Adele-1", tenant_id=TENANT, **azure)
    token = credential.get_token("https://graph.microsoft.com/User.Read").token
    assert graph(server, token)["userPrincipalName"] == ADELE


def test_device_code(server, azure, browser):
    def sign_in(uri, code, expires):
        page = browser.post(uri, data={"otc": code})
        user = re.search(r'value="([0-9a-f-]{36})">Adele', page.text).group(1)
        assert browser.post(uri, data={"otc": code, "emulator_user": user}).status_code == 200

    credential = DeviceCodeCredential(CLIENT, tenant_id=TENANT, prompt_callback=sign_in, **azure)
    token = credential.get_token("https://graph.microsoft.com/User.Read").token
    assert graph(server, token)["userPrincipalName"] == ADELE


def code(server, browser, **more):
    """Signs Adele in as a person would, and takes the code out of the redirect."""
    url = f"{server.secure_url}/{TENANT}/oauth2/v2.0/authorize"
    query = {
        "client_id": CLIENT, "response_type": "code", "redirect_uri": "http://localhost:1/",
        "scope": "User.Read offline_access openid", **more}
    page = browser.get(url, params=query)
    user = re.search(r'value="([0-9a-f-]{36})">Adele', page.text).group(1)
    reply = browser.post(url, data={**query, "emulator_user": user})
    assert reply.status_code == 302, reply.text
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(reply.headers["location"]).query))


def test_authorization_code(server, azure, browser):
    credential = AuthorizationCodeCredential(
        TENANT, CLIENT, code(server, browser)["code"], "http://localhost:1/", client_secret="any", **azure)
    token = credential.get_token("https://graph.microsoft.com/User.Read").token
    assert graph(server, token)["userPrincipalName"] == ADELE


@passwords
def test_on_behalf_of(server, azure, application):
    front = msal.PublicClientApplication("front", **application)
    user = front.acquire_token_by_username_password(ADELE, "pass-Adele-1", [f"api://{CLIENT}/read"])
    credential = OnBehalfOfCredential(
        TENANT, CLIENT, client_secret="any", user_assertion=user["access_token"], **azure)
    token = credential.get_token("https://graph.microsoft.com/User.Read").token
    assert graph(server, token)["userPrincipalName"] == ADELE


# MSAL


def test_msal_client_credentials(server, application):
    app = msal.ConfidentialClientApplication(CLIENT, client_credential="any", **application)
    first = app.acquire_token_for_client([GRAPH])
    assert first["token_source"] == "identity_provider", first
    assert app.acquire_token_for_client([GRAPH])["token_source"] == "cache"


def test_msal_code_with_pkce_and_refresh(server, application, browser):
    app = msal.PublicClientApplication(CLIENT, **application)
    flow = app.initiate_auth_code_flow(["User.Read"], redirect_uri="http://localhost:1/")
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(flow["auth_uri"]).query))
    answer = code(server, browser, **query)
    result = app.acquire_token_by_auth_code_flow(flow, answer)
    assert result["id_token_claims"]["preferred_username"] == ADELE, result
    account = app.get_accounts()[0]
    assert account["username"] == ADELE
    again = app.acquire_token_silent(["User.Read"], account, force_refresh=True)
    assert graph(server, again["access_token"])["userPrincipalName"] == ADELE
    assert app.acquire_token_silent(["User.Read"], account)["token_source"] == "cache"


@passwords
def test_msal_password_that_is_wrong(application):
    app = msal.PublicClientApplication(CLIENT, **application)
    result = app.acquire_token_by_username_password(ADELE, "wrong", ["User.Read"])
    assert (result["error"], result["error_codes"]) == ("invalid_grant", [50126])


def test_msal_device_flow(server, application, browser):
    app = msal.PublicClientApplication(CLIENT, **application)
    flow = app.initiate_device_flow(["User.Read"])
    page = browser.post(flow["verification_uri"], data={"otc": flow["user_code"]})
    user = re.search(r'value="([0-9a-f-]{36})">Alex', page.text).group(1)
    browser.post(flow["verification_uri"], data={"otc": flow["user_code"], "emulator_user": user})
    result = app.acquire_token_by_device_flow(flow)
    assert result["id_token_claims"]["name"] == "Alex Wilber", result
