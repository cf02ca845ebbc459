"""Adds articles to a store and prints each one once it is added; the tests kill it."""

import sys

from store_samples import article

from store import open_store


def main(path: str, first: int, last: int) -> None:
    store = open_store(path)
    articles = (
        article(number, f"Rain fell on hill {number}. The ferry sailed at {number}.", title=None)
        for number in range(first, last)
    )
    for added in store.articles.add_many(articles, batch=5):
        print(added.article_id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
