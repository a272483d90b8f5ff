"""The users job in Python, as a generator: users.py ijson|orjson INPUT OUTPUT. orjson reads lines, ijson the array at a prefix."""
import hashlib
import json
import sys


def row(user):
    user_id, age = user.get("user_id"), user.get("age")
    if user_id is None or (age is not None and not 0 <= age <= 150):
        return None
    email, subscription = user.get("email"), user.get("subscription") or {}
    return {
        "user_id": user_id,
        "username": user.get("username"),
        "email_sha256": None if email is None else hashlib.sha256(email.lower().encode()).hexdigest(),
        "age": age,
        "country": user.get("country"),
        "city": user.get("city"),
        "interests": user.get("interests"),
        "last_login": user.get("last_login"),
        "subscription_type": subscription.get("type"),
        "subscription_start": subscription.get("start_date"),
        "subscription_end": subscription.get("end_date"),
    }


def ijson_rows(source, sink, name):
    import ijson
    for user in ijson.items(source, "users.item" if "wrapped" in name else "item", buf_size=1 << 18):
        if found := row(user):
            sink.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")


def orjson_rows(source, sink, name):
    import orjson
    for line in source:
        if found := row(orjson.loads(line)):
            sink.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))


with open(sys.argv[2], "rb") as source, open(sys.argv[3], "wb") as sink:
    {"ijson": ijson_rows, "orjson": orjson_rows}[sys.argv[1]](source, sink, sys.argv[2])
