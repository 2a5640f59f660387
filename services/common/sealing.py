"""Short secrets on their way from one service to another, unreadable in databases and queues."""

from cryptography.fernet import Fernet


def seal(text: str, key: str) -> str:
    """Encrypt *text*; the key is a Fernet key (URL-safe base64 of 32 bytes)."""
    return Fernet(key).encrypt(text.encode()).decode()


def unseal(token: str, key: str) -> str:
    """Decrypt what `seal` made; raises `cryptography.fernet.InvalidToken`."""
    return Fernet(key).decrypt(token.encode()).decode()
