"""Reads and checks what `waylight casebook export` wrote, with the standard library of Python 3.8 or later alone.

    python read_export.py FILE            checks everything and says what is in it
    python read_export.py FILE CASE       prints the events of one case as JSON

Signatures are Ed25519 (RFC 8032), hashes SHA-256. The format: app/waylight/storage/README.md, "Export".
"""

import base64
import hashlib
import json
import sys

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    """Add two points of the curve, in extended coordinates."""
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    """Multiply a point."""
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def decode(raw):
    """Return the point that 32 bytes stand for; raises ValueError if there is none."""
    number = int.from_bytes(raw, "little")
    y, odd = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        raise ValueError("no point")
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


BASE = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    """Whether the holder of a public key signed a message."""
    try:
        a, r, s = decode(public), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    except ValueError:
        return False
    challenge = hashlib.sha512(signature[:32] + public + message).digest()
    left, right = times(s, BASE), add(r, times(int.from_bytes(challenge, "little") % ORDER, a))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P
    return s < ORDER and len(signature) == 64 and same


def frame(*parts):
    """Return the bytes that are hashed and signed: a line for each part, bytes in hexadecimal."""
    return "\n".join(part.hex() if isinstance(part, bytes) else str(part) for part in parts).encode()


def need(holds, otherwise):
    """Stop with a reason unless something holds."""
    if not holds:
        sys.exit(f"not in order: {otherwise}")


def read(path):
    """Return the head, the events and the last line, after checking every hash and signature."""
    with open(path, "rb") as file:
        lines = file.read().splitlines(keepends=True)
    head, *events, last = (json.loads(line) for line in lines)
    keys = {member["id"]: bytes.fromhex(member["sign_public"]) for member in head["members"]}
    digest = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    vouched = frame("waylight export 1", head["vault_id"], last["events"], digest)
    need((digest, len(events)) == (last["sha256"], last["events"]), "the file was changed")
    need(signed(keys[last["actor"]], vouched, bytes.fromhex(last["signature"])), "nobody vouches for the file")
    before, first = 0, frame("waylight chain 1", head["vault_id"])
    previous = hashlib.sha256(first).hexdigest()
    for e in events:
        said = [e[name] for name in ("id", "case", "actor", "kind", "version", "at_utc", "at_offset_s", "at_monotonic")]
        sealed = [base64.b64decode(e[name] or "") for name in ("body_sealed", "summary_sealed")]
        place = frame("waylight body 1", head["vault_id"], *said)
        whole = frame("waylight event 1", e["seq"], bytes.fromhex(e["prev_hash"]), e["prev_in_case"], place, *sealed)
        need(hashlib.sha256(whole).hexdigest() == e["hash"], f"event {e['seq']} was changed")
        need(e["prev_hash"] == previous or e["seq"] != before + 1, f"event {e['seq']} follows another one")
        need(set(range(before + 1, e["seq"])) <= set(last["missing"]), f"events before {e['seq']} are missing")
        vouched = frame("waylight event signature 1", bytes.fromhex(e["hash"]))
        need(signed(keys[e["actor"]], vouched, bytes.fromhex(e["signature"])), f"event {e['seq']} is not its author's")
        before, previous = e["seq"], e["hash"]
    return head, events, last


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    _, found, end = read(sys.argv[1])
    if len(sys.argv) > 2:
        print(json.dumps([event for event in found if event["case"] == sys.argv[2]], indent=1, ensure_ascii=False))
    else:
        print(f"{len(found)} events, every hash and signature holds; missing: {end['missing'] or 'none'}")
        for case in dict.fromkeys(event["case"] for event in found):
            print(case, next(event["body"].get("code", "") for event in found if event["case"] == case))
