"""Sealing secrets before they are stored (Fernet: AES-128-CBC with an HMAC, and a key of ours)."""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from store.errors import CopydeskError

ADVICE = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; "
    "print(Fernet.generate_key().decode())'"
)


class Seal:
    """Seals with the first of some keys, and opens what any of them sealed.

    To change the key put the new one first, separated by a comma; drop the old one when every
    workspace has been installed or sealed anew.
    """

    def __init__(self, keys: str) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",")])
        except ValueError as error:
            # The key is a secret: it is not shown.
            raise CopydeskError(
                f"SLACK_TOKEN_KEY is not a key of 32 bytes in URL-safe base64. {ADVICE}"
            ) from error

    def close(self, secret: dict[str, Any]) -> bytes:
        """Return a secret sealed."""
        return self._fernet.encrypt(json.dumps(secret).encode())

    def open(self, sealed: bytes) -> dict[str, Any]:
        """Return what was sealed; CopydeskError when no key fits."""
        try:
            secret: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise CopydeskError(
                "A stored Slack token cannot be opened: SLACK_TOKEN_KEY is not the key that it "
                "was sealed with. Put the old key behind the new one, separated by a comma, or "
                "install the app in the workspace again."
            ) from error
        return secret
