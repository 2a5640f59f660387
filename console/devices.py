"""Where somebody is signed in, in so few words that one device is told from another."""

from datetime import datetime

from console.formats import ago
from contracts.accounts.sessions import Device

# Nearly every browser also claims to be one of those below it.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = ("iPhone", "iPad", "Android", "CrOS", "Windows", "Mac OS X", "Linux")


def device_name(user_agent: str) -> str:
    """Such as `Firefox on Linux`; what is not known stays as it is written."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in user_agent), "")
    system = next((name for name in _SYSTEMS if name in user_agent), "")
    return f"{browser} on {system}" if browser and system else user_agent or "unknown"


def device_line(device: Device, now: datetime) -> str:
    """First what differs most: where and when it was used, what it is, whether staff looks on."""
    viewed = ["viewed as"] if device.impersonated else []
    used = [device.address, ago(device.last_used_at, now)]
    return " · ".join([*used, *viewed, device_name(device.user_agent)])
