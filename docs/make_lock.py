"""Writes pins for deployments from pip's report of what it would install (`make lock`)."""

import json
import sys

found = [one["metadata"] for one in json.load(sys.stdin)["install"]]
pins = sorted(f"{one['name'].lower().replace('_', '-')}=={one['version']}" for one in found)
print("# Made by `make lock`: what deployments install.")
print("\n".join(pin for pin in pins if not pin.startswith(("copydesk==", "pip=="))))
print(".")
