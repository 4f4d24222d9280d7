"""Change notifications: the SDK subscribes, a listener of Python's library hears, and `cryptography` opens what is sealed."""

import base64
import datetime
import hashlib
import hmac
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import padding as asymmetric_padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.x509.oid import NameOID
from msgraph_beta.generated.models.subscription import Subscription
from msgraph_beta.generated.models.user import User


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        if token := query.get("validationToken"):
            return self.answer(200, token[0].encode())
        for item in json.loads(body)["value"]:
            self.server.items.put(item)
        self.answer(202, b"")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def listener():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.items = Queue()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def about(items, user):
    """The next item about a user: other tests change users meanwhile."""
    while True:
        try:
            item = items.get(timeout=20)
        except Empty:
            raise AssertionError(f"nothing was told of {user}") from None
        if item["resourceData"]["id"] == user:
            return item


def end():
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)


async def test_a_change_is_told(client, corner, listener):
    user = corner.users(1)[0]
    url = f"http://127.0.0.1:{listener.server_port}/hook?tenant=a"
    made = await client.subscriptions.post(
        Subscription(
            change_type="updated", notification_url=url, resource=f"users/{user}", client_state="secret",
            expiration_date_time=end(),
        )
    )
    await client.users.by_user_id(user).patch(User(job_title="Clerk"))
    item = about(listener.items, user)
    assert item["subscriptionId"] == made.id
    assert item["clientState"] == "secret"
    assert item["changeType"] == "updated"
    assert item["resource"] == f"Users/{user}"
    await client.subscriptions.by_subscription_id(made.id).reauthorize.post()
    renewed = await client.subscriptions.by_subscription_id(made.id).patch(
        Subscription(expiration_date_time=end() + datetime.timedelta(days=1))
    )
    assert renewed.expiration_date_time > made.expiration_date_time
    await client.subscriptions.by_subscription_id(made.id).delete()
    assert made.id not in [each.id for each in (await client.subscriptions.get()).value]


async def test_the_object_comes_sealed(client, corner, listener):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = self_signed(key)
    der = certificate.public_bytes(serialization.Encoding.DER)
    user = corner.users(1)[0]
    await client.subscriptions.post(
        Subscription(
            change_type="updated", notification_url=f"http://127.0.0.1:{listener.server_port}/hook",
            resource=f"users/{user}", expiration_date_time=end(), include_resource_data=True,
            encryption_certificate=base64.b64encode(der).decode(), encryption_certificate_id="mine",
        )
    )
    await client.users.by_user_id(user).patch(User(job_title="Clerk"))
    sealed = about(listener.items, user)["encryptedContent"]
    assert sealed["encryptionCertificateId"] == "mine"
    assert sealed["encryptionCertificateThumbprint"] == hashlib.sha1(der).hexdigest().upper()
    content = opened(sealed, key)
    assert (content["id"], content["jobTitle"]) == (user, "Clerk")


def self_signed(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "listener")])
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    )


def opened(sealed, key):
    """As the page on notifications with resource data tells it."""
    oaep = asymmetric_padding.OAEP(asymmetric_padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    symmetric = key.decrypt(base64.b64decode(sealed["dataKey"]), oaep)
    data = base64.b64decode(sealed["data"])
    assert base64.b64encode(hmac.digest(symmetric, data, "sha256")).decode() == sealed["dataSignature"]
    decryptor = Cipher(algorithms.AES(symmetric), modes.CBC(symmetric[:16])).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    padded = decryptor.update(data) + decryptor.finalize()
    return json.loads(unpadder.update(padded) + unpadder.finalize())
