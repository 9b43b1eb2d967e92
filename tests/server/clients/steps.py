"""What a client's script was tried with and what came of it, a line each; counted for its last line and its exit status."""


class Steps:
    def __init__(self):
        self.count = self.failures = 0

    def __call__(self, name, got, wanted):
        self.count += 1
        self.failures += got != wanted
        print(f"ok   {name}: {wanted}" if got == wanted else f"FAIL {name}: {got!r} instead of {wanted!r}")

    def __str__(self):
        return f"{self.count} steps, {self.failures} failures"
