"""Going through an install as a browser does."""

import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit


def fetch(url: str, cookie: str = "") -> tuple[str, str]:
    """Return a page, and the cookie that came with it."""
    request = urllib.request.Request(url, headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as answer:
        set_cookie = answer.headers.get("Set-Cookie") or ""
        return answer.read().decode(), set_cookie.partition(";")[0]


def authorize_link(page: str) -> str:
    """Return where the button of the install page leads."""
    found = re.search(r'href="([^"]+authorize[^"]+)"', page)
    assert found
    return found[1].replace("&amp;", "&")


def install(base_url: str, team_id: str) -> int:
    """Install the app in a workspace; return the status of the last page."""
    page, cookie = fetch(f"{base_url}/slack/install")
    state = parse_qs(urlsplit(authorize_link(page)).query)["state"][0]
    return end_install(base_url, f"code=code-{team_id}&state={state}", cookie)


def end_install(base_url: str, query: str, cookie: str) -> int:
    """Come back from Slack's page; return the status."""
    try:
        fetch(f"{base_url}/slack/oauth_redirect?{query}", cookie)
    except urllib.error.HTTPError as error:
        return error.code
    return 200
