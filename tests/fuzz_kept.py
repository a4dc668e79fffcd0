"""Attacks that once broke something, found by `make fuzz` or by hand; each is sent again in every run."""

from tests.fuzzing import Attack

KEPT = [
    Attack("GET", "/groups/%2F%2Fevil.example/focal"),
    Attack("GET", "//evil.example/groups"),
    Attack("POST", "/plan/2022/%2F%2Fevil.example/sign-up", fields=("1",)),
    Attack("GET", "/groups", query=(("q", "a\x00b"),)),
    Attack("GET", "/people/99999999999999999999"),
    Attack("GET", "/", headers=(("Host", "a b"),)),
    Attack("POST", "/sign-in", headers=(("Host", "evil.example\\"),), fields=("1",)),
    Attack("POST", "/me", fields=("²",)),
    Attack("POST", "/groups/LWG-BGW/terms/edit/purpose", fields=("²",)),
    Attack("POST", "/groups/LWG-BGW/terms/comments/purpose/0", fields=("1", "1", "1")),
]
