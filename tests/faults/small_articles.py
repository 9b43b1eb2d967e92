"""Made-up articles for nth_call.py: small, and each version of one another text."""
import json
import random

WORDS = ("harbour bridge council vote storm market ferry school train river minister budget strike hospital court police village museum energy border treaty election concert factory railway").split()


def article(id, version=1):
    chance = random.Random(f"{id} {version}")
    body = "\n\n".join(" ".join(chance.choices(WORDS, k=40)) for _ in range(3))
    return json.dumps({"id": id, "title": " ".join(chance.choices(WORDS, k=6)), "date": f"2024-0{chance.randint(1, 9)}-11", "body": body}) + "\n"


def write(path, ids, version=1):
    path.write_text("".join(article(id, version) for id in ids))


def files_of(folder):
    """40 articles in four files."""
    folder.mkdir(parents=True)
    for number in range(4):
        write(folder / f"{number}.jsonl", [f"a{number}-{one}" for one in range(10)])
    return folder
